//! Courses: what is taught over time.

pub mod change;
pub mod course;
pub mod create;
pub mod list;
pub mod new;
pub mod show;

pub use course::Course;
pub use new::NewCourse;

//! Courses: what is taught over time.

pub mod new;

pub use new::NewCourse;

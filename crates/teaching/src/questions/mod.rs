//! Questions prepared for a lesson.

pub mod add;
pub mod change;
pub mod list;
pub mod prepared;
pub mod remove;

//! Beginning and ending a lesson.

pub mod closing;
pub mod opening;
pub mod take_up;

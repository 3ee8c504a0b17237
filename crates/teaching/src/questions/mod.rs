//! Questions prepared for a lesson.

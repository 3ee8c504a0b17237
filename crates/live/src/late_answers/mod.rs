//! Answers given after the lesson: in its replay, or in a pack far away.
//!
//! The log of a lesson ends with it, so that these stand in rows of their own; the report shows
//! them beside the answers of the class, never among them.

pub mod give;
pub mod list;
pub(crate) mod refusals;
pub mod rows;

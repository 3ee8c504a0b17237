//! Marks and notes that a person sets at moments of a lesson, for himself alone.
//!
//! They are no entries, for the log is the lesson's; and they make no facts: facts reach records,
//! webhooks and the data platform, and what somebody writes for himself is nobody else's. So no
//! teacher, administrator or report is shown them, nor how many there are.

pub mod access;
pub mod change;
pub mod keep;
pub mod list;
pub mod note;
mod refusals;
pub mod remove;
mod rows;

//! The class report: a fold of the log, there the moment the lesson ends.

pub mod csv;
pub mod kept;
pub mod read;
pub mod show;
mod table;

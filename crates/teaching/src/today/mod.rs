//! What a person teaches and attends today, and what happens in the schools they run.

pub mod schools;
pub mod show;

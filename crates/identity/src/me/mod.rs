//! The signed-in person.

pub mod change;
pub mod show;

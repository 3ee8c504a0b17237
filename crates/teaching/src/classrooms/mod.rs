//! What is open on the screens of classes.

pub mod clear;
pub mod current;
pub mod list;
pub mod open;

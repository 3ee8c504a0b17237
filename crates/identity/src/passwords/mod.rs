//! Passwords: their rules, their hashing, changing and resetting them.

pub mod change;
pub mod console;
pub mod one_time;
pub mod pool;
pub mod reset;
pub mod rules;
pub mod store;

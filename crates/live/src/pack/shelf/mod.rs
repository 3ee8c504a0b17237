//! Packs from elsewhere, on a school's shelf: played here without a line to where they were made.

pub mod answer;
pub mod export;
pub mod list;
pub mod open;
pub mod put;
pub mod rows;
pub mod serve;
pub mod store;
pub mod take_off;

//! The decks that a lesson shows.

pub mod add;
pub mod bring;
pub mod lesson_deck;
pub mod list;
pub mod remove;

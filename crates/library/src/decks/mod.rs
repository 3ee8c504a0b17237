//! Decks: documents made into pages, each a picture in three widths with its text.
//!
//! A deck waits, is converted, and is ready, failed or cancelled; it is converted once. Its pages'
//! rows are written before the files in the store are, so that whoever removes a deck knows all
//! files that may be there.

mod begin;
pub mod cancel;
pub mod change;
pub mod clip;
pub mod conversion;
pub mod convert_job;
pub mod create;
pub mod deck;
mod end;
pub mod files;
pub mod list;
mod page;
pub mod picture;
mod recorded;
pub mod remove;
pub mod serve;
pub mod show;
mod store;
pub mod text;
pub mod title;
pub mod uses;

pub use deck::{Deck, DeckState};

//! Documents that are taught from: uploads, their conversion to pages, and decks.

pub mod convert;

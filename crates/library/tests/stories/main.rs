//! Stories of uploads and decks, on every database that is there.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod access;
mod conversions;
mod decks;
mod double;
mod sockets;
mod uploads;
mod world;

//! Stories of uploads and decks, on every database that is there.

mod access;
mod conversions;
mod decks;
mod double;
mod sockets;
mod uploads;
mod world;

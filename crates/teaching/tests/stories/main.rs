//! Stories of teaching, over HTTP and as the room sees it, on each database.

mod lessons;
mod questions;
mod rooms;
#[cfg(test)]
mod world;

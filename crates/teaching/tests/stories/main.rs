//! Stories of teaching, over HTTP and as the room sees it, on each database.

mod courses;
#[cfg(test)]
mod decks;
mod lessons;
mod questions;
mod rooms;
#[cfg(test)]
mod schools;
#[cfg(test)]
mod world;

//! Uploads, and documents made into pages.

pub mod access;
pub mod decks;
pub mod erase;
pub mod limits;
mod routes;
mod state;
pub mod uploads;

pub use routes::{openapi, routes};
pub use state::Library;

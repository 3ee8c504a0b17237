//! Documents that are taught from: uploads, their conversion to pages, and decks.

pub mod access;
pub mod convert;
pub mod decks;
pub mod erase;
pub mod limits;
mod routes;
mod state;
pub mod uploads;

pub use routes::{openapi, routes};
pub use state::Library;

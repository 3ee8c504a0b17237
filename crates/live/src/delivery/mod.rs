//! Gives a lesson's stream to those who watch: fragmented MP4, FLV and HLS; and
//! the pages of its decks.

mod decks;
mod live;
mod playlist;
mod routes;

pub use decks::DeckDoor;
pub use routes::{Delivery, refused_problem, routes};

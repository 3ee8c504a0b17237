//! Rooms, gateway, ingest, delivery, recording, playback and the class report.

mod aac_maker;
mod accept;
pub mod classes;
pub mod delivery;
pub mod editions;
pub mod entries;
pub mod gateway;
pub mod hub;
pub mod ingest;
pub mod ink;
pub mod journal;
pub mod late_answers;
pub mod lessons;
pub mod limits;
pub mod media_access;
pub mod media_limits;
mod media_news;
pub mod media_side;
pub mod notes;
pub mod pack;
pub mod playback;
pub mod programme;
pub mod recording;
pub mod report;
pub mod rooms;
mod routes;
pub mod stage;
mod state;
pub mod stream_keys;
pub mod today;
pub mod voice;

pub use media_side::MediaSide;
pub use pack::Player;
pub use routes::{openapi, routes};
pub use state::Live;

//! Gives a lesson's stream to those who watch: fragmented MP4, FLV and HLS.

mod live;
mod playlist;
mod routes;

pub use routes::{Delivery, routes};

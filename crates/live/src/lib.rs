//! Rooms, gateway, ingest, delivery, recording, playback and the class report.

pub mod delivery;
pub mod gateway;
pub mod hub;
pub mod ingest;
pub mod journal;
pub mod limits;
pub mod media_access;
pub mod media_limits;
pub mod recording;
pub mod rooms;

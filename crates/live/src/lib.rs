//! Rooms, gateway, ingest, delivery, recording, playback and the class report.

pub mod rooms;

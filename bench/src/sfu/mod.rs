//! Row 16: one sends a picture and sound by WebRTC, many watch. Besides, how many may come at once.

mod clip;
mod crowd;
mod janus;
pub mod joins;
pub mod limit;
pub mod load;
mod peer;
pub mod row;
mod sender;
mod signalling;
mod watcher;

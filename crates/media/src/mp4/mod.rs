//! Ordinary MP4 files of recorded runs: the index in front, so that any player opens them from a
//! disk and seeks at once.
//!
//! A run is stored as fragments. A [`Muxer`] is shown each once, in the order of the index, and
//! says which of its bytes belong into the file; what it remembers are a few bytes for each frame.

mod muxer;
mod samples;
mod source;
mod table;

pub use muxer::{Broken, Muxer};
pub use source::Coding;

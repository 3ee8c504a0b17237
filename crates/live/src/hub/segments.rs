//! The latest segments of a run, for playlists.

use bytes::Bytes;

/// A closed segment: all tracks' fragments from one key frame to the next.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Number within the run, from 1.
    pub number: u32,
    /// Decode time of its first frame on the lesson's clock.
    pub start_ms: i64,
    /// How long it plays.
    pub duration_ms: i64,
    /// The fragments, in the order they were made.
    pub parts: Vec<Bytes>,
}

impl Segment {
    /// Its length in bytes.
    pub fn size_bytes(&self) -> usize {
        self.parts.iter().map(Bytes::len).sum()
    }
}

//! The latest segments of a lesson, for playlists.

use std::sync::Arc;

use bytes::Bytes;
use xingtan_media::segment;

use super::stream::LiveRun;

/// A closed segment: all tracks' chunks from one key frame to the next.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The run it belongs to.
    pub run: Arc<LiveRun>,
    /// Its number and times.
    pub place: segment::Segment,
    /// The chunks, in the order they were made.
    pub parts: Vec<Bytes>,
}

impl Segment {
    /// Its length in bytes.
    pub fn size_bytes(&self) -> usize {
        self.parts.iter().map(Bytes::len).sum()
    }
}

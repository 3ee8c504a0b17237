//! Numbers that the engine gives.

use std::fmt;

/// A peer of one engine. Never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PeerId(pub(crate) u64);

/// A track of one engine: a picture or a sound of one peer. Never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TrackId(pub(crate) u64);

impl PeerId {
    /// The peer of that number, for tests of what is made of peers.
    #[doc(hidden)]
    pub const fn from_number(number: u64) -> Self {
        Self(number)
    }
}

impl TrackId {
    /// The track of that number, for tests of what is made of tracks.
    #[doc(hidden)]
    pub const fn from_number(number: u64) -> Self {
        Self(number)
    }

    /// The number itself, for who keeps something of each track.
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for PeerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "peer-{}", self.0)
    }
}

impl fmt::Display for TrackId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "track-{}", self.0)
    }
}

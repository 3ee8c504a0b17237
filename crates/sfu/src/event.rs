//! What comes in and what goes out.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use xingtan_base::ids::LessonId;

use crate::ids::{PeerId, TrackId};

/// What a datagram came or goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Link {
    /// UDP.
    Udp,
    /// A TCP connection with frames as RFC 4571 has them.
    Tcp,
}

/// A datagram that came in.
#[derive(Debug, Clone, Copy)]
pub struct Datagram<'a> {
    /// What it came by.
    pub link: Link,
    /// Who sent it.
    pub source: SocketAddr,
    /// The bytes.
    pub bytes: &'a [u8],
}

/// A datagram to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transmit {
    /// What it goes by.
    pub link: Link,
    /// To whom.
    pub destination: SocketAddr,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Picture or sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Sound.
    Sound,
    /// A picture.
    Picture,
}

/// Why a peer is no longer there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaving {
    /// It said goodbye, or was told to go.
    Goodbye,
    /// It never connected.
    NeverCame,
    /// It fell silent.
    Silent,
    /// Its connection broke a rule.
    Broken(String),
    /// A fault of ours ended it, and it alone.
    Fault(String),
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A peer's media can flow.
    Connected {
        /// The peer.
        peer: PeerId,
        /// The lesson on whose stage it is.
        stage: LessonId,
    },
    /// A peer is no longer there; its tracks have ended.
    Left {
        /// The peer.
        peer: PeerId,
        /// The lesson on whose stage it was.
        stage: LessonId,
        /// Why.
        why: Leaving,
    },
    /// A track's first packet came.
    Began {
        /// The track.
        track: TrackId,
        /// Who sends it.
        peer: PeerId,
        /// The lesson on whose stage it is.
        stage: LessonId,
        /// Picture or sound.
        kind: Kind,
        /// Which of the peer's pictures or sounds it is, from 0 in the order of its offer.
        ordinal: usize,
    },
    /// A track ended.
    Ended {
        /// The track.
        track: TrackId,
        /// The lesson on whose stage it was.
        stage: LessonId,
    },
    /// Somebody else is the loudest now, or nobody.
    Speaks {
        /// The lesson on whose stage.
        stage: LessonId,
        /// The sound of who speaks.
        track: Option<TrackId>,
    },
    /// A packet of a track that is tapped, in the order of arrival.
    Packet {
        /// The track.
        track: TrackId,
        /// The packet.
        packet: Packet,
    },
}

/// A packet of a tapped track.
#[derive(Debug, Clone, PartialEq)]
pub struct Packet {
    /// Of which of the track's layers; those of another go by other numbers and times.
    pub layer: usize,
    /// Its number, without the wrap at 65,536.
    pub number: u64,
    /// Its time by the track's clock (90 kHz of pictures, 48 kHz of sounds), wrapping.
    pub time: u32,
    /// When it was made, as the sender's reports say, or when it arrived while there is none.
    pub made: Instant,
    /// Whether a picture ends with it.
    pub is_last: bool,
    /// The codec.
    pub codec: Codec,
    /// The payload without its RTP header.
    pub payload: Arc<[u8]>,
}

/// The codecs that are forwarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Codec {
    /// Opus, RFC 7587.
    Opus,
    /// H.264, RFC 6184.
    H264,
    /// VP8, RFC 7741.
    Vp8,
}

//! One FLV tag, which is also one RTMP media message.

use bytes::{BufMut as _, Bytes, BytesMut};

use crate::codec::aac;

/// The first byte of AAC's tags: whatever it is, 44 kHz, 16 bits and stereo are said.
pub(super) const AAC: u8 = 0xaf;

/// What a tag carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TagKind {
    /// Sound.
    Audio,
    /// Pictures.
    Video,
    /// AMF data, chiefly `onMetaData`.
    Script,
}

impl TagKind {
    /// The number in an FLV tag and in an RTMP message.
    pub const fn number(self) -> u8 {
        match self {
            Self::Audio => 8,
            Self::Video => 9,
            Self::Script => 18,
        }
    }

    /// The kind with this number.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            8 => Some(Self::Audio),
            9 => Some(Self::Video),
            18 => Some(Self::Script),
            _ => None,
        }
    }
}

/// One tag: a kind, a 32-bit time that wraps, and a payload shared with whoever holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// What it carries.
    pub kind: TagKind,
    /// Decode time in milliseconds on the sender's clock; wraps at 2^32.
    pub timestamp_ms: u32,
    /// The payload, codec header included.
    pub payload: Bytes,
}

impl Tag {
    /// Whether it is a picture that needs no other before it, or its parameters (frame type 1, FLV
    /// specification E.4.3.1; enhanced RTMP keeps it).
    pub fn is_key_frame(&self) -> bool {
        let first = self.payload.first().map_or(0, |first| first >> 4 & 7);
        self.kind == TagKind::Video && first == 1
    }

    /// The tag that says how AAC is coded (FLV specification, E.4.2.1).
    pub fn aac_config(config: &aac::Config, timestamp_ms: u32) -> Self {
        Self::aac_packet(0, &config.asc, timestamp_ms)
    }

    /// The tag of a raw AAC frame.
    pub fn aac(frame: &[u8], timestamp_ms: u32) -> Self {
        Self::aac_packet(1, frame, timestamp_ms)
    }

    fn aac_packet(packet_type: u8, data: &[u8], timestamp_ms: u32) -> Self {
        let mut payload = BytesMut::with_capacity(data.len() + 2);
        payload.put_slice(&[AAC, packet_type]);
        payload.put_slice(data);
        Self { kind: TagKind::Audio, timestamp_ms, payload: payload.freeze() }
    }
}

//! The codec header in front of a tag's payload.

use bytes::Bytes;

use crate::codec::Unsupported;
use crate::cursor::Cursor;
use crate::frame::Kind;

/// What a tag's payload is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    /// H.264 decoder configuration record.
    AvcConfig(Bytes),
    /// H.264 NAL units.
    AvcFrame {
        /// Whether the header claims a key frame.
        key: bool,
        /// Presentation less decode time, in milliseconds.
        cts_ms: i32,
        /// Length-prefixed NAL units.
        data: Bytes,
    },
    /// AudioSpecificConfig.
    AacConfig(Bytes),
    /// One raw AAC frame.
    AacFrame(Bytes),
    /// Nothing to pass on: end of sequence, seek markers, codec metadata.
    Nothing,
}

/// Why a payload cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// Shorter than its own header.
    #[error("a media message is shorter than its header")]
    Short,
    /// A codec we do not pass on.
    #[error(transparent)]
    Unsupported(#[from] Unsupported),
}

/// Reads a video tag's payload, classic or Enhanced RTMP.
pub fn parse_video(payload: &Bytes) -> Result<Payload, PayloadError> {
    let mut cursor = Cursor::new(payload);
    let first = cursor.u8().ok_or(PayloadError::Short)?;
    if first & 0x80 != 0 {
        return enhanced_video(payload, first);
    }
    if first >> 4 == 5 {
        return Ok(Payload::Nothing);
    }
    if first & 0xf != 7 {
        return Err(Unsupported::video_id(first & 0xf).into());
    }
    let packet = cursor.u8().ok_or(PayloadError::Short)?;
    let cts_ms = sign_extend_24(cursor.u24().ok_or(PayloadError::Short)?);
    let data = payload.slice(5..);
    Ok(match packet {
        0 => Payload::AvcConfig(data),
        1 if data.is_empty() => Payload::Nothing,
        1 => Payload::AvcFrame { key: first >> 4 == 1, cts_ms, data },
        _ => Payload::Nothing,
    })
}

/// Enhanced RTMP: H.264 may come as `avc1`; every other FourCC is named and refused.
fn enhanced_video(payload: &Bytes, first: u8) -> Result<Payload, PayloadError> {
    let packet = first & 0xf;
    let is_key = first >> 4 & 7 == 1;
    let mut cursor = Cursor::new(payload.get(1..).unwrap_or_default());
    let fourcc = fourcc(&mut cursor, packet, 6, 7)?;
    if &fourcc != b"avc1" || matches!(packet, 6 | 7) {
        return Err(Unsupported::fourcc(Kind::Video, fourcc).into());
    }
    let start = payload.len() - cursor.left();
    Ok(match packet {
        0 => Payload::AvcConfig(payload.slice(start..)),
        1 => {
            let cts_ms = sign_extend_24(cursor.u24().ok_or(PayloadError::Short)?);
            Payload::AvcFrame { key: is_key, cts_ms, data: payload.slice(start + 3..) }
        }
        3 => Payload::AvcFrame { key: is_key, cts_ms: 0, data: payload.slice(start..) },
        _ => Payload::Nothing,
    })
}

/// Reads an audio tag's payload, classic or Enhanced RTMP.
pub fn parse_audio(payload: &Bytes) -> Result<Payload, PayloadError> {
    let mut cursor = Cursor::new(payload);
    let first = cursor.u8().ok_or(PayloadError::Short)?;
    if first >> 4 == 9 {
        return enhanced_audio(payload, first);
    }
    if first >> 4 != 10 {
        return Err(Unsupported::audio_id(first >> 4).into());
    }
    let packet = cursor.u8().ok_or(PayloadError::Short)?;
    let data = payload.slice(2..);
    Ok(match packet {
        0 => Payload::AacConfig(data),
        1 if data.is_empty() => Payload::Nothing,
        1 => Payload::AacFrame(data),
        _ => Payload::Nothing,
    })
}

fn enhanced_audio(payload: &Bytes, first: u8) -> Result<Payload, PayloadError> {
    let packet = first & 0xf;
    let mut cursor = Cursor::new(payload.get(1..).unwrap_or_default());
    let fourcc = fourcc(&mut cursor, packet, 5, 7)?;
    if &fourcc != b"mp4a" || matches!(packet, 5 | 7) {
        return Err(Unsupported::fourcc(Kind::Audio, fourcc).into());
    }
    let data = payload.slice(payload.len() - cursor.left()..);
    Ok(match packet {
        0 => Payload::AacConfig(data),
        1 => Payload::AacFrame(data),
        _ => Payload::Nothing,
    })
}

/// The FourCC after an enhanced header; a multitrack header has one byte more before it.
fn fourcc(
    cursor: &mut Cursor<'_>,
    packet: u8,
    multitrack: u8,
    mod_ex: u8,
) -> Result<[u8; 4], PayloadError> {
    if packet == mod_ex {
        return Ok(*b"ModE");
    }
    if packet == multitrack {
        cursor.u8().ok_or(PayloadError::Short)?;
    }
    cursor.u32().map(u32::to_be_bytes).ok_or(PayloadError::Short)
}

const fn sign_extend_24(value: u32) -> i32 {
    (value << 8).cast_signed() >> 8
}

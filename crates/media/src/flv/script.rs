//! `onMetaData`: what an encoder says of itself. Shown to the teacher, trusted for nothing.

use crate::rtmp::amf0::{self, Value};

/// What an encoder says of its stream.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// Width in samples.
    pub width: Option<u32>,
    /// Height in samples.
    pub height: Option<u32>,
    /// Frames per second.
    pub fps: Option<f64>,
    /// Video bits per second.
    pub video_bits_per_s: Option<u64>,
    /// Audio bits per second.
    pub audio_bits_per_s: Option<u64>,
    /// The encoder's name.
    pub encoder: Option<String>,
}

/// Reads a script payload, with or without `@setDataFrame` before it.
pub fn parse_metadata(payload: &[u8]) -> Option<Metadata> {
    let values = amf0::decode_all(payload).ok()?;
    let mut values = values.iter();
    let mut name = values.next()?.as_str()?;
    if name == "@setDataFrame" {
        name = values.next()?.as_str()?;
    }
    if name != "onMetaData" {
        return None;
    }
    let object = values.next()?;
    let number = |key: &str| object.get(key).and_then(Value::as_f64).filter(|n| n.is_finite());
    Some(Metadata {
        width: number("width").map(|n| n as u32),
        height: number("height").map(|n| n as u32),
        fps: number("framerate"),
        video_bits_per_s: number("videodatarate").map(|n| (n * 1000.0) as u64),
        audio_bits_per_s: number("audiodatarate").map(|n| (n * 1000.0) as u64),
        encoder: object.get("encoder").and_then(Value::as_str).map(str::to_owned),
    })
}

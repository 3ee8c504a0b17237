//! One encoded picture or piece of sound, on the lesson's clock, and what a decoder must know.

use bytes::Bytes;

use crate::codec::{aac, h264};

/// The lesson-wide id of the teacher's picture.
pub const PICTURE: u32 = 1;
/// The lesson-wide id of the programme's sound.
pub const SOUND: u32 = 2;
/// The lesson-wide id of the voice: the programme's sound made small for those on thin lines.
pub const VOICE: u32 = 9;
/// Ticks per second of every picture track.
pub const VIDEO_TIMESCALE: u32 = 90_000;

/// Picture or sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Pictures.
    Video,
    /// Sound.
    Audio,
}

/// How a track is coded; equal when a decoder need not be told anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Codec {
    /// H.264.
    H264(h264::Config),
    /// AAC.
    Aac(aac::Config),
}

/// A track and what a decoder must know before its first frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackConfig {
    /// The lesson-wide track id, from 1.
    pub track: u32,
    /// How it is coded.
    pub codec: Codec,
}

impl TrackConfig {
    /// Picture or sound.
    pub const fn kind(&self) -> Kind {
        match self.codec {
            Codec::H264(_) => Kind::Video,
            Codec::Aac(_) => Kind::Audio,
        }
    }

    /// Ticks per second of the track's times: 90,000 for pictures, the sample rate for sound.
    pub const fn timescale(&self) -> u32 {
        match &self.codec {
            Codec::H264(_) => VIDEO_TIMESCALE,
            Codec::Aac(config) => config.sample_rate,
        }
    }

    /// The RFC 6381 name, as in `codecs="avc1.64001f,mp4a.40.2"`.
    pub fn codec_string(&self) -> String {
        match &self.codec {
            Codec::H264(config) => config.codec_string(),
            Codec::Aac(config) => config.codec_string(),
        }
    }
}

/// The type of a file that holds these tracks.
pub fn container_type(tracks: &[TrackConfig]) -> &'static str {
    let has_video = tracks.iter().any(|track| track.kind() == Kind::Video);
    if has_video { "video/mp4" } else { "audio/mp4" }
}

/// The MIME type of an output that carries these tracks, for `Content-Type` and MSE.
pub fn mime_type(tracks: &[TrackConfig]) -> String {
    let container = container_type(tracks);
    let codecs: Vec<String> = tracks.iter().map(TrackConfig::codec_string).collect();
    format!("{container}; codecs=\"{}\"", codecs.join(","))
}

/// One encoded picture or piece of sound. Times are lesson times in the track's own timescale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The track it belongs to.
    pub track: u32,
    /// Picture or sound.
    pub kind: Kind,
    /// Ticks per second of `dts` and `cts`.
    pub timescale: u32,
    /// Decode time since the lesson opened, in ticks. Never decreases within a track.
    pub dts: i64,
    /// Presentation time less decode time, in ticks.
    pub cts: i32,
    /// Whether decoding can begin here. Always true for sound.
    pub key: bool,
    /// Samples that this frame holds; zero for pictures.
    pub samples: u32,
    /// The coded bytes: length-prefixed NAL units, those of a key frame with their parameter sets;
    /// or a raw AAC frame. Shared, never copied, but for a key frame that came without its sets.
    pub data: Bytes,
}

impl Frame {
    /// Decode time since the lesson opened, in milliseconds.
    pub fn dts_ms(&self) -> i64 {
        ticks_to_ms(self.dts, self.timescale)
    }
}

/// Ticks as milliseconds, rounded down.
pub fn ticks_to_ms(ticks: i64, timescale: u32) -> i64 {
    let ms = (i128::from(ticks) * 1000).div_euclid(i128::from(timescale.max(1)));
    i64::try_from(ms).unwrap_or(i64::MAX)
}

/// Milliseconds as ticks, rounded to the nearest.
pub fn ms_to_ticks(ms: i64, timescale: u32) -> i64 {
    let ticks = (i128::from(ms) * i128::from(timescale) + 500).div_euclid(1000);
    i64::try_from(ticks).unwrap_or(i64::MAX)
}

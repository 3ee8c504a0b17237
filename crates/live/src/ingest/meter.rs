//! What an encoder sends, in numbers for the teacher.

use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_media::flv::{Tag, TagKind};
use xingtan_media::frame::{Codec, TrackConfig};

const WINDOW_MS: i64 = 2_000;

/// What arrives from the encoder.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StreamStats {
    /// RFC 6381 name of the picture's codec.
    pub video_codec: Option<String>,
    /// Width of the picture.
    pub width: Option<u32>,
    /// Height of the picture.
    pub height: Option<u32>,
    /// Pictures a second.
    pub fps: f64,
    /// Thousand bits a second, picture and sound.
    pub kbps: u32,
    /// RFC 6381 name of the sound's codec.
    pub audio_codec: Option<String>,
    /// When the encoder connected.
    pub since: UtcMs,
}

/// Counts over windows of two seconds.
#[derive(Debug)]
pub(super) struct Meter {
    since: UtcMs,
    window: UtcMs,
    pictures: i64,
    bytes: i64,
    rates: Option<(f64, u32)>,
    tracks: Vec<TrackConfig>,
}

impl Meter {
    pub(super) const fn new(now: UtcMs) -> Self {
        Self { since: now, window: now, pictures: 0, bytes: 0, rates: None, tracks: Vec::new() }
    }

    pub(super) fn begin(&mut self, tracks: Vec<TrackConfig>) {
        self.tracks = tracks;
    }

    pub(super) fn count(&mut self, tag: &Tag, now: UtcMs) {
        self.pictures += i64::from(tag.kind == TagKind::Video);
        self.bytes += i64::try_from(tag.payload.len()).unwrap_or(0);
        let passed_ms = now.since_ms(self.window);
        if passed_ms >= WINDOW_MS {
            self.rates = Some(rates(self.pictures, self.bytes, passed_ms));
            (self.window, self.pictures, self.bytes) = (now, 0, 0);
        }
    }

    pub(super) fn stats(&self, now: UtcMs) -> StreamStats {
        let passed_ms = now.since_ms(self.window);
        let here = rates(self.pictures, self.bytes, passed_ms);
        // An encoder that fell silent sends nothing, whatever the last window says.
        let is_fresh = passed_ms < 2 * WINDOW_MS;
        let (fps, kbps) = self.rates.filter(|_| is_fresh).unwrap_or(here);
        let mut stats = StreamStats {
            video_codec: None,
            width: None,
            height: None,
            fps,
            kbps,
            audio_codec: None,
            since: self.since,
        };
        for track in &self.tracks {
            match &track.codec {
                Codec::H264(config) => {
                    stats.video_codec = Some(track.codec_string());
                    stats.width = Some(config.sps.width);
                    stats.height = Some(config.sps.height);
                }
                Codec::Aac(_) => stats.audio_codec = Some(track.codec_string()),
            }
        }
        stats
    }
}

/// Pictures a second to a tenth, and thousand bits a second.
fn rates(pictures: i64, bytes: i64, passed_ms: i64) -> (f64, u32) {
    let passed_ms = passed_ms.max(1);
    let tenths = i32::try_from(pictures * 10_000 / passed_ms).unwrap_or(i32::MAX);
    (f64::from(tenths) / 10.0, u32::try_from(bytes * 8 / passed_ms).unwrap_or(u32::MAX))
}

//! Turns a track's frames into chunks of moof and mdat.

use bytes::{BufMut, Bytes, BytesMut};
use xingtan_base::clock::UtcMs;

use super::boxes::{put_box, put_full};
use crate::frame::{Frame, TrackConfig, ms_to_ticks, ticks_to_ms};
use crate::limits::{FRAGMENT_FRAMES_MAX, SAMPLE_DURATION_MS_MAX};

/// Bytes of a `prft` box.
const PRFT_BYTES: usize = 32;

/// Where a chunk with a reference time says its decode time, in eight bytes each: in `prft`, and
/// in `tfdt` behind the heads of moof and traf, mfhd and tfhd.
pub const DECODE_TIMES_AT: [u64; 2] = [24, PRFT_BYTES as u64 + 60];

/// One moof and mdat, built once and shared by every output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// The track.
    pub track: u32,
    /// Ticks per second.
    pub timescale: u32,
    /// Decode time of the first frame since the lesson opened, in ticks.
    pub base_dts: u64,
    /// Sum of the frames' durations, in ticks.
    pub duration: u64,
    /// Whether decoding can begin with the first frame.
    pub keyframe: bool,
    /// The moof and the mdat.
    pub bytes: Bytes,
}

impl Chunk {
    /// Start since the lesson opened, in milliseconds.
    pub fn start_ms(&self) -> i64 {
        ticks_to_ms(i64::try_from(self.base_dts).unwrap_or(i64::MAX), self.timescale)
    }

    /// End since the lesson opened, in milliseconds.
    pub fn end_ms(&self) -> i64 {
        let end = self.base_dts.saturating_add(self.duration);
        ticks_to_ms(i64::try_from(end).unwrap_or(i64::MAX), self.timescale)
    }
}

/// Gathers one track's frames. A frame's duration is known when the next one comes.
#[derive(Debug)]
pub struct Fragmenter {
    track: u32,
    timescale: u32,
    ticks_max: u64,
    ticks_default: u64,
    sequence: u32,
    waiting: Vec<(Frame, u64)>,
    ticks: u64,
    last: Option<Frame>,
    opened: Option<UtcMs>,
}

impl Fragmenter {
    /// For a track, with chunks of at most so many milliseconds (or one frame).
    pub fn new(config: &TrackConfig, chunk_ms_max: u32) -> Self {
        let timescale = config.timescale();
        let ticks = |ms: i64| u64::try_from(ms_to_ticks(ms, timescale)).unwrap_or(0);
        Self {
            track: config.track,
            timescale,
            ticks_max: ticks(i64::from(chunk_ms_max)),
            ticks_default: ticks(33),
            sequence: 0,
            waiting: Vec::new(),
            ticks: 0,
            last: None,
            opened: None,
        }
    }

    /// Writes before each fragment when in the world its first frame was: `prft`, for players
    /// that measure their delay. `opened` is when the lesson's clock was zero.
    pub fn with_reference_time(mut self, opened: UtcMs) -> Self {
        self.opened = Some(opened);
        self
    }

    /// Takes a frame; gives a chunk when one is complete.
    pub fn push(&mut self, frame: Frame) -> Option<Chunk> {
        let is_key_picture = frame.key && frame.samples == 0;
        let next_dts = frame.dts;
        let last = self.last.replace(frame)?;
        let longest = ms_to_ticks(SAMPLE_DURATION_MS_MAX, self.timescale);
        let duration = next_dts.saturating_sub(last.dts).clamp(0, longest).cast_unsigned();
        self.keep(last, duration);
        let is_full = self.ticks + duration > self.ticks_max;
        let closes = is_key_picture || is_full || self.waiting.len() >= FRAGMENT_FRAMES_MAX;
        if closes { self.close() } else { None }
    }

    /// Gives what is left, when the track ends or its configuration changes.
    pub fn flush(&mut self) -> Option<Chunk> {
        if let Some(last) = self.last.take() {
            let before = self.waiting.last().map(|(_, duration)| *duration);
            let counted = (last.samples > 0).then_some(u64::from(last.samples));
            self.keep(last, counted.or(before).unwrap_or(self.ticks_default));
        }
        self.close()
    }

    fn keep(&mut self, frame: Frame, duration: u64) {
        self.ticks += duration;
        self.waiting.push((frame, duration));
    }

    fn close(&mut self) -> Option<Chunk> {
        let frames = std::mem::take(&mut self.waiting);
        let duration = std::mem::take(&mut self.ticks);
        let (first, _) = frames.first()?;
        let base_dts = u64::try_from(first.dts).unwrap_or(0);
        let keyframe = first.key;
        self.sequence = self.sequence.wrapping_add(1);
        let bytes = self.write(&frames, base_dts);
        let (track, timescale) = (self.track, self.timescale);
        Some(Chunk { track, timescale, base_dts, duration, keyframe, bytes })
    }

    fn write(&self, frames: &[(Frame, u64)], base_dts: u64) -> Bytes {
        let data_len: usize = frames.iter().map(|(frame, _)| frame.data.len()).sum();
        // mfhd 16, tfhd 16, tfdt 20, trun 20 and 16 per sample, moof and traf headers 16.
        let moof_len = 88 + 16 * frames.len();
        let mut out = BytesMut::with_capacity(PRFT_BYTES + moof_len + 8 + data_len);
        self.put_reference_time(&mut out, base_dts);
        let moof_start = out.len();
        put_box(&mut out, b"moof", |out| {
            put_full(out, b"mfhd", 0, |out| out.put_u32(self.sequence));
            put_box(out, b"traf", |out| {
                put_full(out, b"tfhd", 0x2_0000, |out| out.put_u32(self.track));
                put_full(out, b"tfdt", 0x100_0000, |out| out.put_u64(base_dts));
                put_full(out, b"trun", 0x100_0f01, |out| {
                    out.put_u32(u32::try_from(frames.len()).unwrap_or(u32::MAX));
                    out.put_u32(u32::try_from(moof_len + 8).unwrap_or(u32::MAX));
                    for (frame, duration) in frames {
                        out.put_u32(u32::try_from(*duration).unwrap_or(u32::MAX));
                        out.put_u32(u32::try_from(frame.data.len()).unwrap_or(u32::MAX));
                        out.put_u32(if frame.key { 0x200_0000 } else { 0x101_0000 });
                        out.put_i32(frame.cts);
                    }
                });
            });
        });
        debug_assert_eq!(out.len() - moof_start, moof_len);
        put_box(&mut out, b"mdat", |out| {
            frames.iter().for_each(|(frame, _)| out.put_slice(&frame.data));
        });
        out.freeze()
    }

    fn put_reference_time(&self, out: &mut BytesMut, base_dts: u64) {
        let Some(opened) = self.opened else { return };
        let lesson_ms = ticks_to_ms(i64::try_from(base_dts).unwrap_or(i64::MAX), self.timescale);
        put_full(out, b"prft", 0x100_0000, |out| {
            out.put_u32(self.track);
            out.put_u64(ntp(opened.plus_ms(lesson_ms)));
            out.put_u64(base_dts);
        });
    }
}

/// Seconds since 1900 with 32 bits of fraction.
fn ntp(time: UtcMs) -> u64 {
    const SECONDS_1900_TO_1970: u64 = 2_208_988_800;
    let ms = u64::try_from(time.0).unwrap_or(0);
    let seconds = (ms / 1000 + SECONDS_1900_TO_1970) & 0xffff_ffff;
    let fraction = ((ms % 1000) << 32) / 1000;
    (seconds << 32) | fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_says_its_time_where_it_is_looked_for() {
        let fragmenter = Fragmenter {
            track: 1,
            timescale: 90_000,
            ticks_max: 0,
            ticks_default: 1,
            sequence: 0,
            waiting: Vec::new(),
            ticks: 0,
            last: None,
            opened: Some(UtcMs(0)),
        };
        let bytes = fragmenter.write(&[], 0x0102_0304_0506_0708);
        for at in DECODE_TIMES_AT {
            let at = usize::try_from(at).unwrap();
            assert_eq!(bytes[at..at + 8], [1, 2, 3, 4, 5, 6, 7, 8]);
        }
    }

    #[test]
    fn reference_times_are_ntp() {
        assert_eq!(ntp(UtcMs(0)), 2_208_988_800 << 32);
        assert_eq!(ntp(UtcMs(1_500)), 2_208_988_801 << 32 | 0x8000_0000);
    }
}

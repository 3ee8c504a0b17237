//! One person's sound: packets that wait, and samples on the lesson's clock.

use std::collections::{BTreeMap, VecDeque};

use bytes::Bytes;

use super::{FRAME_SAMPLES, Packet};
use crate::codec::opus::{CHANNELS, Decoder, PACKET_BYTES_MAX, packet_samples};

/// The most packets that wait: three seconds of 20 ms.
const WAITING_MAX: usize = 150;
/// What is hidden of a loss, in samples: 60 ms. More sounds like a machine.
const HIDDEN_MAX: i64 = 2_880;
/// The decoder makes up what was lost in steps of 2.5 ms.
const CONCEAL_STEP: usize = 120;
/// A distance from the lesson's clock that is a pause, or a new time line, and no drift: 100 ms.
const DRIFT_MAX: i64 = 4_800;
/// A distance that nobody hears against the picture: 2 ms.
const DRIFT_FREE: i64 = 96;
/// A packet is stretched or shortened by one part in this many at most: 0.5 %.
const STRETCH_PART: i64 = 192;
/// Samples of each channel over which sound begins after silence, and ends: 2.5 ms.
const FADE: usize = 120;

#[derive(Debug)]
struct Waiting {
    offset: i64,
    data: Bytes,
}

/// One person's sound.
#[derive(Debug)]
pub(super) struct Source {
    decoder: Decoder,
    /// By the sender's clock, so that they come in order.
    waiting: BTreeMap<i64, Waiting>,
    /// What the next packet's time must be by the sender's clock when none was lost.
    expected: Option<i64>,
    /// Decoded samples, interleaved; the first belongs to `begins`.
    ready: VecDeque<f32>,
    begins: i64,
    is_silent: bool,
    has_faded: bool,
}

impl Source {
    /// Somebody who has said nothing yet.
    pub(super) fn new() -> Option<Self> {
        Some(Self {
            decoder: Decoder::new()?,
            waiting: BTreeMap::new(),
            expected: None,
            ready: VecDeque::new(),
            begins: 0,
            is_silent: true,
            has_faded: false,
        })
    }

    /// Takes a packet. False when it comes too late, twice, or too much waits.
    pub(super) fn push(&mut self, packet: Packet) -> bool {
        let is_late = self.expected.is_some_and(|expected| {
            // Much earlier than expected is a new time line, not a late packet.
            packet.sent_at < expected && expected - packet.sent_at < DRIFT_MAX * 20
        });
        if is_late || packet.data.len() > PACKET_BYTES_MAX || self.waiting.len() >= WAITING_MAX {
            return false;
        }
        let Packet { sent_at, offset, data } = packet;
        if self.expected.is_some_and(|expected| sent_at < expected) {
            self.restart();
        }
        self.waiting.insert(sent_at, Waiting { offset, data }).is_none()
    }

    /// Adds the frame at `at` to a sum. None when he is silent; else the mean square of it.
    pub(super) fn add(&mut self, at: i64, sum: &mut [f32]) -> Option<f32> {
        let end = at + FRAME_SAMPLES as i64;
        self.drop_before(at);
        while self.ends() < end && self.advance(end) {}
        self.drop_before(at);
        if self.ready.is_empty() || self.begins >= end {
            self.is_silent = true;
            return None;
        }
        let skip = usize::try_from(self.begins - at).unwrap_or(0) * CHANNELS;
        let mut power = 0.0;
        let count = self.ready.len().min(sum.len().saturating_sub(skip));
        for (place, sample) in sum.iter_mut().skip(skip).zip(self.ready.drain(..count)) {
            *place += sample;
            power += sample * sample;
        }
        self.begins = at + ((skip + count) / CHANNELS) as i64;
        self.is_silent = self.begins < end;
        Some(power / sum.len() as f32)
    }

    fn ends(&self) -> i64 {
        self.begins + (self.ready.len() / CHANNELS) as i64
    }

    /// Decodes or hides one packet. False when there is nothing for the time before `end`.
    fn advance(&mut self, end: i64) -> bool {
        let Some((&sent_at, first)) = self.waiting.first_key_value() else {
            return self.fade_away();
        };
        let lesson_at = sent_at + first.offset;
        let lost = self.expected.map_or(i64::MAX, |expected| sent_at - expected);
        if lost > 0 && lost <= HIDDEN_MAX && !self.ready_is_far(lesson_at - lost) {
            return self.hide(lost);
        }
        let is_next = lost == 0 && !self.ready_is_far(lesson_at);
        if !is_next && lesson_at >= end {
            return self.fade_away();
        }
        let Some((sent_at, packet)) = self.waiting.pop_first() else { return false };
        let samples = packet_samples(&packet.data).unwrap_or(FRAME_SAMPLES) as i64;
        self.expected = Some(sent_at + samples);
        self.has_faded = false;
        let Ok(decoded) = self.decoder.decode(&packet.data) else { return true };
        let decoded = floats(decoded);
        if is_next {
            let drift = lesson_at - self.ends();
            self.append(&stretched(&decoded, drift));
        } else {
            self.begin(lesson_at, decoded);
        }
        true
    }

    /// Whether what is ready ends so far from here that it cannot be the clocks' drift.
    fn ready_is_far(&self, lesson_at: i64) -> bool {
        (lesson_at - self.ends()).abs() > DRIFT_MAX
    }

    /// Sound begins anew here, after silence or beside what was thought to come. What belongs to
    /// a time that has passed is left out.
    fn begin(&mut self, lesson_at: i64, mut samples: Vec<f32>) {
        let passed = usize::try_from(self.ends() - lesson_at).unwrap_or(0) * CHANNELS;
        samples.drain(..passed.min(samples.len()));
        for (at, sample) in samples.iter_mut().take(FADE * CHANNELS).enumerate() {
            *sample *= (at / CHANNELS) as f32 / FADE as f32;
        }
        let gap = usize::try_from(lesson_at - self.ends()).unwrap_or(0);
        if self.ready.is_empty() {
            self.begins += gap as i64;
        } else {
            self.ready.extend(std::iter::repeat_n(0.0, gap * CHANNELS));
        }
        self.append(&samples);
    }

    fn append(&mut self, samples: &[f32]) {
        self.ready.extend(samples);
    }

    /// Hides a loss of so many samples.
    fn hide(&mut self, lost: i64) -> bool {
        if let Some(expected) = &mut self.expected {
            *expected += lost;
        }
        let count = usize::try_from(lost).unwrap_or(0);
        if let Ok(made_up) = self.decoder.conceal(count - count % CONCEAL_STEP) {
            let made_up = floats(made_up);
            self.append(&made_up);
        }
        true
    }

    /// Nothing came in time: what the decoder makes up fades to silence once, then nothing.
    fn fade_away(&mut self) -> bool {
        if self.is_silent || self.has_faded {
            return false;
        }
        let Ok(made_up) = self.decoder.conceal(FRAME_SAMPLES) else { return false };
        let mut faded = floats(made_up);
        for (at, sample) in faded.iter_mut().enumerate() {
            *sample *= 1.0 - (at / CHANNELS) as f32 / FRAME_SAMPLES as f32;
        }
        self.has_faded = true;
        self.append(&faded);
        true
    }

    /// A new time line of the sender: what waits of the old one is dropped.
    fn restart(&mut self) {
        self.waiting.clear();
        self.expected = None;
    }

    /// Samples whose time has passed are of no use.
    fn drop_before(&mut self, at: i64) {
        let late = usize::try_from(at - self.begins).unwrap_or(0) * CHANNELS;
        let late = late.min(self.ready.len());
        self.ready.drain(..late);
        self.begins += (late / CHANNELS) as i64;
        if self.ready.is_empty() {
            self.begins = self.begins.max(at);
        }
    }
}

/// Whole numbers as parts of full scale.
fn floats(samples: &[i16]) -> Vec<f32> {
    samples.iter().map(|sample| f32::from(*sample) / 32_768.0).collect()
}

/// Samples made a little longer or shorter, so that a drift of the clocks closes unheard.
fn stretched(samples: &[f32], drift: i64) -> Vec<f32> {
    let count = samples.len() / CHANNELS;
    let most = count as i64 / STRETCH_PART;
    let by = if drift.abs() > DRIFT_FREE { drift.clamp(-most, most) } else { 0 };
    let wanted = usize::try_from(count as i64 + by).unwrap_or(count);
    if wanted == count || count < 2 || wanted < 2 {
        return samples.to_vec();
    }
    let step = (count - 1) as f32 / (wanted - 1) as f32;
    let mut out = Vec::with_capacity(wanted * CHANNELS);
    for at in 0..wanted {
        let place = at as f32 * step;
        let left = (place as usize).min(count - 2);
        let part = place - left as f32;
        for channel in 0..CHANNELS {
            let (a, b) =
                (samples[left * CHANNELS + channel], samples[(left + 1) * CHANNELS + channel]);
            out.push(a + (b - a) * part);
        }
    }
    out
}

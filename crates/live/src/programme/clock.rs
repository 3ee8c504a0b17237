//! A sender's time on the programme's clock.

use std::time::Instant;

/// How much of what each packet tells of its sender's clock is believed: arrivals tremble.
const BELIEF: f64 = 1.0 / 64.0;
/// One part of a second that is a step of the sender's clock, and no trembling: 100 ms.
const STEP_PART: u32 = 10;

/// What brings one track's times, which wrap, to the programme's clock. Both in ticks of the track.
#[derive(Debug, Clone, Copy)]
pub(super) struct SourceClock {
    last: i64,
    offset: f64,
}

impl SourceClock {
    /// The clock as the first packet tells it.
    pub(super) fn begin(time: u32, made_at: i64) -> Self {
        let last = i64::from(time);
        Self { last, offset: (made_at - last) as f64 }
    }

    /// The clock as one more packet tells it.
    #[must_use]
    pub(super) fn follow(&self, time: u32, made_at: i64, rate: u32) -> Self {
        let last = self.unwrapped(time);
        let told = (made_at - last) as f64;
        let off = told - self.offset;
        let is_step = off.abs() > f64::from(rate / STEP_PART);
        let offset = if is_step { told } else { self.offset + off * BELIEF };
        Self { last, offset }
    }

    /// A time without wraps: the nearest to the last.
    pub(super) fn unwrapped(&self, time: u32) -> i64 {
        self.last + i64::from(time.wrapping_sub(self.last as u32).cast_signed())
    }

    /// What is to be added to a track's time.
    pub(super) fn offset(&self) -> i64 {
        self.offset.round() as i64
    }
}

/// Ticks between the programme's beginning and a moment, which may lie before it.
pub(super) fn ticks(begun: Instant, at: Instant, rate: u32) -> i64 {
    let after = at.saturating_duration_since(begun).as_micros();
    let before = begun.saturating_duration_since(at).as_micros();
    let us = i64::try_from(after).unwrap_or(0) - i64::try_from(before).unwrap_or(0);
    us * i64::from(rate) / 1_000_000
}

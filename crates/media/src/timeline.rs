//! From a publisher's 32-bit milliseconds to the lesson's clock.

/// A step of the sender's time that cannot be a pause: it began a new time line.
const JUMP_MS: i64 = 3_000;
/// A step back that cannot be jitter.
const BACK_MS: i64 = 1_000;
/// Sound this far from its count has a real gap, or comes from a clock of its own.
const DRIFT_MS_MAX: i64 = 35;

/// Undoes the wrap of 32-bit times: each is taken as the nearest to the one before.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwrap {
    last: Option<i64>,
}

impl Unwrap {
    /// The time without wraps.
    pub fn unwrap_ms(&mut self, timestamp_ms: u32) -> i64 {
        let time = match self.last {
            None => i64::from(timestamp_ms),
            Some(last) => {
                let step = timestamp_ms.wrapping_sub(last as u32).cast_signed();
                last + i64::from(step)
            }
        };
        self.last = Some(time);
        time
    }
}

#[derive(Debug, Clone, Copy)]
struct Last {
    media_ms: i64,
    arrival_ms: i64,
    line: u32,
}

/// Maps the time of both tracks of one connection to the lesson's clock by one shared offset.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    unwrap: Unwrap,
    lasts: [Option<Last>; 2],
    offset_ms: Option<i64>,
    line: u32,
    end_ms: i64,
}

/// Where a frame lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Lesson time.
    pub lesson_ms: i64,
    /// Whether the sender's time jumped here (or began).
    pub is_jump: bool,
}

impl Timeline {
    /// A time line that begins no earlier than `begin_ms`, the end of the run before.
    pub fn new(begin_ms: i64) -> Self {
        Self { end_ms: begin_ms, ..Self::default() }
    }

    /// Places a frame of track `slot` (0 picture, 1 sound) that arrived at a lesson time.
    pub fn place(&mut self, slot: usize, timestamp_ms: u32, arrival_ms: i64) -> Place {
        let media_ms = self.unwrap.unwrap_ms(timestamp_ms);
        let slot = slot & 1;
        let mut is_jump = self.offset_ms.is_none();
        if let Some(last) = self.lasts[slot] {
            let step = media_ms - last.media_ms;
            let waited = arrival_ms - last.arrival_ms;
            let jumped = step < -BACK_MS || (step > JUMP_MS && step - waited > JUMP_MS);
            // The other track may have jumped first; then this one follows it.
            is_jump = jumped && last.line == self.line;
        }
        let offset = match self.offset_ms {
            Some(offset) if !is_jump => offset,
            _ => {
                self.line += 1;
                arrival_ms.max(self.end_ms) - media_ms
            }
        };
        self.offset_ms = Some(offset);
        self.lasts[slot] = Some(Last { media_ms, arrival_ms, line: self.line });
        let lesson_ms = media_ms + offset;
        self.end_ms = self.end_ms.max(lesson_ms);
        Place { lesson_ms, is_jump }
    }
}

/// Counts sound by samples, so that millisecond times do not jitter or add up.
#[derive(Debug, Clone)]
pub struct SampleCount {
    rate: u32,
    next: Option<i64>,
}

impl SampleCount {
    /// At a sampling rate.
    pub const fn new(rate: u32) -> Self {
        Self { rate, next: None }
    }

    /// The decode time in samples of a frame that should lie at `lesson_ms`. None when the sender
    /// is so far behind the count that the frame must be left out.
    pub fn place(&mut self, lesson_ms: i64, samples: u32) -> Option<i64> {
        let wanted = crate::frame::ms_to_ticks(lesson_ms, self.rate);
        let bound = crate::frame::ms_to_ticks(DRIFT_MS_MAX, self.rate);
        let counted = self.next.unwrap_or(wanted);
        let drift = wanted - counted;
        if drift < -bound {
            return None;
        }
        let dts = if drift > bound { wanted } else { counted };
        self.next = Some(dts + i64::from(samples));
        Some(dts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_wrap_at_32_bits_and_not_at_24() {
        let mut unwrap = Unwrap::default();
        for time in [16_777_214_u32, 16_777_215, 16_777_216] {
            assert_eq!(unwrap.unwrap_ms(time), i64::from(time));
        }
        let mut unwrap = Unwrap { last: Some(u32::MAX.into()) };
        assert_eq!(unwrap.unwrap_ms(4), (1 << 32) + 4);
        assert_eq!(unwrap.unwrap_ms(u32::MAX), (1 << 32) - 1);
    }

    #[test]
    fn a_new_time_line_continues_the_lesson() {
        let mut line = Timeline::new(0);
        assert_eq!(line.place(0, 50_000, 1_000), Place { lesson_ms: 1_000, is_jump: true });
        assert_eq!(line.place(1, 50_010, 1_000), Place { lesson_ms: 1_010, is_jump: false });
        assert_eq!(line.place(0, 0, 1_040), Place { lesson_ms: 1_040, is_jump: true });
        assert_eq!(line.place(1, 10, 1_050), Place { lesson_ms: 1_050, is_jump: false });
        assert_eq!(line.place(0, 30_040, 31_080), Place { lesson_ms: 31_080, is_jump: false });
    }

    #[test]
    fn sound_is_counted_and_real_gaps_are_kept() {
        let mut count = SampleCount::new(48_000);
        let places: Vec<_> = [0, 21, 43, 200].map(|ms| count.place(ms, 1024)).into();
        assert_eq!(places, [Some(0), Some(1024), Some(2048), Some(9600)]);
        assert_eq!(count.place(100, 1024), None);
    }

    /// How far the sound gets from its time in eight hours, when the sampling clock is off.
    fn drift_ms_max(sampling_ppm: i64) -> i64 {
        let mut count = SampleCount::new(48_000);
        let frames = 8 * 3600 * 48_000 / 1024;
        let drift = |frame: i64| {
            let sampled_us = frame * 1024 * 1_000_000 / 48_000;
            let wanted_ms = (sampled_us + sampled_us * sampling_ppm / 1_000_000) / 1000;
            let dts = count.place(wanted_ms, 1024)?;
            Some((crate::frame::ticks_to_ms(dts, 48_000) - wanted_ms).abs())
        };
        (0..frames).filter_map(drift).max().unwrap_or(0)
    }

    #[test]
    fn sound_stays_with_the_picture_for_eight_hours() {
        for ppm in [-100, 0, 100] {
            assert!(drift_ms_max(ppm) <= 40, "{ppm} ppm: {} ms", drift_ms_max(ppm));
        }
        assert!(drift_ms_max(0) <= 1);
    }
}

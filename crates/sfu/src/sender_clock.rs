//! When a packet was made, by its sender's reports (RFC 3550 section 6.4.1).
//!
//! Sound and picture of one peer carry times of clocks that have nothing to do with each other. A
//! sender report says which moment of the sender's own day a time stands for, so that the two can
//! be laid side by side. That day is not ours: it is placed so that no packet was made after it
//! came, by the least delay seen.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The delay seen grows by so much in a second where none as small comes again: the sender's
/// clock may be slower than ours, by 100 ppm.
const DRIFT_US_PER_S: i128 = 100;

/// Where a peer's day lies on our clock.
#[derive(Debug, Clone, Default)]
pub struct PeerDay {
    /// The least of arrival less sending, in microseconds, and when it was seen.
    least: Option<(i128, Instant)>,
    zero: Option<Instant>,
}

/// Which moment of the sender's day a track's times stand for.
#[derive(Debug, Clone, Copy, Default)]
pub struct TrackClock {
    report: Option<(i128, u32)>,
}

impl TrackClock {
    /// A report: this time by the track's clock was that moment of the sender's day.
    pub fn report(&mut self, day: SystemTime, time: u32) {
        let us = match day.duration_since(UNIX_EPOCH) {
            Ok(since) => i128::try_from(since.as_micros()).unwrap_or(0),
            Err(_) => return,
        };
        self.report = Some((us, time));
    }

    /// The moment of the sender's day in microseconds.
    fn day_us(&self, time: u32, clock_hz: u32) -> Option<i128> {
        let (us, at) = self.report?;
        // Signed: packets from before the report come, and late ones.
        let ahead = i64::from(time.wrapping_sub(at).cast_signed());
        Some(us + i128::from(ahead) * 1_000_000 / i128::from(clock_hz.max(1)))
    }
}

impl PeerDay {
    /// When a packet was made on our clock: never after it came.
    pub fn made(&mut self, track: &TrackClock, (time, hz): (u32, u32), came: Instant) -> Instant {
        let Some(day_us) = track.day_us(time, hz) else { return came };
        let zero = *self.zero.get_or_insert(came);
        let came_us = micros(zero, came);
        let delay = came_us - day_us;
        let least = match self.least {
            Some((least, seen)) => {
                let grown = least + micros(seen, came).max(0) * DRIFT_US_PER_S / 1_000_000;
                if delay <= grown {
                    self.least = Some((delay, came));
                }
                delay.min(grown)
            }
            None => {
                self.least = Some((delay, came));
                delay
            }
        };
        let late_us = u64::try_from(delay - least).unwrap_or(0);
        came.checked_sub(Duration::from_micros(late_us)).unwrap_or(came)
    }
}

fn micros(from: Instant, to: Instant) -> i128 {
    let ahead = to.saturating_duration_since(from).as_micros();
    let behind = from.saturating_duration_since(to).as_micros();
    i128::try_from(ahead).unwrap_or(0) - i128::try_from(behind).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_together_is_together_however_it_came() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let day = UNIX_EPOCH + Duration::from_secs(1_790_000_000);
        let (mut sound, mut picture) = (TrackClock::default(), TrackClock::default());
        let mut peer = PeerDay::default();
        assert_eq!(peer.made(&sound, (0, 48_000), at(7)), at(7), "no report has come");
        sound.report(day, 960);
        picture.report(day, u32::MAX);
        // Made 100 ms after the report; the sound came after 20 ms, the picture after 90.
        let heard = peer.made(&sound, (960 + 4_800, 48_000), at(120));
        let seen = peer.made(&picture, (8_999, 90_000), at(190));
        assert_eq!(heard, at(120));
        let apart = seen.duration_since(heard);
        assert!(apart < Duration::from_micros(50), "{apart:?}: for clocks that differ");
        // A quicker way shows that both were made earlier than was thought.
        let next = peer.made(&sound, (960 + 9_600, 48_000), at(215));
        assert_eq!(next, at(215));
        let seen = peer.made(&picture, (17_999, 90_000), at(300));
        assert!(at(216) > seen && seen >= at(215), "{:?}", seen.duration_since(start));
    }
}

//! One line's own numbers and times, whatever track or layer it carries.
//!
//! A receiver sees one stream for as long as the line lives: numbers go on by one and times go
//! forward, also where another track or layer takes over (RFC 3550 section 5.1).

use std::time::Instant;

/// Where in the line's stream the present source was taken in.
#[derive(Debug, Clone, Copy)]
struct Joint {
    number_in: u64,
    number_out: u64,
    time_in: u32,
    time_out: u32,
}

/// What a line has sent so far, and how what comes next is to be numbered.
#[derive(Debug, Clone)]
pub struct Rewrite {
    clock_hz: u32,
    joint: Option<Joint>,
    next: u64,
    last_time: u32,
    last_at: Option<Instant>,
}

impl Rewrite {
    /// A line that has sent nothing.
    pub const fn new(clock_hz: u32) -> Self {
        // Any first number below 65,536 will do, as no rollover may have come before it.
        Self { clock_hz, joint: None, next: 1_000, last_time: 0, last_at: None }
    }

    /// The next packet is the first of another source.
    pub const fn cut(&mut self) {
        self.joint = None;
    }

    /// The number and time that a packet of the present source goes out with; nothing for one from
    /// before it was taken in.
    pub fn map(&mut self, number: u64, time: u32, now: Instant) -> Option<(u64, u32)> {
        let joint = *self.joint.get_or_insert_with(|| Joint {
            number_in: number,
            number_out: self.next,
            time_in: time,
            time_out: match self.last_at {
                // At least one tick, so that a frame of the new source is another frame.
                Some(at) => self.last_time.wrapping_add(ticks(at, now, self.clock_hz).max(1)),
                None => time,
            },
        });
        let ahead = number.checked_sub(joint.number_in)?;
        let out = joint.number_out + ahead;
        let time_out = joint.time_out.wrapping_add(time.wrapping_sub(joint.time_in));
        if out >= self.next {
            self.next = out + 1;
            (self.last_time, self.last_at) = (time_out, Some(now));
        }
        Some((out, time_out))
    }
}

fn ticks(from: Instant, to: Instant, clock_hz: u32) -> u32 {
    let passed_us = to.saturating_duration_since(from).as_micros();
    u32::try_from(passed_us * u128::from(clock_hz) / 1_000_000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn another_source_goes_on_where_the_last_one_ended() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut line = Rewrite::new(90_000);
        assert_eq!(line.map(70_000, 5_000, at(0)), Some((1_000, 5_000)));
        assert_eq!(line.map(70_001, 8_000, at(33)), Some((1_001, 8_000)));
        // One was lost and comes late, in its own place.
        assert_eq!(line.map(70_003, 8_000, at(34)), Some((1_003, 8_000)));
        assert_eq!(line.map(70_002, 8_000, at(50)), Some((1_002, 8_000)));
        line.cut();
        assert_eq!(line.map(3, u32::MAX, at(134)), Some((1_004, 17_000)));
        assert_eq!(line.map(2, u32::MAX, at(134)), None, "from before the switch");
        assert_eq!(line.map(4, 2_999, at(167)), Some((1_005, 20_000)), "times wrap");
    }
}

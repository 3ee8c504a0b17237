//! What is missing of a picture on its way to us, and when it is too late to wait for it.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::limits::{BURST_MAX, BURST_PACKETS, HOLE_MAX, HOLES_MAX};

/// The numbers of a layer that have not come, though later ones have.
#[derive(Debug, Default)]
pub struct Holes {
    next: Option<u64>,
    missing: VecDeque<(u64, Instant)>,
}

impl Holes {
    /// A packet came. Whether so much is missing, or for so long, that only a whole picture helps;
    /// that is said once.
    pub fn look(&mut self, number: u64, is_key: bool, now: Instant) -> bool {
        let next = *self.next.get_or_insert(number);
        if number >= next {
            self.next = Some(number + 1);
        } else if let Some(at) = self.missing.iter().position(|(missing, _)| *missing == number) {
            self.missing.remove(at);
        }
        if is_key {
            // Whatever is missing before it is not needed any more.
            self.missing.retain(|(missing, _)| *missing > number);
        } else {
            let left = HOLES_MAX.saturating_sub(self.missing.len());
            let opened = usize::try_from(number.saturating_sub(next)).unwrap_or(usize::MAX);
            if opened > left {
                self.missing.clear();
                return true;
            }
            self.missing.extend((next..number).map(|missing| (missing, now)));
        }
        let is_late = |at: usize, max: Duration| {
            let since = self.missing.get(at).map(|(_, since)| *since);
            since.is_some_and(|since| now.saturating_duration_since(since) > max)
        };
        let is_broken = is_late(0, HOLE_MAX) || is_late(BURST_PACKETS - 1, BURST_MAX);
        if is_broken {
            self.missing.clear();
        }
        is_broken
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_comes_late_is_no_hole_and_what_never_comes_is_one_once() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut holes = Holes::default();
        assert!(!holes.look(10, true, at(0)));
        assert!(!holes.look(12, false, at(20)));
        assert!(!holes.look(11, false, at(300)), "it comes late");
        assert!(!holes.look(14, false, at(320)));
        assert!(!holes.look(15, false, at(800)));
        assert!(holes.look(16, false, at(1_000)), "13 never comes");
        assert!(!holes.look(17, false, at(1_020)), "it was said");
        assert!(!holes.look(19, false, at(1_040)));
        assert!(!holes.look(22, true, at(1_200)), "a whole picture needs nothing before it");
        assert!(!holes.look(23, false, at(9_000)));
    }

    #[test]
    fn many_are_waited_for_a_shorter_time() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut holes = Holes::default();
        assert!(!holes.look(1_000, true, at(0)));
        assert!(!holes.look(1_026, false, at(1)), "the last of a burst overtook the others");
        (1_001..1_010).for_each(|number| assert!(!holes.look(number, false, at(100))));
        assert!(!holes.look(1_027, false, at(250)), "few are left");
        assert!(!holes.look(1_060, false, at(260)));
        assert!(holes.look(1_061, false, at(470)));
        assert!(!holes.look(900, false, at(480)), "from before the first");
        assert!(holes.look(u64::MAX - 1, false, at(500)), "more than are kept in mind");
        assert!(holes.missing.is_empty());
    }
}

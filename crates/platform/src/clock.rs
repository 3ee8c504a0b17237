//! The one place that reads the machine's time, so that a test can move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use xingtan_base::clock::UtcMs;

/// Where every other part of the server reads the time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Movable(Arc<AtomicI64>),
    /// The machine's own time and so many milliseconds.
    Ahead(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's own time.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A time that stands still until its hand is moved.
    pub fn movable(start: UtcMs) -> (Self, ClockHand) {
        let now = Arc::new(AtomicI64::new(start.0));
        (Self(Source::Movable(Arc::clone(&now))), ClockHand(now))
    }

    /// The machine's own time, which its hand can also move.
    pub fn running() -> (Self, RunningHand) {
        let ahead = Arc::new(AtomicI64::new(0));
        (Self(Source::Ahead(Arc::clone(&ahead))), RunningHand(ahead))
    }

    /// The time now.
    pub fn now(&self) -> UtcMs {
        match &self.0 {
            Source::System => system_now(),
            Source::Movable(now) => UtcMs(now.load(Ordering::SeqCst)),
            Source::Ahead(ahead) => system_now().plus_ms(ahead.load(Ordering::SeqCst)),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "This is the one place that reads the time.")]
fn system_now() -> UtcMs {
    // A machine whose clock stands before 1970 gets 1970: ids and times stay valid.
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UtcMs(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
}

/// Moves a movable [`Clock`].
#[derive(Clone, Debug)]
pub struct ClockHand(Arc<AtomicI64>);

impl ClockHand {
    /// Moves the time by a number of milliseconds, which may be negative.
    pub fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sets the time.
    pub fn set(&self, time: UtcMs) {
        self.0.store(time.0, Ordering::SeqCst);
    }
}

/// Moves a [`Clock::running`].
#[derive(Clone, Debug)]
pub struct RunningHand(Arc<AtomicI64>);

impl RunningHand {
    /// Moves the time by a number of milliseconds, which may be negative.
    pub fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_movable_clock_moves_only_by_its_hand() {
        let (clock, hand) = Clock::movable(UtcMs(1_000));
        assert_eq!(clock.now(), UtcMs(1_000));
        hand.advance_ms(500);
        assert_eq!(clock.clone().now(), UtcMs(1_500));
        hand.set(UtcMs(7));
        assert_eq!(clock.now(), UtcMs(7));
    }

    #[test]
    fn a_running_clock_runs_and_is_moved() {
        let (clock, hand) = Clock::running();
        let before = clock.now();
        hand.advance_ms(60_000);
        assert!(clock.now().since_ms(before) >= 60_000);
        assert!(clock.now().since_ms(before) < 120_000);
    }
}

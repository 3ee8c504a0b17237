//! Where a class stands that is behind its lesson.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::limits::{CATCH_UP_PERCENT, CAUGHT_UP_MS};

/// Where a class stands behind its lesson. At `since_ms` it was at `at_ms`, and goes on from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ClassCursor)]
pub struct Cursor {
    /// Where it was on the lesson's clock.
    pub at_ms: i64,
    /// When, on the same clock.
    pub since_ms: i64,
    /// How fast it goes, in hundredths of the lesson's own pace; 0 while it stands.
    pub percent: u32,
}

impl Cursor {
    /// It stands where the lesson is.
    pub const fn held(at_ms: i64, since_ms: i64) -> Self {
        Self { at_ms, since_ms, percent: 0 }
    }

    /// Whether it stands still.
    pub const fn is_held(self) -> bool {
        self.percent == 0
    }

    /// Where it is on the lesson's clock; never before the lesson.
    pub fn now(self, now_ms: i64) -> i64 {
        let gone = now_ms.saturating_sub(self.since_ms).max(0);
        let moved = gone.saturating_mul(i64::from(self.percent)) / 100;
        self.at_ms.saturating_add(moved).min(now_ms.max(self.at_ms))
    }

    /// When it has caught up, if it does.
    pub fn meets_ms(self) -> Option<i64> {
        let gain = i64::from(self.percent) - 100;
        if gain <= 0 {
            return None;
        }
        let behind = self.since_ms.saturating_sub(self.at_ms).saturating_sub(CAUGHT_UP_MS).max(0);
        let needs = behind.saturating_mul(100).saturating_add(gain - 1) / gain;
        Some(self.since_ms.saturating_add(needs))
    }

    /// From where it is it goes faster than the lesson.
    pub fn resumed(self, now_ms: i64) -> Self {
        Self { at_ms: self.now(now_ms), since_ms: now_ms, percent: CATCH_UP_PERCENT }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_minutes_are_caught_up_in_eight_but_for_the_last_moment() {
        let held = Cursor::held(60_000, 60_000);
        assert_eq!((held.now(180_000), held.meets_ms()), (60_000, None));
        let resumed = held.resumed(180_000);
        assert_eq!(resumed.now(180_000), 60_000);
        assert_eq!(resumed.now(220_000), 110_000);
        let meets = resumed.meets_ms().expect("it goes faster than the lesson");
        assert_eq!(meets, 180_000 + (120_000 - CAUGHT_UP_MS) * 4);
        assert_eq!(meets - resumed.now(meets), CAUGHT_UP_MS);
    }

    #[test]
    fn nothing_is_ahead_of_its_lesson() {
        let resumed = Cursor::held(1_000, 1_000).resumed(1_500);
        assert_eq!(resumed.now(100_000), 100_000);
        assert_eq!(resumed.now(0), 1_000, "nor does a clock that goes back take it back");
        assert_eq!(resumed.meets_ms(), Some(1_500));
    }
}

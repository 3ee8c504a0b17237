//! How fast one client may talk: a bucket of tokens.

use tokio::time::Instant;

/// The tokens of one client.
#[derive(Debug)]
pub struct Pace {
    burst: u32,
    per_second: u32,
    milli_tokens: u32,
    at: Instant,
}

impl Pace {
    /// A full bucket of `burst` tokens, into which so many come a second.
    pub const fn new(burst: u32, per_second: u32, now: Instant) -> Self {
        Self { burst, per_second, milli_tokens: burst * 1_000, at: now }
    }

    /// Takes a token, or says after how many milliseconds there is one.
    pub fn take(&mut self, now: Instant) -> Result<(), u32> {
        let elapsed = now.duration_since(self.at).as_millis();
        let elapsed_ms = u32::try_from(elapsed).unwrap_or(u32::MAX);
        let earned = elapsed_ms.saturating_mul(self.per_second);
        self.milli_tokens = self.milli_tokens.saturating_add(earned).min(self.burst * 1_000);
        self.at = now;
        if self.milli_tokens >= 1_000 {
            self.milli_tokens -= 1_000;
            return Ok(());
        }
        Err((1_000 - self.milli_tokens).div_ceil(self.per_second))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_passes_and_a_flood_waits() {
        let start = Instant::now();
        let mut pace = Pace::new(40, 10, start);
        for _ in 0..40 {
            assert_eq!(pace.take(start), Ok(()));
        }
        assert_eq!(pace.take(start), Err(100));
        assert_eq!(pace.take(start + Duration::from_millis(100)), Ok(()));
        assert!(pace.take(start + Duration::from_millis(100)).is_err());
    }
}

//! Failed tries, counted by name and address together: whoever guesses from elsewhere locks out
//! only themselves.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use xingtan_base::clock::UtcMs;
use xingtan_base::problems::Problem;

use crate::limits::{TRIES_KEPT_MAX, TRIES_MAX, TRIES_WINDOW_MS};

#[derive(Debug, Clone, Copy)]
struct Count {
    failed: u32,
    since: UtcMs,
}

/// Failed tries of the last minutes, in memory, bounded.
#[derive(Debug, Default)]
pub struct Tries {
    counts: Mutex<HashMap<String, Count>>,
}

/// The key of a name and an address; IPv6 by its /64, which one household has whole.
pub fn key(name_key: &str, address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => format!("{name_key} {v4}"),
        IpAddr::V6(v6) => format!("{name_key} {:x?}", &v6.segments()[..4]),
    }
}

impl Tries {
    /// Refuses when there were too many failures lately.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn check(&self, key: &str, now: UtcMs) -> Result<(), Problem> {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(count) = counts.get(key) else { return Ok(()) };
        let left_ms = TRIES_WINDOW_MS - now.since_ms(count.since);
        if count.failed >= TRIES_MAX && left_ms > 0 {
            let seconds = u32::try_from(left_ms / 1000 + 1).unwrap_or(u32::MAX);
            return Err(too_many(seconds));
        }
        Ok(())
    }

    /// Counts a failure.
    pub fn failed(&self, key: &str, now: UtcMs) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= TRIES_KEPT_MAX && !counts.contains_key(key) {
            counts.retain(|_, count| now.since_ms(count.since) < TRIES_WINDOW_MS);
            if counts.len() >= TRIES_KEPT_MAX {
                // Names tried once go first, so that spraying names does not free a locked one.
                counts.retain(|_, count| count.failed > 1);
            }
            if counts.len() >= TRIES_KEPT_MAX {
                return;
            }
        }
        let count = counts.entry(key.to_owned()).or_insert(Count { failed: 0, since: now });
        if now.since_ms(count.since) >= TRIES_WINDOW_MS {
            *count = Count { failed: 0, since: now };
        }
        count.failed += 1;
    }

    /// Forgets the failures after a success.
    pub fn succeeded(&self, key: &str) {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

fn too_many(seconds: u32) -> Problem {
    Problem::new(429, "session.too_many_tries", "Too many tries with this name from here.")
        .retry_after_s(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_locks_only_the_guesser_and_only_for_a_while() {
        let tries = Tries::default();
        let guesser = key("wang", "203.0.113.9".parse().unwrap());
        let owner = key("wang", "198.51.100.7".parse().unwrap());
        for _ in 0..TRIES_MAX {
            assert!(tries.check(&guesser, UtcMs(0)).is_ok());
            tries.failed(&guesser, UtcMs(0));
        }
        assert_eq!(tries.check(&guesser, UtcMs(1000)).unwrap_err().status, 429);
        assert!(tries.check(&owner, UtcMs(1000)).is_ok());
        assert!(tries.check(&guesser, UtcMs(TRIES_WINDOW_MS)).is_ok());
    }
}

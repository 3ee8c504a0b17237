//! Tries of a password, counted by name and address together: whoever guesses from elsewhere
//! locks out only themselves.
//!
//! A try counts from the moment in which it begins, so that nothing is gained by sending many at
//! once: while they wait to be looked at, no more are let in than may fail.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use xingtan_base::clock::UtcMs;
use xingtan_base::problems::Problem;

use crate::limits::{TRIES_FORGOTTEN, TRIES_KEPT_MAX, TRIES_MAX, TRIES_WINDOW_MS};
use crate::passwords::pool::busy;

#[derive(Debug, Clone, Copy)]
struct Count {
    failed: u32,
    under_way: u32,
    since: UtcMs,
}

/// Tries of the last minutes, in memory, bounded.
#[derive(Debug, Default)]
pub struct Tries {
    counts: Mutex<HashMap<String, Count>>,
}

/// A try under way. It has failed when it is dropped, unless it is said how it ended.
#[derive(Debug)]
#[must_use = "a try that is dropped has failed"]
pub struct Try<'a> {
    tries: &'a Tries,
    key: String,
    now: UtcMs,
    is_over: bool,
}

/// The key of a name and an address; IPv6 by its /64, which one household has whole.
pub fn key(name_key: &str, address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => format!("{name_key} {v4}"),
        IpAddr::V6(v6) => format!("{name_key} {:x?}", &v6.segments()[..4]),
    }
}

impl Tries {
    /// Begins a try.
    ///
    /// # Errors
    /// 429 with the seconds to wait when too many have failed lately, 503 while so many are under
    /// way that too many would have failed if all of them did.
    pub fn begin(&self, key: String, now: UtcMs) -> Result<Try<'_>, Problem> {
        let mut counts = self.lock();
        make_room(&mut counts, &key, now);
        let fresh = Count { failed: 0, under_way: 0, since: now };
        let count = counts.entry(key.clone()).or_insert(fresh);
        let left_ms = TRIES_WINDOW_MS - now.since_ms(count.since);
        if left_ms <= 0 {
            (count.failed, count.since) = (0, now);
        } else if count.failed >= TRIES_MAX {
            return Err(too_many(u32::try_from(left_ms / 1000 + 1).unwrap_or(u32::MAX)));
        }
        if count.failed + count.under_way >= TRIES_MAX {
            return Err(busy());
        }
        count.under_way += 1;
        drop(counts);
        Ok(Try { tries: self, key, now, is_over: false })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Count>> {
        // The counts are sound after every statement.
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Try<'_> {
    /// The password was right: the failures before it are forgotten.
    pub fn succeeded(mut self) {
        self.end(|count| count.failed = 0);
    }

    /// Nobody looked at the password.
    pub fn was_not_made(mut self) {
        self.end(|_| ());
    }

    fn end(&mut self, change: impl FnOnce(&mut Count)) {
        self.is_over = true;
        let mut counts = self.tries.lock();
        let Some(count) = counts.get_mut(&self.key) else { return };
        count.under_way = count.under_way.saturating_sub(1);
        change(count);
        if count.failed == 0 && count.under_way == 0 {
            counts.remove(&self.key);
        }
    }
}

impl Drop for Try<'_> {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        let now = self.now;
        self.end(|count| {
            if now.since_ms(count.since) >= TRIES_WINDOW_MS {
                (count.failed, count.since) = (0, now);
            }
            count.failed += 1;
        });
    }
}

/// When all places are taken, those whose time is over make room, then names that failed once,
/// then the oldest; many at a time, for looking at all of them is work. Nobody's failures keep
/// those of others from being counted.
fn make_room(counts: &mut HashMap<String, Count>, key: &str, now: UtcMs) {
    if counts.len() < TRIES_KEPT_MAX || counts.contains_key(key) {
        return;
    }
    counts.retain(|_, count| count.under_way > 0 || now.since_ms(count.since) < TRIES_WINDOW_MS);
    if counts.len() < TRIES_KEPT_MAX {
        return;
    }
    let rank = |count: &Count| (count.failed > 1, count.since);
    let resting = counts.iter().filter(|(_, count)| count.under_way == 0);
    let mut resting: Vec<_> = resting.map(|(key, count)| (rank(count), key.clone())).collect();
    resting.sort_unstable();
    for (_, key) in resting.into_iter().take(TRIES_FORGOTTEN) {
        counts.remove(&key);
    }
}

fn too_many(seconds: u32) -> Problem {
    Problem::new(429, "session.too_many_tries", "Too many tries with this name from here.")
        .retry_after_s(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin<'a>(tries: &'a Tries, key: &str, now: i64) -> Result<Try<'a>, u16> {
        tries.begin(key.to_owned(), UtcMs(now)).map_err(|problem| problem.status)
    }

    fn fail(tries: &Tries, key: &str, now: i64) {
        drop(begin(tries, key, now).unwrap());
    }

    #[test]
    fn guessing_locks_only_the_guesser_and_only_for_a_while() {
        let tries = Tries::default();
        let guesser = key("wang", "203.0.113.9".parse().unwrap());
        let owner = key("wang", "198.51.100.7".parse().unwrap());
        for _ in 0..TRIES_MAX {
            fail(&tries, &guesser, 0);
        }
        assert_eq!(begin(&tries, &guesser, 1000).unwrap_err(), 429);
        begin(&tries, &owner, 1000).unwrap().succeeded();
        begin(&tries, &guesser, TRIES_WINDOW_MS).unwrap().succeeded();
        assert!(tries.lock().is_empty());
    }

    #[test]
    fn no_more_are_under_way_than_may_fail() {
        let tries = Tries::default();
        let mut sent: Vec<_> = (0..TRIES_MAX).map(|_| begin(&tries, "wang", 0).unwrap()).collect();
        assert_eq!(begin(&tries, "wang", 0).unwrap_err(), 503);
        // One that was not looked at leaves its place; one that was given up does not.
        sent.pop().unwrap().was_not_made();
        sent.push(begin(&tries, "wang", 0).unwrap());
        assert_eq!(begin(&tries, "wang", 0).unwrap_err(), 503);
        drop(sent);
        assert_eq!(begin(&tries, "wang", 0).unwrap_err(), 429);
    }

    #[test]
    fn many_who_share_a_name_and_are_right_are_never_locked_out() {
        let tries = Tries::default();
        for _ in 0..3 {
            let all: Vec<_> = (0..TRIES_MAX).map(|_| begin(&tries, "demo", 0).unwrap()).collect();
            all.into_iter().for_each(Try::succeeded);
        }
        assert!(tries.lock().is_empty());
    }

    #[test]
    fn a_full_table_counts_on() {
        let tries = Tries::default();
        for number in 0..TRIES_KEPT_MAX {
            fail(&tries, &format!("old {number}"), 0);
            fail(&tries, &format!("old {number}"), 0);
        }
        for _ in 0..TRIES_MAX {
            fail(&tries, "wang", 1000);
        }
        assert_eq!(begin(&tries, "wang", 1000).unwrap_err(), 429);
        assert!(tries.lock().len() <= TRIES_KEPT_MAX);
        // Spraying names once each does not free one that is locked.
        for number in 0..2 * TRIES_KEPT_MAX {
            fail(&tries, &format!("sprayed {number}"), 2000);
        }
        assert_eq!(begin(&tries, "wang", 2000).unwrap_err(), 429);
    }
}

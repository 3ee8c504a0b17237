//! When whom must be looked after. Nobody is looked at before his time.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::hash::Hash;
use std::time::Instant;

/// Times by key, the soonest first.
///
/// A time that is put off is not searched for: its old entry is passed over when it is reached, and
/// all are counted anew when such entries are many.
#[derive(Debug)]
pub struct Timers<K> {
    heap: BinaryHeap<Reverse<(Instant, K)>>,
    due: HashMap<K, Instant>,
}

impl<K: Copy + Ord + Hash> Default for Timers<K> {
    fn default() -> Self {
        Self { heap: BinaryHeap::new(), due: HashMap::new() }
    }
}

impl<K: Copy + Ord + Hash> Timers<K> {
    /// Sets a key's time.
    pub fn set(&mut self, key: K, at: Instant) {
        if self.due.insert(key, at) == Some(at) {
            return;
        }
        self.heap.push(Reverse((at, key)));
        if self.heap.len() > 64 + 4 * self.due.len() {
            self.heap = self.due.iter().map(|(key, at)| Reverse((*at, *key))).collect();
        }
    }

    /// Forgets a key.
    pub fn forget(&mut self, key: K) {
        self.due.remove(&key);
    }

    /// The soonest time.
    pub fn next(&mut self) -> Option<Instant> {
        loop {
            let Reverse((at, key)) = *self.heap.peek()?;
            if self.due.get(&key) == Some(&at) {
                return Some(at);
            }
            self.heap.pop();
        }
    }

    /// A key whose time has come; its time is forgotten.
    pub fn pop(&mut self, now: Instant) -> Option<K> {
        if self.next()? > now {
            return None;
        }
        let Reverse((_, key)) = self.heap.pop()?;
        self.due.remove(&key);
        Some(key)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn each_key_comes_once_at_its_last_time() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut timers = Timers::default();
        timers.set(1, at(10));
        timers.set(2, at(20));
        timers.set(1, at(30));
        timers.set(3, at(5));
        timers.forget(3);
        assert_eq!(timers.next(), Some(at(20)));
        assert_eq!(timers.pop(at(19)), None);
        assert_eq!(timers.pop(at(40)), Some(2));
        assert_eq!(timers.pop(at(40)), Some(1));
        assert_eq!(timers.pop(at(40)), None);
        assert_eq!(timers.next(), None);
    }

    #[test]
    fn times_put_off_for_ever_take_no_more_room() {
        let start = Instant::now();
        let mut timers = Timers::default();
        for ms in 0..10_000 {
            timers.set(7, start + Duration::from_millis(ms));
        }
        assert!(timers.heap.len() <= 70, "{}", timers.heap.len());
    }
}

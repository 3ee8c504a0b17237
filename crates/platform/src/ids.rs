//! The one place that makes ids and secrets, so that a test can repeat them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use xingtan_base::ids::{Id, uuid_v7};

use crate::clock::Clock;

/// Bits of a UUIDv7 after the milliseconds that count ids of the same millisecond.
const COUNTER_BITS: u32 = 12;

/// Makes ids that sort in the order they were made by this process, and secrets.
#[derive(Clone, Debug)]
pub struct Ids(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    clock: Clock,
    randomness: Randomness,
    /// The milliseconds and the counter of the last id.
    last: AtomicU64,
}

#[derive(Debug)]
enum Randomness {
    System,
    /// A counter that is scattered; repeatable, and no secret.
    Seeded(AtomicU64),
}

impl Ids {
    /// Ids and secrets from the operating system's randomness.
    pub fn system(clock: Clock) -> Self {
        Self::new(clock, Randomness::System)
    }

    /// The same ids and secrets for the same seed and clock. Tests only: they can be guessed.
    pub fn seeded(clock: Clock, seed: u64) -> Self {
        Self::new(clock, Randomness::Seeded(AtomicU64::new(seed)))
    }

    fn new(clock: Clock, randomness: Randomness) -> Self {
        Self(Arc::new(Inner { clock, randomness, last: AtomicU64::new(0) }))
    }

    /// A new id.
    pub fn next<K>(&self) -> Id<K> {
        let now = u64::try_from(self.0.clock.now().0).unwrap_or(0) << COUNTER_BITS;
        let after = |last: u64| now.max(last + 1);
        let last = match self
            .0
            .last
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(after(last)))
        {
            Ok(last) | Err(last) => last,
        };
        let mine = after(last);
        let mut random = [0; 10];
        self.0.randomness.fill(&mut random);
        let counter = mine.to_be_bytes();
        random[0] = counter[6];
        random[1] = counter[7];
        let unix_ms = i64::try_from(mine >> COUNTER_BITS).unwrap_or(0);
        Id::from_uuid(uuid_v7(unix_ms, random))
    }

    /// A number of random bytes as base64url text without padding.
    pub fn secret(&self, bytes: usize) -> String {
        let mut random = vec![0; bytes];
        self.0.randomness.fill(&mut random);
        URL_SAFE_NO_PAD.encode(random)
    }

    /// A random number, for jitter and picks.
    pub fn random(&self) -> u64 {
        let mut random = [0; 8];
        self.0.randomness.fill(&mut random);
        u64::from_le_bytes(random)
    }
}

impl Randomness {
    fn fill(&self, bytes: &mut [u8]) {
        match self {
            Self::System => {
                getrandom::fill(bytes).expect("every system we run on has a source of randomness");
            }
            Self::Seeded(state) => {
                for chunk in bytes.chunks_mut(8) {
                    let word = split_mix(state).to_le_bytes();
                    chunk.copy_from_slice(&word[..chunk.len()]);
                }
            }
        }
    }
}

/// The next word of the SplitMix64 generator.
fn split_mix(state: &AtomicU64) -> u64 {
    const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut word = state.fetch_add(STEP, Ordering::SeqCst).wrapping_add(STEP);
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use xingtan_base::clock::UtcMs;
    use xingtan_base::ids::PersonId;

    #[test]
    fn ids_sort_in_the_order_they_were_made() {
        let (clock, hand) = Clock::movable(UtcMs(1_790_000_000_000));
        let ids = Ids::system(clock);
        let mut made: Vec<PersonId> = (0..10_000).map(|_| ids.next()).collect();
        hand.advance_ms(-5_000);
        made.extend((0..10).map(|_| ids.next::<xingtan_base::ids::kinds::Person>()));
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_seed_repeats_ids_and_secrets() {
        let make = || {
            let ids = Ids::seeded(Clock::movable(UtcMs(1_790_000_000_000)).0, 7);
            let id: PersonId = ids.next();
            (id, ids.secret(16), ids.random())
        };
        assert_eq!(make(), make());
    }

    #[test]
    fn a_secret_is_long_and_safe_in_addresses() {
        let ids = Ids::system(Clock::system());
        let secret = ids.secret(32);
        assert_eq!(secret.len(), 43);
        assert!(secret.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        assert_ne!(secret, ids.secret(32));
    }
}

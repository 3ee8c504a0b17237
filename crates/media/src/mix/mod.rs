//! Several people's sound becomes one: the programme's.
//!
//! Everybody on a stage sends Opus on a clock of his own. The mixer holds the packets back until
//! their moment on the lesson's clock comes, decodes them in order, hides what was lost, follows
//! clocks that run a little fast or slow, adds all up and keeps the sum from clipping. It is asked
//! for one frame after the other and always gives one: a programme's sound has no gaps.

mod limiter;
mod source;

use std::collections::BTreeMap;

use bytes::Bytes;

use self::limiter::Limiter;
use self::source::Source;
use crate::codec::opus::{CHANNELS, RATE};

/// Samples of each channel in a frame of the mix: 20 ms.
pub const FRAME_SAMPLES: usize = 960;
/// The most sources of one mix; a small class has 50 people on its stage.
pub const SOURCES_MAX: usize = 64;

/// One packet of somebody's sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// When it begins on its sender's clock, in samples; steps are exact, and wraps are undone.
    pub sent_at: i64,
    /// What brings the sender's clock to the lesson's, in samples: lesson time is `sent_at` and
    /// this together. It may change slowly as the clocks drift apart.
    pub offset: i64,
    /// The Opus packet.
    pub data: Bytes,
}

/// 20 ms of everybody.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixed {
    /// Where it begins on the lesson's clock, in samples.
    pub at: i64,
    /// Left and right in turn; [`FRAME_SAMPLES`] of each.
    pub samples: Vec<i16>,
    /// Who was heard, with the mean square of what he said (1 is as loud as can be).
    pub loudness: Vec<(u64, f32)>,
}

/// Mixes one stage's sound. See the module's page.
#[derive(Debug)]
pub struct Mixer {
    next: i64,
    sources: BTreeMap<u64, Source>,
    limiter: Limiter,
}

impl Mixer {
    /// A mix whose first frame begins at this sample of the lesson's clock.
    pub const fn new(begin: i64) -> Self {
        Self { next: begin, sources: BTreeMap::new(), limiter: Limiter::new() }
    }

    /// Where the next frame begins, in samples.
    pub const fn next_at(&self) -> i64 {
        self.next
    }

    /// Takes a packet of a source, which begins with its first. False when it is not taken: too
    /// many sources, or too much that waits.
    pub fn push(&mut self, source: u64, packet: Packet) -> bool {
        if !self.sources.contains_key(&source) {
            let Some(fresh) = Source::new().filter(|_| self.sources.len() < SOURCES_MAX) else {
                return false;
            };
            self.sources.insert(source, fresh);
        }
        self.sources.get_mut(&source).is_some_and(|source| source.push(packet))
    }

    /// Forgets a source: he is heard no more, at once.
    pub fn remove(&mut self, source: u64) {
        self.sources.remove(&source);
    }

    /// The next 20 ms. What comes later for this time comes too late.
    pub fn mix(&mut self) -> Mixed {
        let at = self.next;
        let mut sum = vec![0.0_f32; FRAME_SAMPLES * CHANNELS];
        let mut loudness = Vec::new();
        for (id, source) in &mut self.sources {
            let Some(power) = source.add(at, &mut sum) else { continue };
            loudness.push((*id, power));
        }
        self.next += FRAME_SAMPLES as i64;
        Mixed { at, samples: self.limiter.limit(&sum), loudness }
    }
}

/// Milliseconds of the lesson's clock as samples of the mix.
pub const fn samples_of_ms(ms: i64) -> i64 {
    ms * (RATE as i64 / 1000)
}

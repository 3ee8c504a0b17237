//! A ring of framed bytes that many sockets read, each at its own position.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use crate::limits::{
    POINTS_RING_BYTES_MAX, POINTS_RING_FRAMES_MAX, RING_BYTES_MAX, RING_FRAMES_MAX,
};

/// A frame in the ring.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The entry it carries; 0 when it carries none.
    pub seq: u32,
    /// The framed bytes.
    pub bytes: Bytes,
}

/// The reader's position has left the ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overtaken;

/// A bounded ring. When it is full, the oldest frames go, whoever has not read them.
#[derive(Debug)]
pub struct Ring {
    inner: Mutex<Inner>,
    frames_max: usize,
    bytes_max: usize,
}

impl Default for Ring {
    fn default() -> Self {
        Self::of(RING_FRAMES_MAX, RING_BYTES_MAX)
    }
}

/// What one socket reads.
#[derive(Debug, Clone)]
pub struct Rings {
    /// What its audience is told: a reader must not miss any of it unawares.
    pub told: Arc<Ring>,
    /// Live points, which are skipped when there is no time for them. They have a ring of their
    /// own, so that they never push out what may not be missed.
    pub points: Arc<Ring>,
}

#[derive(Debug)]
struct Inner {
    frames: VecDeque<Frame>,
    /// Position of the first frame still held.
    first: u64,
    bytes: usize,
}

impl Ring {
    const fn of(frames_max: usize, bytes_max: usize) -> Self {
        let inner = Inner { frames: VecDeque::new(), first: 0, bytes: 0 };
        Self { inner: Mutex::new(inner), frames_max, bytes_max }
    }

    /// A ring for live points.
    pub const fn of_points() -> Self {
        Self::of(POINTS_RING_FRAMES_MAX, POINTS_RING_BYTES_MAX)
    }

    /// Adds a frame at the end.
    pub fn push(&self, frame: Frame) {
        let mut ring = self.lock();
        ring.bytes += frame.bytes.len();
        ring.frames.push_back(frame);
        while ring.frames.len() > self.frames_max || ring.bytes > self.bytes_max {
            let Some(old) = ring.frames.pop_front() else { break };
            ring.bytes -= old.bytes.len();
            ring.first += 1;
        }
    }

    /// The position after the last frame.
    pub fn end(&self) -> u64 {
        let ring = self.lock();
        ring.first + ring.frames.len() as u64
    }

    /// Hands frames from `from` up to, not including, `until` to `take` while it wants more.
    /// Answers the position after the last one taken.
    ///
    /// # Errors
    /// When `from` is no longer held.
    pub fn read(
        &self,
        from: u64,
        until: u64,
        mut take: impl FnMut(&Frame) -> bool,
    ) -> Result<u64, Overtaken> {
        let ring = self.lock();
        let Some(skip) = from.checked_sub(ring.first) else { return Err(Overtaken) };
        let mut at = from;
        for frame in ring.frames.iter().skip(usize::try_from(skip).unwrap_or(usize::MAX)) {
            if at >= until || !take(frame) {
                break;
            }
            at += 1;
        }
        Ok(at)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // The ring is valid after every statement.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(seq: u32) -> Frame {
        Frame { seq, bytes: Bytes::from(vec![0; 8]) }
    }

    #[test]
    fn a_slow_reader_is_overtaken_and_memory_is_bounded() {
        let ring = Ring::default();
        for seq in 0..=RING_FRAMES_MAX {
            ring.push(frame(u32::try_from(seq).unwrap()));
        }
        assert_eq!(ring.read(0, u64::MAX, |_| true), Err(Overtaken));
        let mut seen = Vec::new();
        let at = ring.read(1, 4, |frame| {
            seen.push(frame.seq);
            true
        });
        assert_eq!((at, seen), (Ok(4), vec![1, 2, 3]));
    }

    #[test]
    fn large_frames_push_out_old_ones() {
        let ring = Ring::default();
        for seq in 0..3 {
            ring.push(Frame { seq, bytes: Bytes::from(vec![0; RING_BYTES_MAX / 2]) });
        }
        assert_eq!(ring.read(0, u64::MAX, |_| true), Err(Overtaken));
        assert_eq!(ring.end(), 3);
    }
}

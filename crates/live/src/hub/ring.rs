//! A bounded ring of ready bytes, numbered without gaps.

use std::collections::VecDeque;

use bytes::Bytes;

/// Bytes that every viewer of a container gets alike.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The track, or 0 when all tracks lie in one piece.
    pub track: u32,
    /// Decode time of its first frame on the lesson's clock.
    pub start_ms: i64,
    /// Whether a viewer may begin with it.
    pub key: bool,
    /// What is sent.
    pub bytes: Bytes,
}

/// The latest pieces of one container. Drops the oldest beyond its bounds of bytes and time, but
/// always keeps the newest.
#[derive(Debug)]
pub struct Ring {
    pieces: VecDeque<Piece>,
    first: u64,
    bytes: usize,
    bytes_max: usize,
    span_ms_max: i64,
}

impl Ring {
    /// An empty ring.
    pub fn new(bytes_max: usize, span_ms_max: i64) -> Self {
        Self { pieces: VecDeque::new(), first: 0, bytes: 0, bytes_max, span_ms_max }
    }

    /// Adds a piece and drops what is too old.
    pub fn push(&mut self, piece: Piece) {
        self.bytes += piece.bytes.len();
        let newest_ms = piece.start_ms;
        self.pieces.push_back(piece);
        while self.pieces.len() > 1 && self.is_over(newest_ms) {
            if let Some(old) = self.pieces.pop_front() {
                self.bytes -= old.bytes.len();
                self.first += 1;
            }
        }
    }

    fn is_over(&self, newest_ms: i64) -> bool {
        let oldest_ms = self.pieces.front().map_or(newest_ms, |piece| piece.start_ms);
        self.bytes > self.bytes_max || newest_ms - oldest_ms > self.span_ms_max
    }

    /// Drops everything, as at the end of a run. Numbers go on.
    pub fn clear(&mut self) {
        self.first = self.end();
        self.pieces.clear();
        self.bytes = 0;
    }

    /// The number of the next piece to come.
    pub fn end(&self) -> u64 {
        self.first + self.pieces.len() as u64
    }

    /// The newest piece with which a viewer may begin.
    pub fn latest_key(&self) -> Option<u64> {
        let at = self.pieces.iter().rposition(|piece| piece.key)?;
        Some(self.first + at as u64)
    }

    /// The newest such piece that is at least so old, or the oldest there is.
    pub fn key_behind(&self, behind_ms: i64) -> Option<u64> {
        let newest_ms = self.pieces.back()?.start_ms;
        let is_old = |piece: &Piece| piece.key && newest_ms - piece.start_ms >= behind_ms;
        let at = self.pieces.iter().rposition(is_old);
        let at = at.or_else(|| self.pieces.iter().position(|piece| piece.key))?;
        Some(self.first + at as u64)
    }

    /// The pieces from a number on; `None` when some of them are gone.
    pub fn from(&self, number: u64) -> Option<impl Iterator<Item = &Piece>> {
        let skip = usize::try_from(number.checked_sub(self.first)?).ok()?;
        Some(self.pieces.iter().skip(skip))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(start_ms: i64, key: bool) -> Piece {
        Piece { track: 1, start_ms, key, bytes: Bytes::from_static(&[0; 10]) }
    }

    #[test]
    fn a_ring_is_bounded_by_bytes_and_by_time() {
        let mut ring = Ring::new(50, 1_000_000);
        (0..100).for_each(|n| ring.push(piece(n, false)));
        assert_eq!((ring.first, ring.end()), (95, 100));
        let mut ring = Ring::new(1_000_000, 30);
        (0..100).for_each(|n| ring.push(piece(n * 10, false)));
        assert_eq!((ring.first, ring.end()), (96, 100));
    }

    #[test]
    fn a_viewer_begins_at_the_latest_key_and_learns_when_he_was_overtaken() {
        let mut ring = Ring::new(60, 1_000_000);
        (0..10).for_each(|n| ring.push(piece(n, n % 4 == 0)));
        assert_eq!(ring.latest_key(), Some(8));
        assert_eq!((ring.key_behind(3), ring.key_behind(100)), (Some(4), Some(4)));
        assert!(ring.from(2).is_none());
        assert_eq!(ring.from(8).map(Iterator::count), Some(2));
        assert_eq!(ring.from(10).map(Iterator::count), Some(0));
        ring.clear();
        assert_eq!((ring.end(), ring.latest_key()), (10, None));
    }
}

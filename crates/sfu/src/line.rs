//! One media line on which a peer watches: it carries one track at a time.

use std::time::Instant;

use str0m::media::{Mid, Pt};
use xingtan_base::ids::PersonId;

use crate::event::Kind;
use crate::ids::TrackId;
use crate::rewrite::Rewrite;

/// What a peer wants to see or hear on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Whatever is on the stage: pictures in the order they came, the sound of who speaks.
    Any,
    /// This track and no other.
    Track(TrackId),
    /// What this person sends, whenever he does: which of his sounds or pictures, from 0.
    Of(PersonId, usize),
    /// Nothing now.
    Nothing,
}

/// A media line of one peer.
#[derive(Debug)]
pub struct Line {
    pub mid: Mid,
    pub kind: Kind,
    pub wish: Wish,
    /// The most bits a second that the peer wants on it: a small picture needs no large layer.
    pub bps_max: Option<u64>,
    pub track: Option<TrackId>,
    /// The layer that is wanted.
    pub want: usize,
    /// The layer that is carried; nothing until its first whole picture comes.
    carried: Option<usize>,
    rewrite: Rewrite,
    /// The payload type for the track's, as far as it was looked up.
    pt: Option<(Pt, Option<Pt>)>,
}

/// What becomes of a packet on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passage {
    /// It goes out with this number and time.
    Goes(u64, u32),
    /// It does not, and the line waits for a whole picture of the layer it wants.
    Waits,
    /// It is not for this line.
    Not,
}

impl Line {
    /// A line that carries nothing.
    pub fn new(mid: Mid, kind: Kind) -> Self {
        Self {
            mid,
            kind,
            wish: Wish::Any,
            bps_max: None,
            track: None,
            want: 0,
            carried: None,
            rewrite: Rewrite::new(kind.clock_hz()),
            pt: None,
        }
    }

    /// Carries another track from now on, or none.
    pub fn carry(&mut self, track: Option<TrackId>) {
        self.track = track;
        self.want = 0;
        self.pt = None;
        self.skip();
    }

    /// Goes on with the next whole picture only.
    pub fn skip(&mut self) {
        self.carried = None;
        self.rewrite.cut();
    }

    /// The layer that is carried.
    pub const fn carried(&self) -> Option<usize> {
        self.carried
    }

    /// Whether the layer that is wanted is not the one carried.
    pub fn is_waiting(&self) -> bool {
        self.kind == Kind::Picture && self.track.is_some() && self.carried != Some(self.want)
    }

    /// What becomes of a packet of the line's track.
    pub fn pass(
        &mut self,
        layer: usize,
        (number, time): (u64, u32),
        is_key: bool,
        now: Instant,
    ) -> Passage {
        if self.carried != Some(layer) {
            if layer != self.want {
                return Passage::Not;
            }
            if !is_key {
                return Passage::Waits;
            }
            self.rewrite.cut();
            self.carried = Some(layer);
        }
        match self.rewrite.map(number, time, now) {
            Some((number, time)) => Passage::Goes(number, time),
            None => Passage::Not,
        }
    }

    /// The payload type to send with, looked up once for the track's.
    pub fn payload_type(&mut self, of: Pt, look_up: impl FnOnce() -> Option<Pt>) -> Option<Pt> {
        match self.pt {
            Some((known, pt)) if known == of => pt,
            _ => {
                let pt = look_up();
                self.pt = Some((of, pt));
                pt
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_picture_changes_its_layer_with_a_whole_picture_and_not_before() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut line = Line::new(Mid::from("1"), Kind::Picture);
        line.carry(Some(TrackId(1)));
        assert_eq!(line.pass(0, (10, 0), false, at(0)), Passage::Waits);
        assert_eq!(line.pass(1, (99, 0), true, at(0)), Passage::Not);
        assert_eq!(line.pass(0, (11, 3_000), true, at(33)), Passage::Goes(1_000, 3_000));
        line.want = 1;
        assert!(line.is_waiting());
        assert_eq!(line.pass(1, (100, 0), false, at(60)), Passage::Waits);
        assert_eq!(line.pass(0, (12, 6_000), false, at(66)), Passage::Goes(1_001, 6_000));
        assert_eq!(line.pass(1, (101, 500), true, at(100)), Passage::Goes(1_002, 9_060));
        assert_eq!(line.pass(0, (13, 9_000), false, at(100)), Passage::Not);
        assert!(!line.is_waiting());
        line.skip();
        assert_eq!(line.pass(1, (102, 3_500), false, at(133)), Passage::Waits);
        assert_eq!(line.pass(1, (103, 6_500), true, at(166)), Passage::Goes(1_003, 15_000));
    }
}

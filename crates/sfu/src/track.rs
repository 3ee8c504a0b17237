//! What a peer sends: one picture, in one or several layers, or one sound.

use std::time::{Duration, Instant};

use str0m::media::{Mid, Rid};
use xingtan_base::ids::LessonId;

use crate::event::Kind;
use crate::holes::Holes;
use crate::ids::{PeerId, TrackId};
use crate::limits::{KEY_FRAME_EVERY_MIN, LAYER_SILENT, LAYERS_MAX};
use crate::sender_clock::TrackClock;
use crate::speaker::Level;

const WINDOW: Duration = Duration::from_millis(500);

/// A picture or a sound of one peer.
#[derive(Debug)]
pub struct Track {
    pub id: TrackId,
    pub peer: PeerId,
    pub stage: LessonId,
    pub mid: Mid,
    pub kind: Kind,
    pub ordinal: usize,
    pub layers: Vec<Layer>,
    pub has_begun: bool,
    pub is_tapped: bool,
    /// The layer that is tapped; nothing until its first whole picture.
    tapped: Option<usize>,
    /// The lines that carry it: whose, and which of his.
    pub watchers: Vec<(PeerId, usize)>,
    pub level: Level,
    pub asks: Asks,
}

/// One encoding of a picture; the only one of a sound.
#[derive(Debug)]
pub struct Layer {
    pub rid: Option<Rid>,
    pub clock: TrackClock,
    pub is_key_wanted: bool,
    pub holes: Holes,
    meter: Meter,
    last: Option<Instant>,
    is_known: bool,
}

/// When a picture's sender was asked for a key frame.
#[derive(Debug, Default)]
pub struct Asks {
    last: Option<Instant>,
    pub every: Option<Duration>,
}

#[derive(Debug, Default)]
struct Meter {
    began: Option<Instant>,
    bytes: usize,
    bps: u64,
}

impl Kind {
    /// The clock of its times: RFC 7587 has 48 kHz for Opus, all pictures have 90 kHz.
    pub const fn clock_hz(self) -> u32 {
        match self {
            Self::Sound => 48_000,
            Self::Picture => 90_000,
        }
    }
}

/// What a packet is to who taps its track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tapping {
    /// It is told.
    Told,
    /// It would be, if its layer began anew.
    Waits,
    /// It is not wanted.
    Not,
}

impl Track {
    /// A track of which nothing has come.
    pub fn new(
        (id, peer): (TrackId, PeerId),
        stage: LessonId,
        (mid, kind, ordinal): (Mid, Kind, usize),
    ) -> Self {
        Self {
            id,
            peer,
            stage,
            mid,
            kind,
            ordinal,
            layers: Vec::new(),
            has_begun: false,
            is_tapped: false,
            tapped: None,
            watchers: Vec::new(),
            level: Level::default(),
            asks: Asks::default(),
        }
    }

    /// Tells every packet of its best layer, or no more.
    pub const fn tap(&mut self, is_tapped: bool) {
        self.is_tapped = is_tapped;
        self.tapped = None;
    }

    /// Whether a packet is told to who taps the track: those of one layer are, the best that comes,
    /// and another takes over with a whole picture.
    pub fn taps(&mut self, layer: usize, is_key: bool, now: Instant) -> Tapping {
        if !self.is_tapped {
            return Tapping::Not;
        }
        if self.tapped == Some(layer) {
            return Tapping::Told;
        }
        let tapped = self.tapped.and_then(|tapped| self.layers.get(tapped));
        let bps = self.layers.get(layer).map_or(0, Layer::bps);
        let is_better = tapped.is_none_or(|tapped| !tapped.is_live(now) || tapped.bps() < bps);
        match (is_better, is_key) {
            (false, _) => Tapping::Not,
            (true, false) => Tapping::Waits,
            (true, true) => {
                self.tapped = Some(layer);
                Tapping::Told
            }
        }
    }

    /// Which of its layers a packet is of; nothing when there are too many.
    pub fn layer_of(&mut self, rid: Option<Rid>) -> Option<usize> {
        if let Some(at) = self.layers.iter().position(|layer| layer.rid == rid) {
            return Some(at);
        }
        if self.layers.len() >= LAYERS_MAX {
            return None;
        }
        self.layers.push(Layer {
            rid,
            clock: TrackClock::default(),
            is_key_wanted: false,
            holes: Holes::default(),
            meter: Meter::default(),
            last: None,
            is_known: false,
        });
        Some(self.layers.len() - 1)
    }

    /// Whether packets come.
    pub fn is_live(&self, now: Instant) -> bool {
        self.layers.iter().any(|layer| layer.is_live(now))
    }

    /// A layer must begin anew for somebody.
    pub fn want_key(&mut self, layer: usize) {
        if let Some(layer) = self.layers.get_mut(layer) {
            layer.is_key_wanted = true;
        }
    }

    /// When its sender is to be asked for a key frame.
    pub fn ask_at(&self, now: Instant) -> Option<Instant> {
        if self.kind == Kind::Sound || !self.has_begun {
            return None;
        }
        let wanted = self
            .layers
            .iter()
            .any(|layer| layer.is_key_wanted)
            .then(|| self.asks.last.map_or(now, |last| (last + KEY_FRAME_EVERY_MIN).max(now)));
        let regular = self.asks.every.map(|every| self.asks.last.map_or(now, |last| last + every));
        wanted.into_iter().chain(regular).min()
    }

    /// The layers whose sender is asked now; none when it is too soon.
    pub fn ask(&mut self, now: Instant) -> Vec<Option<Rid>> {
        if self.ask_at(now).is_none_or(|at| at > now) {
            return Vec::new();
        }
        let is_regular = self
            .asks
            .every
            .is_some_and(|every| self.asks.last.is_none_or(|last| now >= last + every));
        self.asks.last = Some(now);
        let asked = self.layers.iter().filter(|layer| is_regular || layer.is_key_wanted);
        asked.map(|layer| layer.rid).collect()
    }
}

impl Layer {
    /// A packet came.
    pub fn count(&mut self, bytes: usize, is_key: bool, now: Instant) {
        self.last = Some(now);
        if is_key {
            self.is_key_wanted = false;
        }
        self.meter.count(bytes, now);
    }

    /// Whether packets come.
    pub fn is_live(&self, now: Instant) -> bool {
        self.last.is_some_and(|last| now.saturating_duration_since(last) < LAYER_SILENT)
    }

    /// Whether its rate was taken note of.
    pub const fn is_known(&self) -> bool {
        self.is_known
    }

    /// Takes note of its rate, if it is measured by now.
    pub const fn know(&mut self) -> bool {
        self.is_known = self.meter.bps > 0;
        self.is_known
    }

    /// Bits a second.
    pub const fn bps(&self) -> u64 {
        self.meter.bps
    }
}

impl Meter {
    fn count(&mut self, bytes: usize, now: Instant) {
        let began = *self.began.get_or_insert(now);
        self.bytes += bytes;
        let passed = now.saturating_duration_since(began);
        if passed < WINDOW {
            return;
        }
        let bits = u128::try_from(self.bytes * 8).unwrap_or(0);
        let bps = bits * 1_000_000 / passed.as_micros().max(1);
        let bps = u64::try_from(bps).unwrap_or(u64::MAX);
        // Half the old value: a key frame alone is no rate.
        self.bps = if self.bps == 0 { bps } else { self.bps / 2 + bps / 2 };
        (self.began, self.bytes) = (Some(now), 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track() -> Track {
        let stage = "019a0000-0000-7000-8000-000000000001".parse().unwrap();
        let track = Track::new((TrackId(1), PeerId(1)), stage, (Mid::from("0"), Kind::Picture, 0));
        Track { has_begun: true, ..track }
    }

    #[test]
    fn many_wishes_for_a_key_frame_are_one_question_in_half_a_second() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut track = track();
        let layer = track.layer_of(None).unwrap();
        assert_eq!(track.ask_at(at(0)), None);
        let mut asked = Vec::new();
        for ms in 0..2_000 {
            track.want_key(layer);
            if !track.ask(at(ms)).is_empty() {
                asked.push(ms);
            }
        }
        assert_eq!(asked, [0, 500, 1_000, 1_500]);
        track.layers[layer].count(1_000, true, at(2_000));
        assert_eq!(track.ask_at(at(2_600)), None, "it came");
        track.asks.every = Some(Duration::from_secs(4));
        assert_eq!(track.ask_at(at(2_600)), Some(at(5_500)));
        assert_eq!(track.ask(at(5_500)), [None]);
        assert_eq!(track.ask(at(5_501)), []);
    }

    #[test]
    fn who_taps_a_picture_has_its_best_layer_and_changes_with_a_whole_picture() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut track = track();
        let (small, large) = (track.layer_of(None).unwrap(), track.layer_of(Some("h".into())));
        let large = large.unwrap();
        assert_eq!(track.taps(small, true, at(0)), Tapping::Not);
        track.tap(true);
        assert_eq!(track.taps(small, false, at(0)), Tapping::Waits);
        assert_eq!(track.taps(small, true, at(0)), Tapping::Told);
        assert_eq!(track.taps(large, true, at(0)), Tapping::Told, "the other never came");
        for ms in 0..1_000 {
            track.layers[small].count(100, false, at(ms));
            track.layers[large].count(1_000, false, at(ms));
        }
        assert_eq!(track.taps(small, true, at(1_000)), Tapping::Not);
        track.tap(true);
        assert_eq!(track.taps(small, true, at(1_000)), Tapping::Told);
        assert_eq!(track.taps(large, false, at(1_000)), Tapping::Waits);
        assert_eq!(track.taps(small, false, at(1_000)), Tapping::Told);
        assert_eq!(track.taps(large, true, at(1_000)), Tapping::Told);
        assert_eq!(track.taps(small, true, at(1_000)), Tapping::Not);
        track.layers[small].count(100, false, at(3_000));
        assert_eq!(track.taps(small, true, at(3_000)), Tapping::Told, "the large one fell silent");
    }

    #[test]
    fn no_more_layers_than_there_may_be() {
        let mut track = track();
        for rid in ["a", "b", "c", "d"] {
            assert!(track.layer_of(Some(Rid::from(rid))).is_some());
        }
        assert_eq!(track.layer_of(Some(Rid::from("e"))), None);
        assert_eq!(track.layer_of(Some(Rid::from("b"))), Some(1));
    }

    #[test]
    fn a_layer_is_live_while_packets_come_and_its_rate_is_measured() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut track = track();
        let layer = track.layer_of(None).unwrap();
        for ms in (0..3_000).step_by(10) {
            track.layers[layer].count(1_250, false, at(ms));
        }
        assert!((950_000..1_080_000).contains(&track.layers[layer].bps()));
        assert!(track.layers[layer].is_live(at(4_000)));
        assert!(!track.layers[layer].is_live(at(5_000)));
    }
}

//! An encoder's tags become runs: tracks, then frames on the lesson's clock.

use xingtan_media::flv::Tag;
use xingtan_media::frame::{Frame, Kind, TrackConfig};
use xingtan_media::intake::{self, Event};

/// Why an encoder must be sent away.
pub type Fault = intake::Error;

/// Sound starts without a picture after this time.
const SOUND_ONLY_AFTER_MS: i64 = 2_000;

/// Where a track's time in the outputs stands on the lesson's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The track.
    pub track: u32,
    /// The track's time in the outputs.
    pub media_ms: i64,
    /// The lesson time.
    pub lesson_ms: i64,
}

/// What a tag gave.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A new run begins with these tracks; frames follow.
    Begin(Vec<TrackConfig>),
    /// A frame of the run.
    Frame(Frame),
    /// At a track's start, at each jump of its time and every ten seconds.
    Anchor(Anchor),
}

/// Maps one connection's tags to runs. A run has one set of tracks from its beginning to its end.
#[derive(Debug)]
pub struct Intake {
    frames: intake::Intake,
    headers: [Option<Tag>; 2],
    tracks: [Option<TrackConfig>; 2],
    anchors: [Option<Anchor>; 2],
    has_begun: bool,
    first_sound_ms: Option<i64>,
}

impl Intake {
    /// An intake whose frames lie at `begin_ms` on the lesson's clock or later.
    pub fn new(begin_ms: i64) -> Self {
        Self {
            frames: intake::Intake::new(begin_ms),
            headers: [None, None],
            tracks: [None, None],
            anchors: [None; 2],
            has_begun: false,
            first_sound_ms: None,
        }
    }

    /// The same connection on another clock: the lesson opened or closed. Encoders say only once
    /// how they code, so that is kept.
    #[must_use]
    pub fn on_clock(self, begin_ms: i64) -> Self {
        let mut next = Self::new(begin_ms);
        next.headers = self.headers;
        next.tracks = self.tracks;
        for header in next.headers.iter().flatten() {
            // It was accepted before.
            let _ = next.frames.feed(header, begin_ms);
        }
        while next.frames.poll().is_some() {}
        next
    }

    /// Takes a tag that arrived at a lesson time.
    ///
    /// # Errors
    /// When the encoder sends what we cannot pass on.
    pub fn take(&mut self, tag: &Tag, arrived_ms: i64) -> Result<Vec<Step>, Fault> {
        self.frames.feed(tag, arrived_ms)?;
        let mut steps = Vec::new();
        while let Some(event) = self.frames.poll() {
            match event {
                Event::Config(config) | Event::ConfigChanged(config) => {
                    let slot = slot(config.track);
                    self.headers[slot] = Some(tag.clone());
                    self.tracks[slot] = Some(config);
                    self.has_begun = false;
                    self.first_sound_ms = None;
                }
                Event::Anchor { track, media_ms, lesson_ms } => {
                    let anchor = Anchor { track, media_ms, lesson_ms };
                    self.anchors[slot(track)] = Some(anchor);
                    if self.has_begun {
                        steps.push(Step::Anchor(anchor));
                    }
                }
                Event::Frame(frame) => {
                    if !self.has_begun && self.may_begin(&frame, arrived_ms) {
                        self.has_begun = true;
                        steps.push(Step::Begin(self.tracks.iter().flatten().cloned().collect()));
                        steps.extend(self.anchors.iter().flatten().copied().map(Step::Anchor));
                    }
                    if self.has_begun {
                        steps.push(Step::Frame(frame));
                    }
                }
                Event::Metadata(_) => {}
            }
        }
        Ok(steps)
    }

    /// A run begins with a key frame of the picture, or with sound when no picture comes.
    fn may_begin(&mut self, frame: &Frame, now_ms: i64) -> bool {
        if frame.kind == Kind::Video {
            return frame.key;
        }
        let since_ms = *self.first_sound_ms.get_or_insert(now_ms);
        self.tracks[0].is_none() && now_ms - since_ms >= SOUND_ONLY_AFTER_MS
    }
}

const fn slot(track: u32) -> usize {
    if track == xingtan_media::frame::PICTURE { 0 } else { 1 }
}

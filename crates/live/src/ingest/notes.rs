//! What happens to runs, told to whoever passes it on to the room and the database.

use tokio::sync::mpsc;
use xingtan_base::ids::LessonId;
use xingtan_media::frame::TrackConfig;

use super::intake::Anchor;
use crate::media_limits::NOTES_QUEUE;
use crate::recording::Outcome;

/// What happened to a run.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// It began with these tracks, from the stage or from an encoder.
    Began(Vec<TrackConfig>, bool),
    /// The recording goes on in this run, though the publisher's run is still the one before.
    Resumed(Vec<TrackConfig>),
    /// A track's time was placed on the lesson's clock.
    Anchor(Anchor),
    /// It ended there on the lesson's clock.
    Ended(i64),
    /// Its recording stands differently.
    Recording(Outcome),
}

/// News of a lesson's run.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The lesson.
    pub lesson: LessonId,
    /// The run.
    pub run: u32,
    /// What happened.
    pub news: News,
}

/// Where news are handed in. Never waits: a full queue loses them, which is logged.
#[derive(Debug, Clone)]
pub struct Notes(mpsc::Sender<Note>);

impl Notes {
    /// A queue and its reader.
    pub fn new() -> (Self, mpsc::Receiver<Note>) {
        let (sender, receiver) = mpsc::channel(NOTES_QUEUE);
        (Self(sender), receiver)
    }

    /// Hands news in.
    pub fn tell(&self, lesson: LessonId, run: u32, news: News) {
        if self.0.try_send(Note { lesson, run, news }).is_err() {
            tracing::warn!(%lesson, run, "News of a run were lost.");
        }
    }
}

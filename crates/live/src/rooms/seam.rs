//! What the media side of this crate may ask of a room, and what it is told.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_room::entry::{MediaAnchor, MediaStarted, MediaStopped, RecordingState};

/// What the media side tells a room; each becomes an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaInput {
    /// A run began.
    Started(MediaStarted),
    /// Where a track stands on the lesson's clock.
    Anchor(MediaAnchor),
    /// A run ended.
    Stopped(MediaStopped),
    /// The recording's state changed.
    Recording(RecordingState),
}

/// The room took nothing: the lesson is not open here, or the server stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the lesson's room is not open on this node")]
pub struct RoomGone;

/// A room on this node opened or closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomEvent {
    /// The lesson is open here (just opened, or taken up after a restart).
    Opened {
        /// The lesson.
        lesson: LessonId,
        /// UTC at lesson time zero.
        utc: UtcMs,
        /// What its log says of its media.
        before: MediaBefore,
    },
    /// The lesson was closed.
    Closed {
        /// The lesson.
        lesson: LessonId,
    },
}

/// What a lesson's log said of its media when the lesson came to this node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MediaBefore {
    /// The highest run so far; 0 before the first.
    pub last_run: u32,
    /// The run that had not ended, as when the server was killed.
    pub running: Option<u32>,
}

/// A lesson that is open on this node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenLesson {
    /// The lesson.
    pub lesson: LessonId,
    /// Its clock.
    pub clock: LessonClock,
    /// What its log said of its media when it came here.
    pub before: MediaBefore,
}

/// A lesson's own clock: milliseconds since its opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LessonClock {
    /// UTC at lesson time zero.
    pub opened: UtcMs,
}

impl LessonClock {
    /// Lesson time at a UTC time: `clock.at(ctx.clock.now())`.
    pub const fn at(&self, utc: UtcMs) -> i64 {
        utc.since_ms(self.opened)
    }
}

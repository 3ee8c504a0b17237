//! Who may publish to which lesson.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde::Serialize;
use tokio::sync::OwnedSemaphorePermit;
use tokio_util::sync::CancellationToken;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_platform::clock::Clock;
use xingtan_platform::db::Db;
use xingtan_room::entry::RecordingState;

use super::claim::Claim;
use super::meter::{Meter, StreamStats};
use super::notes::Notes;
use crate::hub::{Hubs, Output};
use crate::media_limits::{ENCODER_GONE_MS, ENCODER_STALE_MS, HUB_KEPT_MS, STAGE_KEPT_MS};
use crate::recording::{self, Outcome, Progress};
use crate::stream_keys::rows;
use crate::voice::Voices;

/// Why an encoder is not let in. The text is for the person at the encoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No lesson has this key.
    #[error("unknown stream key; copy it again from the lesson's stream settings")]
    UnknownKey,
    /// The application is not ours.
    #[error("the server address must end in /live")]
    UnknownApp,
    /// The lesson is over.
    #[error("the lesson is over; take the key of the next one")]
    Over,
    /// Another encoder publishes to this lesson.
    #[error("another encoder is already publishing to this lesson; stop it first")]
    Busy,
}

/// Whether the picture of an open lesson arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EncoderState {
    /// No encoder has come yet.
    Awaited,
    /// It arrives, or broke off only a moment ago.
    Publishing,
    /// It broke off.
    Gone,
}

/// What last went wrong with a lesson's encoder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StreamProblem {
    /// Stable code: `stream.unsupported_codec`.
    pub code: &'static str,
    /// What exactly was wrong, in English.
    pub detail: String,
    /// When.
    pub at: UtcMs,
}

/// The door for encoders. Clones share everything.
#[derive(Clone)]
pub struct Gate(pub(super) Arc<Inner>);

pub(super) struct Inner {
    clock: Clock,
    pub(super) hubs: Hubs,
    pub(super) notes: Notes,
    recordings: PathBuf,
    keys: Option<Db>,
    pub(super) voices: OnceLock<Voices>,
    book: Mutex<Book>,
}

#[derive(Default)]
struct Book {
    keys: HashMap<String, LessonId>,
    stages: HashMap<LessonId, Stage>,
}

/// What the gate knows of a lesson.
#[derive(Default)]
struct Stage {
    opened: Option<UtcMs>,
    is_over: bool,
    publisher: Option<Publisher>,
    /// When the last encoder went.
    left: Option<UtcMs>,
    last_run: u32,
    end_ms: i64,
    /// Runs whose last bytes are not on disk yet.
    keeping: Vec<(u32, Progress)>,
    problem: Option<StreamProblem>,
    recording: Option<RecordingState>,
    /// Since when nobody needs it, as far as it was looked at.
    idle_since: Option<UtcMs>,
}

#[derive(Clone)]
pub(super) struct Publisher {
    pub(super) replaced: CancellationToken,
    pub(super) last_ms: Arc<AtomicI64>,
    pub(super) meter: Arc<Mutex<Meter>>,
}

impl Gate {
    /// A door that keeps recordings in a folder. Keys are looked up in the database, or are only
    /// those set here.
    pub fn new(
        clock: Clock,
        hubs: Hubs,
        recordings: PathBuf,
        notes: Notes,
        keys: Option<Db>,
    ) -> Self {
        let (voices, book) = (OnceLock::new(), Mutex::default());
        Self(Arc::new(Inner { clock, hubs, notes, recordings, keys, voices, book }))
    }

    /// Makes voices of the sound that comes in.
    #[must_use]
    pub fn with_voices(self, voices: Voices) -> Self {
        // The first that were given stay.
        let _ = self.0.voices.set(voices);
        self
    }

    /// An `ffmpeg` that may code one more programme's sound, and its place, which is given back
    /// when dropped.
    pub fn coder(&self) -> Option<(Arc<Path>, OwnedSemaphorePermit)> {
        self.0.voices.get()?.take()
    }

    /// The time now.
    pub fn now(&self) -> UtcMs {
        self.0.clock.now()
    }

    /// Lets whoever has this key publish to a lesson; older keys of the lesson end.
    pub fn set_key(&self, lesson: LessonId, key: &str) {
        let mut book = self.book();
        book.stage(lesson);
        book.keys.retain(|_, owner| *owner != lesson);
        book.keys.insert(key.to_owned(), lesson);
    }

    /// Sends a lesson's encoder away, as when its key was changed.
    pub fn send_away(&self, lesson: LessonId) {
        let now = self.now();
        let mut book = self.book();
        let stage = book.stage(lesson);
        if let Some(publisher) = stage.publisher.take() {
            publisher.replaced.cancel();
            stage.left = Some(now);
        }
    }

    /// Asks the database whose key this is. While it is away, keys seen before still open.
    pub async fn look_up(&self, key: &str) {
        let Some(db) = &self.0.keys else { return };
        match rows::lesson_of(db, key).await {
            Ok(Some((lesson, is_over))) => {
                self.set_key(lesson, key);
                self.book().stage(lesson).is_over = is_over;
            }
            Ok(None) => {
                self.book().keys.remove(key);
            }
            Err(error) => tracing::warn!(%error, "A stream key could not be looked up."),
        }
    }

    /// The lesson is open: its clock began at `utc`. What arrives is now shown and kept.
    pub fn opened(&self, lesson: LessonId, utc: UtcMs) {
        self.book().stage(lesson).opened = Some(utc);
    }

    /// The lesson is over: its encoder is sent away, or it would go on with nobody to see it.
    pub fn closed(&self, lesson: LessonId) {
        let mut book = self.book();
        let stage = book.stage(lesson);
        (stage.opened, stage.is_over) = (None, true);
        drop(book);
        self.send_away(lesson);
        for output in [Output::Programme, Output::Voice] {
            if let Some(hub) = self.0.hubs.known(lesson, output) {
                hub.close();
            }
        }
    }

    /// Forgets lessons that are not open and to which nothing is published: their last segments
    /// after a minute, what went wrong and their keys after ten.
    pub fn sweep(&self) {
        let now = self.now();
        let mut book = self.book();
        let Book { keys, stages } = &mut *book;
        stages.retain(|_, stage| stage.idle_ms(now) < STAGE_KEPT_MS);
        keys.retain(|_, lesson| stages.contains_key(lesson));
        let is_idle = |stage: &Stage| {
            stage.idle_since.is_some_and(|since| now.since_ms(since) >= HUB_KEPT_MS)
        };
        self.0.hubs.retain(|lesson| stages.get(&lesson).is_some_and(|stage| !is_idle(stage)));
    }

    /// What was recorded before this server started.
    pub fn recorded(&self, lesson: LessonId, run: u32, end_ms: i64) {
        let mut book = self.book();
        let stage = book.stage(lesson);
        stage.last_run = stage.last_run.max(run);
        stage.end_ms = stage.end_ms.max(end_ms);
    }

    /// UTC at the lesson's time zero, while it is open.
    pub fn opened_at(&self, lesson: LessonId) -> Option<UtcMs> {
        self.book().stages.get(&lesson)?.opened
    }

    /// The lessons that are open.
    pub fn open_lessons(&self) -> Vec<LessonId> {
        let book = self.book();
        let open = book.stages.iter().filter(|(_, stage)| stage.opened.is_some());
        open.map(|(lesson, _)| *lesson).collect()
    }

    /// Whether a run is still being written.
    pub fn is_keeping(&self, lesson: LessonId, run: u32) -> bool {
        self.progress(lesson, run) != Progress::Written
    }

    /// How much of a run is on disk.
    pub fn progress(&self, lesson: LessonId, run: u32) -> Progress {
        let book = self.book();
        let keeping = book.stages.get(&lesson).map(|stage| stage.keeping.as_slice());
        let found = keeping.unwrap_or_default().iter().find(|(kept, _)| *kept == run);
        found.map_or(Progress::Written, |(_, progress)| *progress)
    }

    pub(super) fn keep(&self, lesson: LessonId, run: u32) {
        self.book().stage(lesson).keeping.push((run, Progress::Arriving));
    }

    /// How the recording stands, while an encoder publishes to the open lesson.
    pub fn recording(&self, lesson: LessonId) -> Option<RecordingState> {
        let book = self.book();
        let stage = book.stages.get(&lesson)?;
        stage.recording.filter(|_| stage.publisher.is_some() && stage.opened.is_some())
    }

    /// A run, or the recording, stands differently.
    pub(super) fn stands(&self, lesson: LessonId, run: u32, outcome: Outcome) {
        let mut book = self.book();
        let stage = book.stage(lesson);
        if let Some(state) = outcome.state() {
            stage.recording = Some(state);
        }
        match outcome {
            Outcome::Whole => {
                let kept = stage.keeping.iter_mut().filter(|(kept, _)| *kept == run);
                kept.for_each(|(_, progress)| *progress = Progress::Whole);
            }
            Outcome::Finished => stage.keeping.retain(|(kept, _)| *kept != run),
            Outcome::Recording | Outcome::DiskFull | Outcome::Failed => {}
        }
    }

    /// Whether an encoder publishes to the lesson.
    pub fn is_publishing(&self, lesson: LessonId) -> bool {
        self.book().stages.get(&lesson).is_some_and(|stage| stage.publisher.is_some())
    }

    /// Whether the picture of an open lesson arrives, and since when it does not. After a restart
    /// it is known that there was one, but not when it went.
    pub fn encoder(&self, lesson: LessonId) -> (EncoderState, Option<UtcMs>) {
        let now = self.now();
        let book = self.book();
        let Some(stage) = book.stages.get(&lesson) else { return (EncoderState::Awaited, None) };
        let was_shown = stage.last_run > 0;
        match (&stage.publisher, stage.left) {
            (Some(_), _) => (EncoderState::Publishing, None),
            (None, _) if !was_shown => (EncoderState::Awaited, None),
            (None, Some(left)) if now.since_ms(left) < ENCODER_GONE_MS => {
                (EncoderState::Publishing, None)
            }
            (None, left) => (EncoderState::Gone, left),
        }
    }

    /// What the lesson's encoder sends, while one publishes.
    pub fn stats(&self, lesson: LessonId) -> Option<StreamStats> {
        let publisher = self.book().stages.get(&lesson)?.publisher.clone()?;
        Some(lock(&publisher.meter).stats(self.now()))
    }

    /// What last went wrong with the lesson's encoder.
    pub fn problem(&self, lesson: LessonId) -> Option<StreamProblem> {
        self.book().stages.get(&lesson)?.problem.clone()
    }

    pub(super) fn trouble(&self, lesson: LessonId, code: &'static str, detail: String) {
        let at = self.now();
        self.book().stage(lesson).problem = Some(StreamProblem { code, detail, at });
    }

    /// A lesson's recordings.
    pub fn folder(&self, lesson: LessonId) -> PathBuf {
        self.0.recordings.join(lesson.to_string())
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        lock(&self.0.book)
    }

    /// Lets an encoder in. One that has been silent for some seconds gives way.
    ///
    /// # Errors
    /// The reason, when it may not publish.
    pub fn enter(&self, app: &str, key: &str) -> Result<Claim, Refusal> {
        if app.trim_matches('/') != "live" {
            return Err(Refusal::UnknownApp);
        }
        let lesson = *self.book().keys.get(key).ok_or(Refusal::UnknownKey)?;
        self.admit(lesson)
    }

    /// Lets in what is known to be a lesson's. An encoder that has been silent for some seconds
    /// gives way.
    ///
    /// # Errors
    /// The reason, when it may not publish.
    pub fn admit(&self, lesson: LessonId) -> Result<Claim, Refusal> {
        let now = self.now();
        let mut book = self.book();
        let stage = book.stage(lesson);
        if stage.is_over {
            return Err(Refusal::Over);
        }
        if let Some(old) = &stage.publisher {
            if now.0 - old.last_ms.load(Ordering::Relaxed) < ENCODER_STALE_MS {
                let detail = Refusal::Busy.to_string();
                let code = "stream.already_publishing";
                stage.problem = Some(StreamProblem { code, detail, at: now });
                return Err(Refusal::Busy);
            }
            old.replaced.cancel();
        }
        let publisher = Publisher {
            replaced: CancellationToken::new(),
            last_ms: Arc::new(AtomicI64::new(now.0)),
            meter: Arc::new(Mutex::new(Meter::new(now))),
        };
        stage.publisher = Some(publisher.clone());
        stage.problem = None;
        drop(book);
        Ok(Claim::new(self.clone(), lesson, publisher, now))
    }

    /// Gives a claim's place free, unless another has it.
    pub(super) fn leave(&self, lesson: LessonId, publisher: &Publisher) {
        let now = self.now();
        let mut book = self.book();
        let stage = book.stage(lesson);
        let held = stage.publisher.as_ref();
        if held.is_some_and(|held| Arc::ptr_eq(&held.meter, &publisher.meter)) {
            (stage.publisher, stage.left) = (None, Some(now));
        }
    }

    pub(super) fn next_run(&self, lesson: LessonId) -> u32 {
        let stored = recording::runs(&self.folder(lesson)).unwrap_or_default();
        let mut book = self.book();
        let stage = book.stage(lesson);
        stage.last_run = stored.last().copied().unwrap_or(0).max(stage.last_run) + 1;
        stage.last_run
    }

    /// Where the lesson's last run ended; the next begins no earlier.
    pub(super) fn end_ms(&self, lesson: LessonId) -> i64 {
        self.book().stages.get(&lesson).map_or(0, |stage| stage.end_ms)
    }
}

impl Book {
    fn stage(&mut self, lesson: LessonId) -> &mut Stage {
        let stage = self.stages.entry(lesson).or_default();
        stage.idle_since = None;
        stage
    }
}

impl Stage {
    /// For how long nobody has needed it. A lesson with runs that is not over is open, though its
    /// room may not have been taken up here yet.
    fn idle_ms(&mut self, now: UtcMs) -> i64 {
        let is_open = self.opened.is_some() || (self.last_run > 0 && !self.is_over);
        if is_open || self.publisher.is_some() || !self.keeping.is_empty() {
            self.idle_since = None;
            return 0;
        }
        now.since_ms(*self.idle_since.get_or_insert(now))
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is locked here is valid after every statement.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

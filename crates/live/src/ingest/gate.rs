//! Who may publish to which lesson, and the claim of the one who does.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio_util::sync::CancellationToken;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_media::flv::Tag;
use xingtan_media::frame::TrackConfig;
use xingtan_platform::clock::Clock;

use super::intake::{Fault, Intake, Step};
use super::run::Run;
use crate::hub::{Audience, Hubs};
use crate::media_limits::ENCODER_STALE_MS;
use crate::recording::{self, Recorder};

/// Why an encoder is not let in. The text is for the person at the encoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No lesson has this key.
    #[error("unknown stream key; copy it again from the lesson's stream settings")]
    UnknownKey,
    /// The application is not ours.
    #[error("the server address must end in /live")]
    UnknownApp,
    /// Another encoder publishes to this lesson.
    #[error("another encoder is already publishing to this lesson; stop it first")]
    Busy,
}

/// The door for encoders. Clones share everything.
#[derive(Clone)]
pub struct Gate(Arc<Inner>);

struct Inner {
    clock: Clock,
    hubs: Hubs,
    recordings: PathBuf,
    book: Mutex<Book>,
}

#[derive(Default)]
struct Book {
    keys: HashMap<String, LessonId>,
    opened: HashMap<LessonId, UtcMs>,
    publishers: HashMap<LessonId, Publisher>,
    runs: HashMap<LessonId, u32>,
}

#[derive(Clone)]
struct Publisher {
    replaced: CancellationToken,
    last_ms: Arc<AtomicI64>,
}

impl Gate {
    /// A door that keeps recordings in a folder.
    pub fn new(clock: Clock, hubs: Hubs, recordings: PathBuf) -> Self {
        Self(Arc::new(Inner { clock, hubs, recordings, book: Mutex::default() }))
    }

    /// The time now.
    pub fn now(&self) -> UtcMs {
        self.0.clock.now()
    }

    /// Lets whoever has this key publish to a lesson; older keys of the lesson end.
    pub fn set_key(&self, lesson: LessonId, key: &str) {
        let mut book = self.book();
        book.keys.retain(|_, owner| *owner != lesson);
        book.keys.insert(key.to_owned(), lesson);
    }

    /// The lesson is open: its clock began at `utc`. What arrives is now shown and kept.
    pub fn opened(&self, lesson: LessonId, utc: UtcMs) {
        self.book().opened.insert(lesson, utc);
    }

    /// The lesson is over: what arrives is a preview again.
    pub fn closed(&self, lesson: LessonId) {
        self.book().opened.remove(&lesson);
    }

    /// UTC at the lesson's time zero, while it is open.
    pub fn opened_at(&self, lesson: LessonId) -> Option<UtcMs> {
        self.book().opened.get(&lesson).copied()
    }

    /// Whether an encoder publishes to the lesson.
    pub fn is_publishing(&self, lesson: LessonId) -> bool {
        self.book().publishers.contains_key(&lesson)
    }

    /// A lesson's recordings.
    pub fn folder(&self, lesson: LessonId) -> PathBuf {
        self.0.recordings.join(lesson.to_string())
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets an encoder in. One that has been silent for some seconds gives way.
    ///
    /// # Errors
    /// The reason, when it may not publish.
    pub fn enter(&self, app: &str, key: &str) -> Result<Claim, Refusal> {
        if app.trim_matches('/') != "live" {
            return Err(Refusal::UnknownApp);
        }
        let now = self.now();
        let mut book = self.book();
        let lesson = *book.keys.get(key).ok_or(Refusal::UnknownKey)?;
        if let Some(old) = book.publishers.get(&lesson) {
            if now.0 - old.last_ms.load(Ordering::Relaxed) < ENCODER_STALE_MS {
                return Err(Refusal::Busy);
            }
            old.replaced.cancel();
        }
        let publisher = Publisher {
            replaced: CancellationToken::new(),
            last_ms: Arc::new(AtomicI64::new(now.0)),
        };
        book.publishers.insert(lesson, publisher.clone());
        drop(book);
        Ok(Claim {
            gate: self.clone(),
            lesson,
            publisher,
            intake: Intake::default(),
            zero: None,
            entered: now,
            run: None,
        })
    }

    fn next_run(&self, lesson: LessonId) -> u32 {
        let stored = recording::runs(&self.folder(lesson)).unwrap_or_default();
        let mut book = self.book();
        let last = book.runs.entry(lesson).or_default();
        *last = stored.last().copied().unwrap_or(0).max(*last) + 1;
        *last
    }
}

/// The right of one connection to publish to a lesson.
pub struct Claim {
    gate: Gate,
    lesson: LessonId,
    publisher: Publisher,
    intake: Intake,
    zero: Option<UtcMs>,
    entered: UtcMs,
    run: Option<Run>,
}

impl Claim {
    /// Cancelled when another connection has taken this one's place.
    pub fn replaced(&self) -> CancellationToken {
        self.publisher.replaced.clone()
    }

    /// Takes a tag that has just arrived.
    ///
    /// # Errors
    /// When the encoder sends what we cannot pass on.
    pub fn take(&mut self, tag: &Tag) -> Result<(), Fault> {
        let now = self.gate.now();
        self.publisher.last_ms.store(now.0, Ordering::Relaxed);
        let opened = self.gate.book().opened.get(&self.lesson).copied();
        if opened != self.zero {
            self.zero = opened;
            self.intake.restart();
        }
        let arrived_ms = now.since_ms(opened.unwrap_or(self.entered)).max(0);
        for step in self.intake.take(tag, arrived_ms)? {
            match step {
                Step::Begin(configs) => self.begin(configs),
                Step::Frame(frame) => {
                    if let Some(run) = &mut self.run {
                        run.push(frame);
                    }
                }
                Step::Jump => tracing::info!(lesson = %self.lesson, "The encoder's time jumped."),
            }
        }
        Ok(())
    }

    fn begin(&mut self, configs: Vec<TrackConfig>) {
        self.end_run();
        let hub = self.gate.0.hubs.of(self.lesson);
        let (number, audience, recorder) = if self.zero.is_some() {
            let number = self.gate.next_run(self.lesson);
            (number, Audience::Lesson, self.recorder(number, configs.clone()))
        } else {
            (0, Audience::Preview, None)
        };
        self.run = Some(Run::begin(hub, number, audience, configs, recorder));
    }

    fn recorder(&self, run: u32, tracks: Vec<TrackConfig>) -> Option<Recorder> {
        let lesson = self.lesson;
        let report = Box::new(move |outcome| tracing::info!(%lesson, run, ?outcome, "Recording."));
        match Recorder::start(self.gate.folder(lesson), run, tracks, report) {
            Ok(recorder) => Some(recorder),
            Err(error) => {
                tracing::error!(%error, %lesson, "No recording: its thread did not start.");
                None
            }
        }
    }

    fn end_run(&mut self) {
        if let Some(run) = self.run.take() {
            run.finish();
        }
    }

    /// Gives the claim back.
    pub fn finish(mut self) {
        let is_mine = !self.publisher.replaced.is_cancelled();
        if is_mine {
            self.gate.book().publishers.remove(&self.lesson);
        }
        self.end_run();
    }
}

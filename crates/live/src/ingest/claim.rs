//! The right of one connection to publish to a lesson, and what it makes of its tags.

use std::sync::atomic::Ordering;

use tokio_util::sync::CancellationToken;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_media::flv::Tag;
use xingtan_media::frame::TrackConfig;

use super::gate::{Gate, Publisher, lock};
use super::intake::{Fault, Intake, Step};
use super::notes::News;
use super::run::Run;
use crate::hub::{Audience, LiveRun, Output};
use crate::media_limits::RUNS_MAX;
use crate::recording::{Recorder, Side};
use crate::voice::Line;

/// The right of one connection to publish to a lesson. Given back when dropped.
pub struct Claim {
    gate: Gate,
    lesson: LessonId,
    publisher: Publisher,
    intake: Intake,
    zero: Option<UtcMs>,
    entered: UtcMs,
    run: Option<Run>,
    by_stage: bool,
}

impl Claim {
    pub(super) fn new(gate: Gate, lesson: LessonId, publisher: Publisher, entered: UtcMs) -> Self {
        let zero = gate.opened_at(lesson);
        let begin_ms = if zero.is_some() { gate.end_ms(lesson) } else { 0 };
        let intake = Intake::new(begin_ms);
        Self { gate, lesson, publisher, intake, zero, entered, run: None, by_stage: false }
    }

    /// What it publishes is what is on the stage.
    #[must_use]
    pub fn by_stage(mut self) -> Self {
        self.by_stage = true;
        self
    }

    /// Cancelled when another connection has taken this one's place.
    pub fn replaced(&self) -> CancellationToken {
        self.publisher.replaced.clone()
    }

    /// Says why the connection ended.
    pub fn trouble(&self, code: &'static str, detail: String) {
        self.gate.trouble(self.lesson, code, detail);
    }

    /// Follows the lesson's opening and closing, also while nothing arrives.
    pub fn follow(&mut self) {
        let opened = self.gate.opened_at(self.lesson);
        if opened == self.zero {
            return;
        }
        self.end_run();
        self.zero = opened;
        let begin_ms = if opened.is_some() { self.gate.end_ms(self.lesson) } else { 0 };
        self.intake = std::mem::replace(&mut self.intake, Intake::new(0)).on_clock(begin_ms);
    }

    /// Takes a tag that has just arrived.
    ///
    /// # Errors
    /// When the encoder sends what we cannot pass on.
    pub fn take(&mut self, tag: &Tag) -> Result<(), Fault> {
        let now = self.gate.now();
        self.publisher.last_ms.store(now.0, Ordering::Relaxed);
        lock(&self.publisher.meter).count(tag, now);
        self.follow();
        let arrived_ms = now.since_ms(self.zero.unwrap_or(self.entered)).max(0);
        for step in self.intake.take(tag, arrived_ms)? {
            match step {
                Step::Begin(configs) => self.begin(configs),
                Step::Frame(frame) => {
                    if let Some(run) = &mut self.run {
                        run.push(frame);
                    }
                }
                Step::Anchor(anchor) => self.tell(News::Anchor(anchor)),
            }
        }
        Ok(())
    }

    fn begin(&mut self, configs: Vec<TrackConfig>) {
        self.end_run();
        lock(&self.publisher.meter).begin(configs.clone());
        let hub = self.gate.0.hubs.of(self.lesson, Output::Programme);
        let (number, audience, recorder) = if self.zero.is_some() {
            let number = self.gate.next_run(self.lesson);
            (number, Audience::Lesson, self.recorder(number, configs.clone()))
        } else {
            (0, Audience::Preview, None)
        };
        let live = LiveRun::new(number, audience, self.zero, configs.clone());
        let voice = self.gate.0.voices.get().and_then(|voices| {
            let hub = self.gate.0.hubs.of(self.lesson, Output::Voice);
            Line::begin(voices, hub, &live, recorder.as_ref())
        });
        self.run = Some(Run::begin(hub, live, (recorder, voice)));
        self.tell(News::Began(configs, self.by_stage));
    }

    fn recorder(&self, run: u32, tracks: Vec<TrackConfig>) -> Option<Recorder> {
        if run > RUNS_MAX {
            return None;
        }
        let lesson = self.lesson;
        let side = side(&self.gate, lesson, tracks.clone());
        match Recorder::start(self.gate.folder(lesson), run, tracks, side) {
            Ok(recorder) => {
                self.gate.keep(lesson, run);
                Some(recorder)
            }
            Err(error) => {
                tracing::error!(%error, %lesson, "No recording: its thread did not start.");
                None
            }
        }
    }

    /// Previews are nobody's news.
    fn tell(&self, news: News) {
        if let Some(run) = self.run.as_ref().filter(|run| run.live().run > 0) {
            self.gate.0.notes.tell(self.lesson, run.live().run, news);
        }
    }

    fn end_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        let number = run.live().run;
        let end_ms = run.finish();
        if number > 0 {
            self.gate.recorded(self.lesson, number, end_ms);
            self.gate.0.notes.tell(self.lesson, number, News::Ended(end_ms));
        }
    }
}

/// What a recorder tells and asks, for a lesson.
fn side(gate: &Gate, lesson: LessonId, tracks: Vec<TrackConfig>) -> Side {
    let (told, asked) = (gate.clone(), gate.clone());
    let report = move |run, outcome| {
        told.stands(lesson, run, outcome);
        told.0.notes.tell(lesson, run, News::Recording(outcome));
    };
    let next_run = move || {
        let run = asked.next_run(lesson);
        if run > RUNS_MAX {
            return None;
        }
        asked.keep(lesson, run);
        asked.0.notes.tell(lesson, run, News::Resumed(tracks.clone()));
        Some(run)
    };
    Side { report: Box::new(report), next_run: Box::new(next_run) }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.end_run();
        self.gate.leave(self.lesson, &self.publisher);
    }
}

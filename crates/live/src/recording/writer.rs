//! The thread that writes what a publisher sends.
//!
//! A disk that fails costs the recording only. What is whole by then ends as a run; once the disk
//! takes bytes again the recording goes on in a new run, with a key frame.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

use xingtan_media::fmp4::Chunk;
use xingtan_media::frame::TrackConfig;
use xingtan_media::segment::lead_track;
use xingtan_room::entry::RecordingState;

use super::track_files::TrackFiles;
use crate::media_limits::{
    RECORDER_QUEUE, RECORDING_PAUSE_MAX, RECORDING_PAUSE_MIN, RESUME_FREE_BYTES,
};

const SYNC_EVERY: Duration = Duration::from_secs(1);

/// How the recording stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All that arrives is kept.
    Recording,
    /// The disk is full; fragments are lost until there is room again.
    DiskFull,
    /// Writing failed for another reason.
    Failed,
    /// All of a run's own tracks is on disk; what is kept beside them may still come.
    Whole,
    /// A run ended: whatever was kept of it is on disk. Its lesson's recording may go on in
    /// another.
    Finished,
}

impl Outcome {
    /// How the recording stands by it; nothing when only a run ended.
    pub const fn state(self) -> Option<RecordingState> {
        match self {
            Self::Recording => Some(RecordingState::Recording),
            Self::DiskFull => Some(RecordingState::DiskFull),
            Self::Failed => Some(RecordingState::Failed),
            Self::Whole | Self::Finished => None,
        }
    }

    fn of(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Failed,
        }
    }
}

/// What the writer's thread tells the lesson, and asks of it.
pub struct Side {
    /// Called with a run and how it or the recording stands.
    pub report: Box<dyn Fn(u32, Outcome) + Send>,
    /// Gives the number of another run; nothing when there are too many.
    pub next_run: Box<dyn Fn() -> Option<u32> + Send>,
}

/// Hands fragments to the writer's thread; never waits for the disk.
#[derive(Debug)]
pub struct Recorder {
    jobs: SyncSender<Job>,
    lead: Option<u32>,
    lost: u64,
    has_gap: bool,
}

#[derive(Debug)]
enum Job {
    Keep(Chunk),
    /// Fragments were lost before this one, which is a key.
    KeepAfterGap(Chunk),
    /// Of a track that came to the run later; it never begins a run.
    KeepBeside(Chunk, Arc<TrackConfig>),
    /// No more of the run's own tracks will come.
    Whole,
}

/// How much of a run is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It is arriving.
    Arriving,
    /// All of its own tracks; what is kept beside them may still come.
    Whole,
    /// All of it: nothing is written any more.
    Written,
}

/// Hands in what is kept beside a run's own tracks. The run is open while one is held.
#[derive(Debug, Clone)]
pub struct Beside {
    jobs: SyncSender<Job>,
    config: Arc<TrackConfig>,
}

impl Beside {
    /// Queues a fragment; a full queue loses it.
    pub fn push(&self, chunk: Chunk) {
        let job = Job::KeepBeside(chunk, Arc::clone(&self.config));
        if let Err(TrySendError::Full(_)) = self.jobs.try_send(job) {
            tracing::warn!("The disk is too slow; the recorded voice has a gap.");
        }
    }
}

impl Recorder {
    /// Starts the thread that keeps a run in a lesson's folder.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(
        folder: PathBuf,
        run: u32,
        tracks: Vec<TrackConfig>,
        side: Side,
    ) -> io::Result<Self> {
        let (jobs, queue) = sync_channel(RECORDER_QUEUE);
        let lead = lead_track(&tracks);
        std::thread::Builder::new().name(format!("recorder-{run}")).spawn(move || {
            Writer::new(folder, run, tracks, side).work(&queue);
        })?;
        Ok(Self { jobs, lead, lost: 0, has_gap: false })
    }

    /// Queues a fragment. A full queue loses it and those up to the next key, and the loss is
    /// logged.
    pub fn push(&mut self, chunk: Chunk) {
        let job = match self.has_gap {
            false => Job::Keep(chunk),
            true if is_key(&chunk, self.lead) => Job::KeepAfterGap(chunk),
            true => return,
        };
        match self.jobs.try_send(job) {
            Ok(()) => self.has_gap = false,
            Err(TrySendError::Full(_)) => {
                self.has_gap = true;
                self.lost += 1;
                if self.lost.is_power_of_two() {
                    let lost = self.lost;
                    tracing::warn!(lost, "The disk is too slow; the recording has a gap.");
                }
            }
            Err(TrySendError::Disconnected(_)) => {}
        }
    }

    /// For a track that comes to the run later.
    pub fn beside(&self, config: TrackConfig) -> Beside {
        Beside { jobs: self.jobs.clone(), config: Arc::new(config) }
    }

    /// No more fragments will come; the thread writes what is queued and ends, once nothing is kept
    /// beside them any more.
    pub fn finish(self) {
        // Where the queue is full, the run is told of when it is written.
        let _ = self.jobs.try_send(Job::Whole);
    }
}

fn is_key(chunk: &Chunk, lead: Option<u32>) -> bool {
    chunk.keyframe && Some(chunk.track) == lead
}

struct Writer {
    folder: PathBuf,
    run: u32,
    /// Whether the run's end was told, so that another must begin.
    is_over: bool,
    tracks: Vec<TrackConfig>,
    side: Side,
    state: Option<Outcome>,
    open: Option<TrackFiles>,
    /// When to try again after a failure.
    retry_at: Option<Instant>,
    pause: Duration,
    begun: Instant,
}

impl Writer {
    fn new(folder: PathBuf, run: u32, tracks: Vec<TrackConfig>, side: Side) -> Self {
        Self {
            folder,
            run,
            is_over: false,
            tracks,
            side,
            state: None,
            open: None,
            retry_at: None,
            pause: RECORDING_PAUSE_MIN,
            begun: Instant::now(),
        }
    }

    fn work(mut self, queue: &Receiver<Job>) {
        let mut synced = Instant::now();
        loop {
            match queue.recv_timeout(SYNC_EVERY) {
                Ok(Job::Keep(chunk)) => self.keep(&chunk),
                Ok(Job::KeepAfterGap(chunk)) => {
                    self.end_run();
                    self.keep(&chunk);
                }
                Ok(Job::KeepBeside(chunk, config)) => self.keep_beside(&chunk, &config),
                Ok(Job::Whole) if !self.is_over => (self.side.report)(self.run, Outcome::Whole),
                Ok(Job::Whole) => {}
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if synced.elapsed() >= SYNC_EVERY {
                if let Err(error) = self.open.as_ref().map_or(Ok(()), TrackFiles::sync) {
                    self.fail(&error);
                }
                synced = Instant::now();
            }
        }
        self.end_run();
        if !self.is_over {
            // Nothing of it could be written.
            (self.side.report)(self.run, Outcome::Finished);
        }
    }

    fn keep(&mut self, chunk: &Chunk) {
        if self.open.is_none() && !self.may_begin(chunk) {
            return;
        }
        match self.write(chunk) {
            Ok(()) => self.tell(Outcome::Recording),
            Err(error) => self.fail(&error),
        }
    }

    fn keep_beside(&mut self, chunk: &Chunk, config: &TrackConfig) {
        let Some(open) = &mut self.open else { return };
        // What was said while nothing could be kept belongs to no run.
        if chunk.end_ms() <= open.start_ms {
            return;
        }
        if let Err(error) = open.also(config).and_then(|()| open.append(chunk)) {
            self.fail(&error);
        }
    }

    /// The first run begins with what comes first, every later one with a key.
    fn may_begin(&mut self, chunk: &Chunk) -> bool {
        let is_later = self.is_over || self.retry_at.is_some();
        let is_time = self.retry_at.is_none_or(|at| at <= Instant::now());
        if is_later && !(is_time && is_key(chunk, lead_track(&self.tracks))) {
            return false;
        }
        if self.state == Some(Outcome::DiskFull) && !self.has_room() {
            self.wait_longer();
            return false;
        }
        if self.is_over {
            let Some(run) = (self.side.next_run)() else { return false };
            (self.run, self.is_over) = (run, false);
        }
        true
    }

    fn write(&mut self, chunk: &Chunk) -> io::Result<()> {
        if self.open.is_none() {
            self.open = Some(TrackFiles::create(&self.folder, self.run, &self.tracks)?);
            self.begun = Instant::now();
        }
        self.open.as_mut().map_or(Ok(()), |open| open.append(chunk))
    }

    /// Whether the disk has room for more than a moment. Where that cannot be asked, trying tells.
    fn has_room(&self) -> bool {
        let free = rustix::fs::statvfs(&self.folder);
        free.is_ok_and(|free| free.f_bavail.saturating_mul(free.f_frsize) >= RESUME_FREE_BYTES)
            || !self.folder.exists()
    }

    fn fail(&mut self, error: &io::Error) {
        let outcome = Outcome::of(error);
        if self.open.is_some() && self.begun.elapsed() > RECORDING_PAUSE_MAX {
            self.pause = RECORDING_PAUSE_MIN;
        }
        if self.state == Some(outcome) {
            tracing::debug!(%error, run = self.run, "The recording still cannot be written.");
        } else {
            let folder = self.folder.display();
            tracing::error!(%error, run = self.run, %folder,
                "The recording cannot be written; the lesson goes on.");
        }
        self.end_run();
        self.tell(outcome);
        self.wait_longer();
    }

    fn wait_longer(&mut self) {
        self.retry_at = Some(Instant::now() + self.pause);
        self.pause = (self.pause * 2).min(RECORDING_PAUSE_MAX);
    }

    /// What is whole stays as a run; where there is nothing, the run's number is used again.
    fn end_run(&mut self) {
        if self.is_over {
            return;
        }
        let Some(written) = self.open.take().filter(|open| open.chunks > 0) else {
            TrackFiles::remove(&self.folder, self.run, &self.tracks);
            return;
        };
        if let Err(error) = written.sync() {
            tracing::warn!(%error, run = self.run, "A run's end was not synced.");
        }
        self.is_over = true;
        (self.side.report)(self.run, Outcome::Finished);
    }

    fn tell(&mut self, state: Outcome) {
        if self.state == Some(state) {
            return;
        }
        if state == Outcome::Recording && self.state.is_some() {
            tracing::info!(run = self.run, "The recording goes on.");
        }
        if state == Outcome::Recording {
            self.retry_at = None;
        }
        self.state = Some(state);
        (self.side.report)(self.run, state);
    }
}

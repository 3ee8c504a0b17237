//! The thread that writes a run.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

use xingtan_media::fmp4::{self, Chunk};
use xingtan_media::frame::TrackConfig;
use xingtan_media::index::Record;

use super::files::{index_path, init_path, track_path};
use crate::media_limits::RECORDER_QUEUE;

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
    /// The run is on disk in full.
    Finished,
}

/// Tells the lesson how its recording stands. Called on the writer's thread.
pub type Report = Box<dyn Fn(Outcome) + Send>;

/// Hands fragments to the writer's thread; never waits for the disk.
#[derive(Debug)]
pub struct Recorder {
    jobs: SyncSender<Chunk>,
    lost: u64,
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
        report: Report,
    ) -> io::Result<Self> {
        let (jobs, queue) = sync_channel(RECORDER_QUEUE);
        std::thread::Builder::new().name(format!("recorder-{run}")).spawn(move || {
            Writer { folder, run, tracks, report, state: None, open: None }.work(&queue);
        })?;
        Ok(Self { jobs, lost: 0 })
    }

    /// Queues a fragment. A full queue loses it, and the loss is logged.
    pub fn push(&mut self, chunk: Chunk) {
        if let Err(TrySendError::Full(_)) = self.jobs.try_send(chunk) {
            self.lost += 1;
            if self.lost.is_power_of_two() {
                tracing::warn!(lost = self.lost, "The disk is too slow; the recording has a gap.");
            }
        }
    }

    /// No more fragments will come; the thread writes what is queued and ends.
    pub fn finish(self) {}
}

struct Writer {
    folder: PathBuf,
    run: u32,
    tracks: Vec<TrackConfig>,
    report: Report,
    state: Option<Outcome>,
    open: Option<Open>,
}

struct Open {
    index: File,
    tracks: BTreeMap<u32, (File, u64)>,
}

impl Writer {
    fn work(mut self, queue: &Receiver<Chunk>) {
        let mut synced = Instant::now();
        loop {
            match queue.recv_timeout(SYNC_EVERY) {
                Ok(chunk) => {
                    let result = self.write(&chunk);
                    self.tell(result);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if synced.elapsed() >= SYNC_EVERY {
                let result = self.open.as_ref().map_or(Ok(()), Open::sync);
                self.tell(result);
                synced = Instant::now();
            }
        }
        let result = self.open.as_ref().map_or(Ok(()), Open::sync);
        self.tell(result);
        (self.report)(Outcome::Finished);
    }

    fn write(&mut self, chunk: &Chunk) -> io::Result<()> {
        if self.open.is_none() {
            self.open = Some(Open::create(&self.folder, self.run, &self.tracks)?);
        }
        self.open.as_mut().map_or(Ok(()), |open| open.append(chunk))
    }

    fn tell(&mut self, result: io::Result<()>) {
        let state = match result {
            Ok(()) => Outcome::Recording,
            Err(error) if error.kind() == io::ErrorKind::StorageFull => Outcome::DiskFull,
            Err(error) => {
                tracing::error!(%error, "The recording cannot be written.");
                Outcome::Failed
            }
        };
        if self.state != Some(state) {
            self.state = Some(state);
            (self.report)(state);
        }
    }
}

impl Open {
    fn create(folder: &Path, run: u32, configs: &[TrackConfig]) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let file = |path: PathBuf| OpenOptions::new().create(true).append(true).open(path);
        let mut tracks = BTreeMap::new();
        for config in configs {
            let mut file = file(track_path(folder, run, config.track))?;
            let mut size = file.metadata()?.len();
            if size == 0 {
                let init = fmp4::init(std::slice::from_ref(config));
                if let Err(error) = file.write_all(&init) {
                    // Why it could not be written is what the teacher must know.
                    let _ = file.set_len(0);
                    return Err(error);
                }
                size = init.len() as u64;
            }
            tracks.insert(config.track, (file, size));
        }
        fs::write(init_path(folder, run), fmp4::init(configs))?;
        let index = file(index_path(folder, run))?;
        Ok(Self { index, tracks })
    }

    fn append(&mut self, chunk: &Chunk) -> io::Result<()> {
        let Some((file, size)) = self.tracks.get_mut(&chunk.track) else { return Ok(()) };
        if let Err(error) = file.write_all(&chunk.bytes) {
            // Half a chunk would spoil all that follow.
            file.set_len(*size)?;
            return Err(error);
        }
        let record = Record::new(chunk, *size);
        *size = record.end_offset();
        let indexed = self.index.metadata()?.len();
        if let Err(error) = self.index.write_all(&record.to_bytes()) {
            // A torn record would hide all that follow; the chunk itself is found again.
            self.index.set_len(indexed)?;
            return Err(error);
        }
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        for (file, _) in self.tracks.values() {
            file.sync_data()?;
        }
        self.index.sync_data()
    }
}

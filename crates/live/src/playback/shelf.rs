//! The recorded runs of lessons, cut into segments.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use xingtan_base::ids::LessonId;
use xingtan_media::frame::{VOICE, ms_to_ticks};
use xingtan_media::index::{self, Record};
use xingtan_media::segment::Segment;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Db, Tx};
use xingtan_platform::files::Files;

use super::cut::{Cut, voice_track};
use super::kept::{Kept, Version};
use super::read::{Part, Place, Retold, off_thread, store_error};
use crate::hub::{Hubs, Output};
use crate::ingest::{Gate, Notes};
use crate::media_limits::{INDEX_BYTES_MAX, RUNS_READ_AT_ONCE, TRACK_HEAD_BYTES_MAX};
use crate::recording::{self, Progress, RecordedRun, rows, store};

/// A recorded run, cut into segments.
#[derive(Debug)]
pub struct StoredRun {
    /// Its number within the lesson.
    pub run: u32,
    /// Its earliest and its latest time on the lesson's clock.
    pub span_ms: Option<(i64, i64)>,
    /// How much of it is there.
    pub progress: Progress,
    /// Picture and sound.
    pub programme: Arc<Cut>,
    /// The voice, where there is sound.
    pub voice: Option<Arc<Cut>>,
    lesson: LessonId,
    folder: PathBuf,
}

/// What is read of a run before it is cut.
struct Found {
    recorded: RecordedRun,
    /// The init segment of the programme.
    init: Bytes,
    /// The init segment of the voice, where it is not the programme's.
    voice_init: Option<Bytes>,
}

impl StoredRun {
    fn new((lesson, folder): (LessonId, PathBuf), found: Found, progress: Progress) -> Self {
        let Found { recorded, init, voice_init } = found;
        let (run, span_ms) = (recorded.run, recorded.span_ms());
        let voice = voice_track(&recorded.records);
        let of_voice = |record: &&Record| Some(record.track) == voice;
        let spoken: Vec<Record> = match voice_init {
            Some(_) => recorded.records.iter().filter(of_voice).copied().collect(),
            None => Vec::new(),
        };
        let mut records = recorded.records;
        records.retain(|record| record.track != VOICE);
        let cut = |records, init, is_whole| Arc::new(Cut::new(run, records, init, is_whole));
        let programme = cut(records, init, progress != Progress::Arriving);
        let voice = match voice_init {
            Some(init) => Some(cut(spoken, init, progress == Progress::Written)),
            None => voice.map(|_| Arc::clone(&programme)),
        };
        Self { run, span_ms, progress, programme, voice, lesson, folder }
    }

    /// What there is of an output.
    pub fn cut(&self, output: Output) -> Option<&Arc<Cut>> {
        match output {
            Output::Programme => Some(&self.programme),
            Output::Voice => self.voice.as_ref(),
        }
    }

    /// Where a segment's bytes lie.
    pub(super) fn parts(&self, cut: &Cut, segment: &Segment) -> Vec<Part> {
        let mut places: HashMap<u32, Place> = HashMap::new();
        let part = |record: &Record| {
            let place = places.entry(record.track).or_insert_with(|| self.place(record.track));
            let (offset, length) = (record.offset, u64::from(record.len));
            Part { file: place.clone(), offset, length, retold: None }
        };
        cut.records(segment).iter().map(part).collect()
    }

    /// The same, with times told from `start_ms` of the lesson on.
    pub(super) fn parts_from(&self, cut: &Cut, segment: &Segment, start_ms: i64) -> Vec<Part> {
        let mut parts = self.parts(cut, segment);
        for (part, record) in parts.iter_mut().zip(cut.records(segment)) {
            let start = u64::try_from(ms_to_ticks(start_ms, record.timescale)).unwrap_or(0);
            let (chunk, stored) = (record.offset, record.base_dts);
            part.retold = Some(Retold { chunk, stored, told: stored.saturating_sub(start) });
        }
        parts
    }

    fn place(&self, track: u32) -> Place {
        Place {
            path: recording::track_path(&self.folder, self.run, track).into(),
            key: store::track_key(self.lesson, self.run, track).into(),
        }
    }
}

/// The track of a run's voice and the length of its file's head, where that is needed: a run of
/// one track has the same init segment for both.
fn voice_head(records: &[Record]) -> Option<(u32, u64)> {
    let track = voice_track(records)?;
    let is_alone = records.iter().all(|record| record.track == track);
    let first = records.iter().find(|record| record.track == track)?;
    (!is_alone && first.offset <= TRACK_HEAD_BYTES_MAX).then_some((track, first.offset))
}

/// Why recordings cannot be read now.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Their files cannot be read.
    #[error("a recording's files cannot be read")]
    Files(#[from] io::Error),
    /// It is not known which there are.
    #[error("it is not known which runs were recorded")]
    Rows(#[from] db::Error),
}

/// Reads runs and keeps the latest of them in memory. Clones share everything.
#[derive(Clone)]
pub struct Shelves {
    gate: Gate,
    store: Option<(Db, Files)>,
    kept: Arc<Mutex<Kept<Arc<StoredRun>>>>,
}

impl Shelves {
    /// Over the gate's recordings on disk.
    pub fn new(gate: Gate) -> Self {
        Self { gate, store: None, kept: Arc::default() }
    }

    /// Over all recordings of a server that does not run, as at its console.
    pub fn at_rest(ctx: &Ctx) -> Self {
        let recordings = ctx.config.data.join("recordings");
        let (notes, _) = Notes::new();
        let gate = Gate::new(ctx.clock.clone(), Hubs::default(), recordings, notes, None);
        Self::new(gate).with_store(ctx.db.clone(), ctx.files.clone())
    }

    /// Also over what has gone to the file store.
    #[must_use]
    pub fn with_store(mut self, db: Db, files: Files) -> Self {
        self.store = Some((db, files));
        self
    }

    /// Where the bytes are that are not on disk any more.
    pub(crate) fn files(&self) -> Option<Files> {
        self.store.as_ref().map(|(_, files)| files.clone())
    }

    /// A lesson's runs that hold anything, in order. One that is neither on disk nor in the file
    /// store is left out.
    ///
    /// # Errors
    /// When the files or the rows cannot be read.
    pub async fn all(&self, lesson: LessonId) -> Result<Vec<Arc<StoredRun>>, Unreadable> {
        let folder = self.gate.folder(lesson);
        let on_disk = off_thread(move || recording::runs(&folder)).await?;
        let mut numbers: BTreeSet<u32> = on_disk.into_iter().collect();
        if let Some((db, _)) = &self.store {
            let rows = db.read("playback.runs", async move |tx: &Tx| rows::of(tx, lesson).await);
            let rows: Result<_, db::Error> = rows.await;
            let is_stored = |row: &&rows::RunRow| row.state == rows::RunState::Stored;
            numbers.extend(rows?.iter().filter(is_stored).map(|row| row.run));
        }
        let read = |run| async move {
            match self.read(lesson, run).await {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                other => other.map(Some),
            }
        };
        let runs: Vec<_> =
            stream::iter(numbers).map(read).buffered(RUNS_READ_AT_ONCE).try_collect().await?;
        let is_anything = |run: &Arc<StoredRun>| !run.programme.segments.is_empty();
        Ok(runs.into_iter().flatten().filter(is_anything).collect())
    }

    /// One run.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub async fn one(&self, lesson: LessonId, run: u32) -> Result<Arc<StoredRun>, Unreadable> {
        Ok(self.read(lesson, run).await?)
    }

    async fn read(&self, lesson: LessonId, run: u32) -> io::Result<Arc<StoredRun>> {
        let shelves = self.clone();
        match off_thread(move || shelves.read_disk(lesson, run)).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.read_store(lesson, run).await
            }
            other => other,
        }
    }

    fn read_disk(&self, lesson: LessonId, run: u32) -> io::Result<Arc<StoredRun>> {
        let folder = self.gate.folder(lesson);
        let version = Version {
            index_bytes: std::fs::metadata(recording::index_path(&folder, run))?.len(),
            progress: self.gate.progress(lesson, run),
        };
        if let Some((known, stored)) = self.kept().find((lesson, run))
            && known == version
        {
            return Ok(stored);
        }
        let recorded = recording::open_run(&folder, run)?;
        let init = std::fs::read(recorded.init_path())?.into();
        let head = |(track, length)| head(&recorded.track_path(track), length);
        let voice_init = voice_head(&recorded.records).map(head).transpose()?;
        let found = Found { recorded, init, voice_init };
        Ok(self.keep(version, StoredRun::new((lesson, folder), found, version.progress)))
    }

    /// A run that is not on disk any more does not change any more.
    async fn read_store(&self, lesson: LessonId, run: u32) -> io::Result<Arc<StoredRun>> {
        if let Some((known, stored)) = self.kept().find((lesson, run))
            && known.progress == Progress::Written
        {
            return Ok(stored);
        }
        let files = self.files().ok_or(io::ErrorKind::NotFound)?;
        let index = whole(&files, &store::index_key(lesson, run)).await?;
        let init = whole(&files, &store::init_key(lesson, run)).await?;
        let version = Version { index_bytes: index.len() as u64, progress: Progress::Written };
        let (folder, records): (PathBuf, _) = (self.gate.folder(lesson), index::read(&index).0);
        let voice_init = match voice_head(&records) {
            Some((track, length)) => {
                let key = store::track_key(lesson, run, track);
                Some(files.get_range(&key, 0..length).await.map_err(store_error)?)
            }
            None => None,
        };
        let recorded = RecordedRun::new(folder.clone(), run, records);
        let found = Found { recorded, init, voice_init };
        Ok(self.keep(version, StoredRun::new((lesson, folder), found, Progress::Written)))
    }

    fn keep(&self, version: Version, stored: StoredRun) -> Arc<StoredRun> {
        let name = (stored.lesson, stored.run);
        let stored = Arc::new(stored);
        self.kept().keep(name, version, Arc::clone(&stored));
        stored
    }

    fn kept(&self) -> MutexGuard<'_, Kept<Arc<StoredRun>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The first bytes of a file.
fn head(path: &Path, length: u64) -> io::Result<Bytes> {
    let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
    File::open(path)?.read_exact(&mut bytes)?;
    Ok(bytes.into())
}

async fn whole(files: &Files, key: &str) -> io::Result<Bytes> {
    let size = files.size(key).await.map_err(store_error)?.ok_or(io::ErrorKind::NotFound)?;
    if size > INDEX_BYTES_MAX {
        return Err(io::Error::other(format!("{key} has {size} bytes")));
    }
    files.get_range(key, 0..size).await.map_err(store_error)
}

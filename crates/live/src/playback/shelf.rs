//! The recorded runs of lessons, cut into segments.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use xingtan_base::ids::LessonId;
use xingtan_media::frame::ms_to_ticks;
use xingtan_media::index::{self, Record};
use xingtan_media::segment::{Segment, Segmenter};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Db, Tx};
use xingtan_platform::files::Files;

use super::kept::{Kept, Version};
use super::read::{Part, Place, Retold, off_thread, store_error};
use crate::hub::Hubs;
use crate::ingest::{Gate, Notes};
use crate::media_limits::{INDEX_BYTES_MAX, RUNS_READ_AT_ONCE};
use crate::recording::{self, RecordedRun, rows, store};

/// A recorded run with its segments. While it is still written, the open segment is left out.
#[derive(Debug)]
pub struct StoredRun {
    /// Its chunks.
    pub recorded: RecordedRun,
    /// Its closed segments.
    pub segments: Vec<Segment>,
    /// The init segment of all its tracks.
    pub init: Bytes,
    lesson: LessonId,
}

impl StoredRun {
    fn new(lesson: LessonId, recorded: RecordedRun, init: Bytes, is_written: bool) -> Self {
        let records = &recorded.records;
        let picture = records.iter().any(|r| r.track == xingtan_media::frame::PICTURE);
        let first = records.first().map_or(0, |record| record.track);
        let lead = if picture { xingtan_media::frame::PICTURE } else { first };
        let mut segmenter = Segmenter::new(recorded.run, lead);
        let mut segments: Vec<_> =
            records.iter().filter_map(|record| segmenter.push_record(record)).collect();
        if is_written {
            segments.extend(segmenter.finish());
        }
        Self { recorded, segments, init, lesson }
    }

    /// Where a segment's bytes lie.
    pub(super) fn parts(&self, segment: &Segment) -> Vec<Part> {
        let records = self.recorded.records.get(segment.chunks.clone()).unwrap_or_default();
        let mut places: HashMap<u32, Place> = HashMap::new();
        let part = |record: &Record| {
            let place = places.entry(record.track).or_insert_with(|| self.place(record.track));
            let (offset, length) = (record.offset, u64::from(record.len));
            Part { file: place.clone(), offset, length, retold: None }
        };
        records.iter().map(part).collect()
    }

    /// The same, with times told from `start_ms` of the lesson on.
    pub(super) fn parts_from(&self, segment: &Segment, start_ms: i64) -> Vec<Part> {
        let records = self.recorded.records.get(segment.chunks.clone()).unwrap_or_default();
        let mut parts = self.parts(segment);
        for (part, record) in parts.iter_mut().zip(records) {
            let start = u64::try_from(ms_to_ticks(start_ms, record.timescale)).unwrap_or(0);
            let (chunk, stored) = (record.offset, record.base_dts);
            part.retold = Some(Retold { chunk, stored, told: stored.saturating_sub(start) });
        }
        parts
    }

    fn place(&self, track: u32) -> Place {
        Place {
            path: self.recorded.track_path(track).into(),
            key: store::track_key(self.lesson, self.recorded.run, track).into(),
        }
    }
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
        Ok(runs.into_iter().flatten().filter(|run| !run.segments.is_empty()).collect())
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
            is_written: !self.gate.is_keeping(lesson, run),
        };
        if let Some((known, stored)) = self.kept().find((lesson, run))
            && known == version
        {
            return Ok(stored);
        }
        let recorded = recording::open_run(&folder, run)?;
        let init = std::fs::read(recorded.init_path())?.into();
        Ok(self.keep(version, StoredRun::new(lesson, recorded, init, version.is_written)))
    }

    /// A run that is not on disk any more does not change any more.
    async fn read_store(&self, lesson: LessonId, run: u32) -> io::Result<Arc<StoredRun>> {
        if let Some((known, stored)) = self.kept().find((lesson, run))
            && known.is_written
        {
            return Ok(stored);
        }
        let files = self.files().ok_or(io::ErrorKind::NotFound)?;
        let index = whole(&files, &store::index_key(lesson, run)).await?;
        let init = whole(&files, &store::init_key(lesson, run)).await?;
        let version = Version { index_bytes: index.len() as u64, is_written: true };
        let (folder, records): (PathBuf, _) = (self.gate.folder(lesson), index::read(&index).0);
        let recorded = RecordedRun::new(folder, run, records);
        Ok(self.keep(version, StoredRun::new(lesson, recorded, init, true)))
    }

    fn keep(&self, version: Version, stored: StoredRun) -> Arc<StoredRun> {
        let name = (stored.lesson, stored.recorded.run);
        let stored = Arc::new(stored);
        self.kept().keep(name, version, Arc::clone(&stored));
        stored
    }

    fn kept(&self) -> MutexGuard<'_, Kept<Arc<StoredRun>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn whole(files: &Files, key: &str) -> io::Result<Bytes> {
    let size = files.size(key).await.map_err(store_error)?.ok_or(io::ErrorKind::NotFound)?;
    if size > INDEX_BYTES_MAX {
        return Err(io::Error::other(format!("{key} has {size} bytes")));
    }
    files.get_range(key, 0..size).await.map_err(store_error)
}

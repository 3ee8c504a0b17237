//! The recorded runs of lessons, cut into segments.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use xingtan_base::ids::LessonId;
use xingtan_media::segment::{Segment, Segmenter};

use super::bytes::Part;
use crate::ingest::Gate;
use crate::media_limits::SHELVES_MAX;
use crate::recording::{self, RecordedRun};

/// A recorded run with its segments. While it is still written, the open segment is left out.
#[derive(Debug)]
pub struct StoredRun {
    /// Its files.
    pub recorded: RecordedRun,
    /// Its closed segments.
    pub segments: Vec<Segment>,
    /// The init segment of all its tracks.
    pub init: bytes::Bytes,
}

impl StoredRun {
    /// Where a segment's bytes lie.
    pub(super) fn parts(&self, segment: &Segment) -> Vec<Part> {
        let records = self.recorded.records.get(segment.chunks.clone()).unwrap_or_default();
        let part = |record: &xingtan_media::index::Record| Part {
            path: self.recorded.track_path(record.track).into(),
            offset: record.offset,
            length: u64::from(record.len),
        };
        records.iter().map(part).collect()
    }
}

type Kept = HashMap<(LessonId, u32), (Version, Arc<StoredRun>)>;

/// What makes a cached run stale: its index grew, or its writing ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Version {
    index_bytes: u64,
    is_written: bool,
}

/// Reads runs and keeps the latest of them in memory. Clones share everything.
#[derive(Clone)]
pub struct Shelves {
    gate: Gate,
    kept: Arc<Mutex<Kept>>,
}

impl Shelves {
    /// Over the gate's recordings.
    pub fn new(gate: Gate) -> Self {
        Self { gate, kept: Arc::default() }
    }

    /// A lesson's runs that hold anything, in order.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub async fn all(&self, lesson: LessonId) -> io::Result<Vec<Arc<StoredRun>>> {
        let shelves = self.clone();
        off_thread(move || {
            let numbers = recording::runs(&shelves.gate.folder(lesson))?;
            let mut runs = Vec::with_capacity(numbers.len());
            for run in numbers {
                runs.push(shelves.read(lesson, run)?);
            }
            runs.retain(|run| !run.segments.is_empty());
            Ok(runs)
        })
        .await
    }

    /// One run.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub async fn one(&self, lesson: LessonId, run: u32) -> io::Result<Arc<StoredRun>> {
        let shelves = self.clone();
        off_thread(move || shelves.read(lesson, run)).await
    }

    fn read(&self, lesson: LessonId, run: u32) -> io::Result<Arc<StoredRun>> {
        let folder = self.gate.folder(lesson);
        let version = Version {
            index_bytes: std::fs::metadata(recording::index_path(&folder, run))?.len(),
            is_written: !self.gate.is_keeping(lesson, run),
        };
        if let Some((known, stored)) = self.kept().get(&(lesson, run))
            && *known == version
        {
            return Ok(Arc::clone(stored));
        }
        let stored = Arc::new(open(folder, run, version.is_written)?);
        let mut kept = self.kept();
        if kept.len() >= SHELVES_MAX {
            kept.clear();
        }
        kept.insert((lesson, run), (version, Arc::clone(&stored)));
        Ok(stored)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(folder: PathBuf, run: u32, is_written: bool) -> io::Result<StoredRun> {
    let recorded = recording::open_run(&folder, run)?;
    let picture = recorded.records.iter().any(|r| r.track == xingtan_media::frame::PICTURE);
    let first = recorded.records.first().map_or(0, |record| record.track);
    let lead = if picture { xingtan_media::frame::PICTURE } else { first };
    let mut segmenter = Segmenter::new(run, lead);
    let mut segments: Vec<_> =
        recorded.records.iter().filter_map(|record| segmenter.push_record(record)).collect();
    if is_written {
        segments.extend(segmenter.finish());
    }
    let init = std::fs::read(recorded.init_path())?.into();
    Ok(StoredRun { recorded, segments, init })
}

/// Runs blocking work on files away from the sockets' threads.
pub(super) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

//! The files of recorded runs, and what a crash left of them.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::index::{RECORD_BYTES, Record};

/// A run on disk.
#[derive(Debug, Clone)]
pub struct RecordedRun {
    /// Its number within the lesson.
    pub run: u32,
    /// Its fragments in the order they were made.
    pub records: Vec<Record>,
    folder: PathBuf,
}

impl RecordedRun {
    /// A track's file.
    pub fn track_path(&self, track: u32) -> PathBuf {
        track_path(&self.folder, self.run, track)
    }
}

/// A track's file in a lesson's folder.
pub(super) fn track_path(folder: &Path, run: u32, track: u32) -> PathBuf {
    folder.join(format!("run-{run}-track-{track}.mp4"))
}

/// A run's index in a lesson's folder.
pub(super) fn index_path(folder: &Path, run: u32) -> PathBuf {
    folder.join(format!("run-{run}.index"))
}

/// The numbers of the runs in a lesson's folder, in order.
///
/// # Errors
/// When the folder is there but cannot be read.
pub fn runs(folder: &Path) -> io::Result<Vec<u32>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut numbers = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix("run-"));
        let number = number.and_then(|name| name.strip_suffix(".index"));
        numbers.extend(number.and_then(|number| number.parse::<u32>().ok()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// Reads a run. Records whose bytes did not reach the disk are left out; nothing is changed, so
/// that a run still being written can be read.
///
/// # Errors
/// When its files cannot be read.
pub fn open_run(folder: &Path, run: u32) -> io::Result<RecordedRun> {
    let records = Record::read_all(&fs::read(index_path(folder, run))?);
    let mut sizes = BTreeMap::new();
    for record in &records {
        if let std::collections::btree_map::Entry::Vacant(place) = sizes.entry(record.track) {
            place
                .insert(fs::metadata(track_path(folder, run, record.track)).map_or(0, |m| m.len()));
        }
    }
    let is_whole = |record: &&Record| {
        let end = record.offset.checked_add(record.length);
        end.is_some_and(|end| sizes.get(&record.track).is_some_and(|size| end <= *size))
    };
    let records = records.iter().take_while(is_whole).copied().collect();
    Ok(RecordedRun { run, records, folder: folder.to_owned() })
}

/// Cuts off what a crash left half written. For runs that nobody writes.
///
/// # Errors
/// When the files cannot be changed.
pub fn recover_run(folder: &Path, run: u32) -> io::Result<RecordedRun> {
    let whole = open_run(folder, run)?;
    let mut ends = BTreeMap::new();
    for record in &whole.records {
        ends.insert(record.track, record.offset + record.length);
    }
    for (track, end) in ends {
        cut(&whole.track_path(track), end)?;
    }
    cut(&index_path(folder, run), (whole.records.len() * RECORD_BYTES) as u64)?;
    Ok(whole)
}

fn cut(path: &Path, size: u64) -> io::Result<()> {
    let file: File = OpenOptions::new().write(true).open(path)?;
    if file.metadata()?.len() > size {
        file.set_len(size)?;
        file.sync_all()?;
    }
    Ok(())
}

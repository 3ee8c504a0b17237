//! The files of recorded runs, and what a crash left of them.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use xingtan_media::frame::VOICE;
use xingtan_media::index::{self, Record};
use xingtan_media::recovery;

/// A run on disk.
#[derive(Debug, Clone)]
pub struct RecordedRun {
    /// Its number within the lesson.
    pub run: u32,
    /// Its chunks in the order they were made.
    pub records: Vec<Record>,
    folder: PathBuf,
}

impl RecordedRun {
    /// A run of which these records are known; its files need not be on this disk.
    pub(crate) const fn new(folder: PathBuf, run: u32, records: Vec<Record>) -> Self {
        Self { run, records, folder }
    }

    /// A track's file.
    pub fn track_path(&self, track: u32) -> PathBuf {
        track_path(&self.folder, self.run, track)
    }

    /// The init segment of all its tracks.
    pub fn init_path(&self) -> PathBuf {
        init_path(&self.folder, self.run)
    }

    /// The earliest and the latest time of its programme on the lesson's clock.
    pub fn span_ms(&self) -> Option<(i64, i64)> {
        let programme = || self.records.iter().filter(|record| record.track != VOICE);
        let start = programme().map(Record::start_ms).min()?;
        let end = programme().map(Record::end_ms).max()?;
        Some((start, end))
    }
}

/// A track's file in a lesson's folder.
pub(crate) fn track_path(folder: &Path, run: u32, track: u32) -> PathBuf {
    folder.join(format!("run-{run}-track-{track}.mp4"))
}

/// The init segment of all of a run's tracks.
pub(super) fn init_path(folder: &Path, run: u32) -> PathBuf {
    folder.join(format!("run-{run}-init.mp4"))
}

/// A run's index in a lesson's folder.
pub(crate) fn index_path(folder: &Path, run: u32) -> PathBuf {
    folder.join(format!("run-{run}.index"))
}

/// The run that a file in a lesson's folder belongs to.
pub(super) fn run_of(name: &str) -> Option<u32> {
    let rest = name.strip_prefix("run-")?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
    rest.get(..end)?.parse().ok()
}

/// The numbers of the runs in a lesson's folder, in order.
///
/// # Errors
/// When the folder is there but cannot be read.
pub fn runs(folder: &Path) -> io::Result<Vec<u32>> {
    numbers(folder, "run-", ".index")
}

fn numbers(folder: &Path, before: &str, after: &str) -> io::Result<Vec<u32>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut numbers = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(before));
        let number = number.and_then(|name| name.strip_suffix(after));
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
    let (mut records, _) = index::read(&fs::read(index_path(folder, run))?);
    let mut sizes = BTreeMap::new();
    for record in &records {
        let path = track_path(folder, run, record.track);
        sizes
            .entry(record.track)
            .or_insert_with(|| fs::metadata(path).map_or(0, |metadata| metadata.len()));
    }
    records.retain(|record| sizes.get(&record.track).is_some_and(|at| record.end_offset() <= *at));
    Ok(RecordedRun { run, records, folder: folder.to_owned() })
}

/// Finds what a crash left: chunks that the index does not name are added to it, and what is half
/// written is cut off. For runs that nobody writes.
///
/// # Errors
/// When the files cannot be read or changed.
pub fn recover_run(folder: &Path, run: u32) -> io::Result<RecordedRun> {
    let mut whole = open_run(folder, run)?;
    let mut found = Vec::new();
    for track in numbers(folder, &format!("run-{run}-track-"), ".mp4")? {
        let last = whole.records.iter().rfind(|record| record.track == track);
        let from = last.map_or(0, Record::end_offset);
        let mut file = OpenOptions::new().read(true).write(true).open(whole.track_path(track))?;
        let size = file.metadata()?.len();
        let tail = recovery::scan(size, from, last.map(|last| last.timescale), |at, length| {
            let mut bytes = vec![0; length];
            file.seek(SeekFrom::Start(at))?;
            file.read_exact(&mut bytes).map(|()| bytes)
        })?;
        if tail.valid_len < size {
            file.set_len(tail.valid_len)?;
            file.sync_all()?;
        }
        found.extend(tail.records);
    }
    found.sort_by_key(Record::start_ms);
    whole.records.extend(found);
    write_index(folder, run, &whole.records)?;
    Ok(whole)
}

/// Puts the index anew in its place, when it differs; a crash leaves the old one or the new one.
fn write_index(folder: &Path, run: u32, records: &[Record]) -> io::Result<()> {
    let path = index_path(folder, run);
    let bytes: Vec<u8> = records.iter().flat_map(|record| record.to_bytes()).collect();
    if fs::read(&path)? == bytes {
        return Ok(());
    }
    let fresh = path.with_extension("index-new");
    let mut file = File::create(&fresh)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    fs::rename(&fresh, &path)?;
    File::open(folder)?.sync_all()
}

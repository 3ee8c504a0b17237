//! The open files of a run that is being written.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use xingtan_media::fmp4::{self, Chunk};
use xingtan_media::frame::TrackConfig;
use xingtan_media::index::Record;

use super::files::{index_path, init_path, track_path};

/// A run's files.
pub(super) struct TrackFiles {
    index: File,
    init: File,
    tracks: BTreeMap<u32, (File, u64)>,
    place: (PathBuf, u32),
    /// How many chunks are in them.
    pub(super) chunks: u64,
    /// Where the first of them begins on the lesson's clock.
    pub(super) start_ms: i64,
}

impl TrackFiles {
    /// Makes the files of a run, or goes on with those that an earlier attempt made.
    pub(super) fn create(folder: &Path, run: u32, configs: &[TrackConfig]) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut tracks = BTreeMap::new();
        for config in configs {
            tracks.insert(config.track, track_file(folder, run, config)?);
        }
        let mut init = File::create(init_path(folder, run))?;
        init.write_all(&fmp4::init(configs))?;
        let index = open(&index_path(folder, run))?;
        Ok(Self { index, init, tracks, place: (folder.to_owned(), run), chunks: 0, start_ms: 0 })
    }

    /// Makes room for a track that is kept beside those of the run's init segment.
    pub(super) fn also(&mut self, config: &TrackConfig) -> io::Result<()> {
        if !self.tracks.contains_key(&config.track) {
            let (folder, run) = &self.place;
            self.tracks.insert(config.track, track_file(folder, *run, config)?);
        }
        Ok(())
    }

    /// Removes what an attempt made in which no chunk was written.
    pub(super) fn remove(folder: &Path, run: u32, configs: &[TrackConfig]) {
        let tracks = configs.iter().map(|config| track_path(folder, run, config.track));
        for path in tracks.chain([init_path(folder, run), index_path(folder, run)]) {
            // What is no plain file was not made by us. Where nothing can be written, removing may
            // fail too; nobody reads such a run.
            if fs::symlink_metadata(&path).is_ok_and(|found| found.is_file()) {
                let _ = fs::remove_file(path);
            }
        }
    }

    /// Adds a chunk, whole or not at all.
    pub(super) fn append(&mut self, chunk: &Chunk) -> io::Result<()> {
        let Some((file, size)) = self.tracks.get_mut(&chunk.track) else { return Ok(()) };
        if let Err(error) = file.write_all(&chunk.bytes) {
            // Half a chunk is named by no record; it is cut off where that is possible.
            let _ = file.set_len(*size);
            return Err(error);
        }
        let record = Record::new(chunk, *size);
        *size = record.end_offset();
        let indexed = self.index.metadata()?.len();
        if let Err(error) = self.index.write_all(&record.to_bytes()) {
            // A torn record would hide all that follow.
            let _ = self.index.set_len(indexed);
            return Err(error);
        }
        if self.chunks == 0 {
            self.start_ms = chunk.start_ms();
        }
        self.chunks += 1;
        Ok(())
    }

    /// Waits until all of it would survive a loss of power.
    pub(super) fn sync(&self) -> io::Result<()> {
        for (file, _) in self.tracks.values() {
            file.sync_data()?;
        }
        self.init.sync_data()?;
        self.index.sync_data()
    }
}

/// A track's file, which begins with what a decoder must know of it, and its size.
fn track_file(folder: &Path, run: u32, config: &TrackConfig) -> io::Result<(File, u64)> {
    let mut file = open(&track_path(folder, run, config.track))?;
    let mut size = file.metadata()?.len();
    if size == 0 {
        let init = fmp4::init(std::slice::from_ref(config));
        file.write_all(&init)?;
        size = init.len() as u64;
    }
    Ok((file, size))
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}

//! A recorded run as one ordinary MP4 file on this disk.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use xingtan_media::mp4::Muxer;

use super::cut::Cut;
use super::read::{self, Part, off_thread};
use super::shelf::{Shelves, StoredRun};
use crate::hub::Output;
use crate::media_limits::READ_BATCH_BYTES;

/// What became of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunFile {
    /// Where the file begins on the lesson's clock.
    pub start_ms: i64,
    /// How long it plays.
    pub duration_ms: i64,
    /// Whether it has a picture.
    pub has_picture: bool,
}

/// Writes a run, some seconds at a time: first its frames to a scratch file, at the end what must
/// stand before them and then the frames.
pub struct RunWriter {
    shelves: Shelves,
    run: Arc<StoredRun>,
    cut: Arc<Cut>,
    /// The segment that is read next.
    next: usize,
    muxer: Muxer,
    scratch: PathBuf,
    body: Option<File>,
}

impl RunWriter {
    /// Begins with a run. Without its pictures it is the voice, or what sound there is; nothing of
    /// a run that has none.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub async fn begin(
        shelves: &Shelves,
        run: &Arc<StoredRun>,
        with_pictures: bool,
        scratch: &Path,
    ) -> io::Result<Option<Self>> {
        let cut = wanted(run, with_pictures);
        let muxer = Muxer::new(&cut.init, with_pictures);
        if !muxer.has_tracks() {
            return Ok(None);
        }
        let path = scratch.to_owned();
        let body = Some(off_thread(move || File::create(path)).await?);
        let (shelves, run, scratch) = (shelves.clone(), Arc::clone(run), scratch.to_owned());
        Ok(Some(Self { shelves, run, cut, next: 0, muxer, scratch, body }))
    }

    /// Writes the next frames. Answers how many bytes of the recording were read; nothing when
    /// all of it was.
    ///
    /// # Errors
    /// When the recording cannot be read, or the disk cannot be written.
    pub async fn step(&mut self) -> anyhow::Result<Option<u64>> {
        let mut parts: Vec<Part> = Vec::new();
        let mut length = 0;
        while length < READ_BATCH_BYTES
            && let Some(segment) = self.cut.segments.get(self.next)
        {
            let more = self.run.parts(&self.cut, segment);
            length += more.iter().map(|part| part.length).sum::<u64>();
            parts.extend(more);
            self.next += 1;
        }
        if parts.is_empty() {
            return Ok(None);
        }
        let lengths: Vec<u64> = parts.iter().map(|part| part.length).collect();
        let bytes = read::read(self.shelves.files().as_ref(), parts).await?;
        let frames = self.frames(&bytes, &lengths)?;
        if let Some(mut body) = self.body.take() {
            let write =
                move || frames.iter().try_for_each(|frame| body.write_all(frame)).map(|()| body);
            self.body = Some(off_thread(write).await?);
        }
        Ok(Some(length))
    }

    /// Writes the file; nothing of a run without frames.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub async fn finish(mut self, path: &Path) -> io::Result<Option<RunFile>> {
        drop(self.body.take());
        let Some(start_ms) = self.muxer.start_ms() else { return Ok(None) };
        let (duration_ms, has_picture) = (self.muxer.duration_ms(), self.muxer.has_video());
        let (scratch, path, head) = (self.scratch, path.to_owned(), self.muxer.head());
        off_thread(move || join(&head, &scratch, &path)).await?;
        Ok(Some(RunFile { start_ms, duration_ms, has_picture }))
    }

    /// The frames in some fragments that lie one after the other.
    fn frames(&mut self, bytes: &Bytes, lengths: &[u64]) -> anyhow::Result<Vec<Bytes>> {
        let mut frames = Vec::with_capacity(lengths.len());
        let mut rest = bytes.clone();
        for length in lengths {
            let length = usize::try_from(*length).unwrap_or(usize::MAX);
            anyhow::ensure!(length <= rest.len(), "a fragment of the recording is cut");
            let fragment = rest.split_to(length);
            frames.push(fragment.slice(self.muxer.push(&fragment)?));
        }
        Ok(frames)
    }
}

/// Bytes that are read for a run's file.
pub fn bytes_of(run: &StoredRun, with_pictures: bool) -> u64 {
    wanted(run, with_pictures).size_bytes()
}

fn wanted(run: &StoredRun, with_pictures: bool) -> Arc<Cut> {
    let output = if with_pictures { Output::Programme } else { Output::Voice };
    Arc::clone(run.cut(output).unwrap_or(&run.programme))
}

fn join(head: &[u8], body: &Path, path: &Path) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(head)?;
    io::copy(&mut File::open(body)?, &mut file)?;
    std::fs::remove_file(body)
}

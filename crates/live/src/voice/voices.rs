//! What makes voices on this server.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use xingtan_platform::tasks::Tasks;

use crate::media_limits::VOICES_MAX;

/// Makes voices, so many at once. Clones share everything.
#[derive(Debug, Clone)]
pub struct Voices {
    pub(super) tasks: Tasks,
    ffmpeg: Option<Arc<Path>>,
    places: Arc<Semaphore>,
}

impl Voices {
    /// With this `ffmpeg`; without one, sound is passed on as it is.
    pub fn new(tasks: Tasks, ffmpeg: Option<PathBuf>) -> Self {
        let places = Arc::new(Semaphore::new(VOICES_MAX));
        Self { tasks, ffmpeg: ffmpeg.map(Into::into), places }
    }

    /// The right to run one more `ffmpeg`, if there is one and there are not too many.
    pub(crate) fn take(&self) -> Option<(Arc<Path>, OwnedSemaphorePermit)> {
        let ffmpeg = self.ffmpeg.clone()?;
        match Arc::clone(&self.places).try_acquire_owned() {
            Ok(place) => Some((ffmpeg, place)),
            Err(_) => {
                tracing::warn!("Too many makers of AAC at once: one more is not to be had.");
                None
            }
        }
    }
}

/// The program `ffmpeg` in one of these folders.
pub fn find_ffmpeg(path: Option<&OsStr>) -> Option<PathBuf> {
    let folders = std::env::split_paths(path?);
    folders.map(|folder| folder.join("ffmpeg")).find(|file| file.is_file())
}

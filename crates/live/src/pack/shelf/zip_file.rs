//! A pack's ZIP on this disk.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use xingtan_platform::http::ApiResult;

use crate::pack::format::lesson::PackLesson;
use crate::pack::format::manifest::{LESSON_SCRIPT, MANIFEST, MANIFEST_SCRIPT, Manifest};
use crate::pack::format::script;
use crate::pack::format::zip::{self, Entry};
use crate::pack::limits::{LESSON_BYTES_MAX, MANIFEST_BYTES_MAX};
use crate::pack::refusals;

/// A pack on this disk, and where each of its files lies in it.
pub struct Zip {
    file: File,
    entries: HashMap<String, Entry>,
}

impl Zip {
    /// Opens a pack and reads what it says is in it.
    ///
    /// # Errors
    /// When it cannot be read, or is no ZIP of a pack.
    pub fn open(path: &Path) -> ApiResult<Self> {
        let mut file = File::open(path).map_err(anyhow::Error::from)?;
        let size = file.metadata().map_err(anyhow::Error::from)?.len();
        let tail_at = size.saturating_sub(zip::TAIL_BYTES);
        let tail = bytes_of(&mut file, tail_at, zip::TAIL_BYTES)?;
        let place = zip::find_directory(&tail, size).map_err(refusals::zip)?;
        let directory = bytes_of(&mut file, place.at, place.bytes)?;
        let entries = zip::read_directory(&directory, place).map_err(refusals::zip)?;
        let entries = entries.into_iter().map(|entry| (entry.path.clone(), entry)).collect();
        Ok(Self { file, entries })
    }

    /// What the pack says is in it.
    ///
    /// # Errors
    /// When the file is no pack.
    pub fn manifest(&mut self) -> ApiResult<Manifest> {
        let json = self.read(MANIFEST, MANIFEST_BYTES_MAX)?;
        Ok(Manifest::parse(&json).map_err(refusals::manifest)?)
    }

    /// The manifest of a pack that holds all it lists, and nothing else. Only the hashes of its
    /// files are still to be checked.
    ///
    /// # Errors
    /// When it is not a pack as one was made.
    pub fn check(&mut self) -> ApiResult<Manifest> {
        let json = self.read(MANIFEST, MANIFEST_BYTES_MAX)?;
        let manifest = Manifest::parse(&json).map_err(refusals::manifest)?;
        let as_script = self.read(MANIFEST_SCRIPT, MANIFEST_BYTES_MAX)?;
        if as_script != script::wrap(script::MANIFEST, json.trim_ascii_end()) {
            return Err(refusals::wrong_hash(MANIFEST_SCRIPT).into());
        }
        for part in &manifest.parts {
            let entry = self.entries.get(&part.path);
            let entry = entry.ok_or_else(|| refusals::not_as_listed(&part.path))?;
            if entry.bytes != part.bytes {
                return Err(refusals::wrong_hash(&part.path).into());
            }
        }
        let listed: std::collections::HashSet<&str> =
            manifest.parts.iter().map(|part| part.path.as_str()).collect();
        let is_listed =
            |path: &str| [MANIFEST, MANIFEST_SCRIPT].contains(&path) || listed.contains(path);
        if let Some(path) = self.entries.keys().find(|path| !is_listed(path)) {
            return Err(refusals::not_as_listed(path).into());
        }
        let lesson = self.read(LESSON_SCRIPT, LESSON_BYTES_MAX)?;
        if script::read::<PackLesson>(script::LESSON, &lesson).is_none() {
            return Err(refusals::not_as_listed(LESSON_SCRIPT).into());
        }
        Ok(manifest)
    }

    /// Writes a file of the pack to one of its own, unchecked.
    ///
    /// # Errors
    /// When it is not there, or cannot be written.
    pub fn copy(&mut self, path: &str, to: &Path) -> ApiResult<()> {
        let (at, bytes) = self.data_of(path)?;
        let mut copy = || -> io::Result<()> {
            self.file.seek(SeekFrom::Start(at))?;
            io::copy(&mut (&self.file).take(bytes), &mut File::create(to)?).map(drop)
        };
        Ok(copy().map_err(anyhow::Error::from)?)
    }

    fn data_of(&mut self, path: &str) -> ApiResult<(u64, u64)> {
        let entry = self.entries.get(path).ok_or_else(|| refusals::not_as_listed(path))?;
        let head = bytes_of(&mut self.file, entry.head_at, zip::LOCAL_HEAD_BYTES as u64)?;
        Ok((zip::data_at(entry, &head).map_err(refusals::zip)?, entry.bytes))
    }

    fn read(&mut self, path: &str, bytes_max: u64) -> ApiResult<Vec<u8>> {
        let (at, bytes) = self.data_of(path)?;
        if bytes > bytes_max {
            return Err(refusals::too_large().into());
        }
        bytes_of(&mut self.file, at, bytes)
    }
}

fn bytes_of(file: &mut File, at: u64, length: u64) -> ApiResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let read =
        file.seek(SeekFrom::Start(at)).and_then(|_| file.take(length).read_to_end(&mut bytes));
    read.map_err(anyhow::Error::from)?;
    Ok(bytes)
}

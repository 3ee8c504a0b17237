//! Putting a pack's files into the file store, one after the other.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use xingtan_media::index::Crc32;
use xingtan_platform::files::Files;

use super::store::Place;
use crate::pack::format::layout::Laid;

/// Small files that are listed at a time.
const LISTED_AT_ONCE: usize = 64;
/// Bytes of them.
const LISTED_BYTES: usize = 8 << 20;

/// The files of a pack so far. Each is in the making's list before it is in the file store, so that
/// it is found again when the making is called off.
pub(super) struct Parts {
    files: Files,
    place: Place,
    making: u32,
    pub(super) laid: Vec<Laid>,
    /// Small ones that are not in the store yet, by their keys.
    waiting: Vec<(String, Bytes)>,
}

impl Parts {
    pub(super) const fn new(files: Files, place: Place, making: u32) -> Self {
        Self { files, place, making, laid: Vec::new(), waiting: Vec::new() }
    }

    /// Puts bytes into the pack, with some others or at [`Parts::flush`].
    pub(super) async fn put(&mut self, path: &str, bytes: &Bytes) -> anyhow::Result<()> {
        let mut sums = Sums::default();
        sums.update(bytes);
        let laid = sums.laid(path);
        self.waiting.push((self.place.part_key(&laid.sha256), bytes.clone()));
        self.laid.push(laid);
        let size: usize = self.waiting.iter().map(|(_, bytes)| bytes.len()).sum();
        if self.waiting.len() < LISTED_AT_ONCE && size < LISTED_BYTES {
            return Ok(());
        }
        self.flush().await
    }

    /// Puts a file of this disk into the pack.
    pub(super) async fn put_file(&mut self, path: &str, from: &Path) -> anyhow::Result<()> {
        let file = from.to_owned();
        let sums = tokio::task::spawn_blocking(move || sums_of(&file)).await??;
        let laid = sums.laid(path);
        let (key, bytes) = (self.place.part_key(&laid.sha256), laid.bytes);
        self.laid.push(laid);
        self.flush().await?;
        // What is there by this name has these bytes.
        if self.files.size(&key).await? != Some(bytes) {
            self.files.put_file(&key, from).await?;
        }
        Ok(())
    }

    /// Lists all files, and puts those that wait into the store.
    pub(super) async fn flush(&mut self) -> anyhow::Result<()> {
        self.place.put_layout(&self.files, self.making, &self.laid).await?;
        for (key, bytes) in std::mem::take(&mut self.waiting) {
            if self.files.size(&key).await? != Some(bytes.len() as u64) {
                self.files.put(&key, &bytes).await?;
            }
        }
        Ok(())
    }
}

/// The sums of bytes that come piece by piece.
#[derive(Default)]
pub struct Sums {
    sha256: Sha256,
    crc32: Crc32,
    bytes: u64,
}

impl Sums {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.crc32.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// What a file of these bytes is in a pack.
    pub fn laid(self, path: &str) -> Laid {
        let digest = self.sha256.finalize();
        Laid {
            path: path.to_owned(),
            bytes: self.bytes,
            sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            crc32: self.crc32.value(),
        }
    }
}

fn sums_of(path: &Path) -> io::Result<Sums> {
    let mut file = File::open(path)?;
    let mut piece = vec![0; 1 << 20];
    let mut sums = Sums::default();
    loop {
        let count = file.read(&mut piece)?;
        if count == 0 {
            return Ok(sums);
        }
        sums.update(&piece[..count]);
    }
}

#[cfg(test)]
mod tests {
    use xingtan_base::ids::{LessonId, PackId};

    use super::*;

    #[tokio::test]
    async fn a_making_that_is_called_off_leaves_nothing_that_no_list_names() {
        let files = Files::in_memory();
        let id = "01900000-0000-7000-8000-000000000001";
        let lesson: LessonId = id.parse().unwrap();
        let place = Place { lesson, pack: PackId::from_uuid(lesson.uuid()) };
        let mut parts = Parts::new(files.clone(), place, 1);
        let check = async |parts: &Parts| {
            let listed = place.layout(&files, 1).await.unwrap().unwrap_or_default();
            let mut stored = 0;
            for laid in &parts.laid {
                if files.size(&place.part_key(&laid.sha256)).await.unwrap().is_some() {
                    assert!(listed.contains(laid), "{} is in no list", laid.path);
                    stored += 1;
                }
            }
            stored
        };
        for number in 0..150 {
            let bytes = Bytes::from(format!("page {number}"));
            parts.put(&format!("pages/{number}"), &bytes).await.unwrap();
            check(&parts).await;
        }
        assert_eq!(check(&parts).await, 128, "two lists were written for so many");
        parts.flush().await.unwrap();
        assert_eq!(check(&parts).await, 150);
    }
}

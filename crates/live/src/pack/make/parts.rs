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

/// The files of a pack so far.
pub(super) struct Parts {
    files: Files,
    place: Place,
    pub(super) laid: Vec<Laid>,
}

impl Parts {
    pub(super) const fn new(files: Files, place: Place) -> Self {
        Self { files, place, laid: Vec::new() }
    }

    /// Puts bytes into the pack.
    pub(super) async fn put(&mut self, path: &str, bytes: &Bytes) -> anyhow::Result<()> {
        let mut sums = Sums::default();
        sums.update(bytes);
        let laid = sums.laid(path);
        let key = self.place.part_key(&laid.sha256);
        if self.files.size(&key).await? != Some(laid.bytes) {
            self.files.put(&key, bytes).await?;
        }
        self.laid.push(laid);
        Ok(())
    }

    /// Puts a file of this disk into the pack. What is there by then is listed first, so that it
    /// is found again when the making is called off.
    pub(super) async fn put_file(
        &mut self,
        path: &str,
        from: &Path,
        making: u32,
    ) -> anyhow::Result<()> {
        let file = from.to_owned();
        let sums = tokio::task::spawn_blocking(move || sums_of(&file)).await??;
        let laid = sums.laid(path);
        let (key, bytes) = (self.place.part_key(&laid.sha256), laid.bytes);
        self.laid.push(laid);
        self.place.put_layout(&self.files, making, &self.laid).await?;
        // What is there by this name has these bytes.
        if self.files.size(&key).await? != Some(bytes) {
            self.files.put_file(&key, from).await?;
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

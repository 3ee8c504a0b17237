//! Where a shelved pack's files stand in the file store.
//!
//! Each import brings its own: a version that is put in another's place shares no file with it, so
//! that nothing that somebody reads is written anew or deleted with something else.

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use xingtan_base::ids::{PackImportId, ShelvedId};
use xingtan_platform::files::{self, Files};

use crate::pack::format::manifest::Manifest;
use crate::pack::limits::MANIFEST_BYTES_MAX;

/// Where one version of a pack stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Beneath the import that brought it.
    Import(PackImportId),
    /// Beneath the pack, as earlier releases kept a version of this number.
    Shelved(ShelvedId, u32),
}

impl Place {
    /// The key of a file, by its SHA-256.
    pub fn part_key(self, sha256: &str) -> String {
        match self {
            Self::Import(import) => format!("shelf/{import}/parts/{sha256}"),
            Self::Shelved(shelved, _) => format!("shelf/{shelved}/parts/{sha256}"),
        }
    }

    /// The key of the manifest.
    pub fn manifest_key(self) -> String {
        match self {
            Self::Import(import) => format!("shelf/{import}/manifest.json"),
            Self::Shelved(shelved, version) => {
                format!("shelf/{shelved}/manifest-{version}.json")
            }
        }
    }

    /// The manifest; nothing when there is none.
    ///
    /// # Errors
    /// When the file store fails, or what it holds is no manifest.
    pub async fn manifest(self, files: &Files) -> anyhow::Result<Option<Manifest>> {
        let key = self.manifest_key();
        let Some(size) = files.size(&key).await? else { return Ok(None) };
        anyhow::ensure!(size <= MANIFEST_BYTES_MAX, "{key} has {size} bytes");
        let json = files.get_range(&key, 0..size).await?;
        Manifest::parse(&json).map(Some).with_context(|| format!("{key} is no manifest"))
    }

    /// Deletes every file that there may be. The manifest goes last: by it the others are found.
    ///
    /// # Errors
    /// When the file store fails.
    pub async fn delete(self, files: &Files) -> anyhow::Result<()> {
        let Some(gone) = self.manifest(files).await? else { return Ok(()) };
        for part in &gone.parts {
            files.delete(&self.part_key(&part.sha256)).await?;
        }
        files.delete(&self.manifest_key()).await?;
        Ok(())
    }
}

/// The key of a pack's ZIP while it is imported.
pub fn zip_key(import: PackImportId) -> String {
    format!("shelf/{import}/pack.zip")
}

/// Deletes the ZIP of an import.
///
/// # Errors
/// When the file store fails.
pub async fn delete_zip(files: &Files, import: PackImportId) -> Result<(), files::Error> {
    files.delete(&zip_key(import)).await
}

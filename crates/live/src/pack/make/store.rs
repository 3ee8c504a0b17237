//! Where a pack's files stand in the file store.

use anyhow::Context as _;
use bytes::Bytes;
use xingtan_base::ids::{LessonId, PackId};
use xingtan_platform::files::{self, Files};

use crate::pack::format::layout::Laid;
use crate::pack::limits::MANIFEST_BYTES_MAX;

/// A pack's place in the file store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The lesson.
    pub lesson: LessonId,
    /// The pack.
    pub pack: PackId,
}

impl Place {
    /// The key of a file, by its SHA-256.
    pub fn part_key(self, sha256: &str) -> String {
        format!("packs/{}/{}/parts/{sha256}", self.lesson, self.pack)
    }

    /// The key of the list of a making's files.
    pub fn layout_key(self, making: u32) -> String {
        format!("packs/{}/{}/layout-{making}.json", self.lesson, self.pack)
    }

    /// Writes the list of a making's files.
    ///
    /// # Errors
    /// When the file store fails.
    pub async fn put_layout(
        self,
        files: &Files,
        making: u32,
        laid: &[Laid],
    ) -> Result<(), files::Error> {
        let json = serde_json::to_vec(laid).unwrap_or_default();
        files.put(&self.layout_key(making), &Bytes::from(json)).await
    }

    /// Reads the list of a making's files; nothing when there is none.
    ///
    /// # Errors
    /// When the file store fails, or what it holds is no list.
    pub async fn layout(self, files: &Files, making: u32) -> anyhow::Result<Option<Vec<Laid>>> {
        let key = self.layout_key(making);
        let Some(size) = files.size(&key).await? else { return Ok(None) };
        anyhow::ensure!(size <= 2 * MANIFEST_BYTES_MAX, "{key} has {size} bytes");
        let bytes = files.get_range(&key, 0..size).await?;
        let laid = serde_json::from_slice(&bytes).with_context(|| format!("{key} is no list"))?;
        Ok(Some(laid))
    }

    /// Deletes a making's list and those of its files that are not in `kept`.
    ///
    /// # Errors
    /// When the file store fails.
    pub async fn delete(self, files: &Files, making: u32, kept: &[Laid]) -> anyhow::Result<()> {
        let laid = self.layout(files, making).await?.unwrap_or_default();
        for gone in &laid {
            if !kept.iter().any(|kept| kept.sha256 == gone.sha256) {
                files.delete(&self.part_key(&gone.sha256)).await?;
            }
        }
        files.delete(&self.layout_key(making)).await?;
        Ok(())
    }
}

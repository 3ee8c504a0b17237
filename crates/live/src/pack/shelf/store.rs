//! Where a shelved pack's files stand in the file store.

use bytes::Bytes;
use xingtan_base::ids::ShelvedId;
use xingtan_platform::files::Files;

use crate::pack::format::lesson::PackLesson;
use crate::pack::format::manifest::{LESSON_SCRIPT, Manifest};
use crate::pack::format::script;
use crate::pack::limits::{LESSON_BYTES_MAX, MANIFEST_BYTES_MAX};

/// The key of a file, by its SHA-256.
pub fn part_key(shelved: ShelvedId, sha256: &str) -> String {
    format!("shelf/{shelved}/parts/{sha256}")
}

/// The key of a version's manifest.
pub fn manifest_key(shelved: ShelvedId, version: u32) -> String {
    format!("shelf/{shelved}/manifest-{version}.json")
}

/// A version's manifest; nothing when there is none.
///
/// # Errors
/// When the file store fails, or what it holds is no manifest.
pub async fn manifest(
    files: &Files,
    shelved: ShelvedId,
    version: u32,
) -> anyhow::Result<Option<Manifest>> {
    let key = manifest_key(shelved, version);
    let Some(size) = files.size(&key).await? else { return Ok(None) };
    anyhow::ensure!(size <= MANIFEST_BYTES_MAX, "{key} has {size} bytes");
    Ok(Some(Manifest::parse(&files.get_range(&key, 0..size).await?)?))
}

/// A version's lesson; nothing when there is none.
///
/// # Errors
/// When the file store fails.
pub async fn lesson(
    files: &Files,
    shelved: ShelvedId,
    version: u32,
) -> anyhow::Result<Option<PackLesson>> {
    let Some(manifest) = manifest(files, shelved, version).await? else { return Ok(None) };
    let Some(part) = manifest.part(LESSON_SCRIPT) else { return Ok(None) };
    anyhow::ensure!(part.bytes <= LESSON_BYTES_MAX, "the lesson has {} bytes", part.bytes);
    let bytes: Bytes = files.get_range(&part_key(shelved, &part.sha256), 0..part.bytes).await?;
    Ok(script::read(script::LESSON, &bytes))
}

/// Deletes a version, but for the files that `kept` has too.
///
/// # Errors
/// When the file store fails.
pub async fn delete(
    files: &Files,
    shelved: ShelvedId,
    version: u32,
    kept: Option<&Manifest>,
) -> anyhow::Result<()> {
    let Some(gone) = manifest(files, shelved, version).await? else { return Ok(()) };
    let is_kept =
        |sha256: &str| kept.is_some_and(|kept| kept.parts.iter().any(|part| part.sha256 == sha256));
    for part in gone.parts.iter().filter(|part| !is_kept(&part.sha256)) {
        files.delete(&part_key(shelved, &part.sha256)).await?;
    }
    files.delete(&manifest_key(shelved, version)).await?;
    Ok(())
}

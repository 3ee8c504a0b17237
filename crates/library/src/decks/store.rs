//! Putting a deck's files into the file store.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use xingtan_base::ids::DeckId;
use xingtan_platform::ctx::Ctx;

use super::files::DeckFile;
use crate::convert::Page;
use crate::limits::{FILES_AT_ONCE, PAGE_FILE_BYTES_MAX, PICTURE_WIDTHS};

/// Stores the files of all pages. Of a page that could not be made there may be none.
///
/// # Errors
/// When a file is missing or has a name that no address has, or the store cannot be used.
pub(super) async fn put(ctx: &Ctx, deck: DeckId, out: &Path, pages: &[Page]) -> anyhow::Result<()> {
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for page in pages {
        files.extend(of_page(deck, out, page).await?);
    }
    // Several places may play one clip.
    files.sort_unstable();
    files.dedup();
    stream::iter(files)
        .map(|(path, key)| async move { ctx.files.put_file(&key, &path).await })
        .buffer_unordered(FILES_AT_ONCE)
        .try_collect::<()>()
        .await?;
    Ok(())
}

/// The files of a page and their keys.
async fn of_page(deck: DeckId, out: &Path, page: &Page) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let number = page.page;
    let mut files: Vec<DeckFile> =
        PICTURE_WIDTHS.map(|width| DeckFile::Picture { page: number, width }).into();
    files.push(DeckFile::Text { page: number });
    let mut found = Vec::with_capacity(files.len());
    for file in files {
        let path = out.join(file.name());
        match tokio::fs::metadata(&path).await {
            Ok(about) => {
                ensure!(about.len() <= PAGE_FILE_BYTES_MAX, "{} is too large", path.display());
                found.push((path, file.key(deck)));
            }
            Err(_) if page.problem.is_some() => {}
            Err(error) => return Err(error).context(format!("cannot read {}", path.display())),
        }
    }
    for clip in &page.clips {
        let Some(file) = DeckFile::clip(&clip.file) else {
            bail!("{:?} is not the name of a clip", clip.file);
        };
        found.push((out.join(file.name()), file.key(deck)));
    }
    Ok(found)
}

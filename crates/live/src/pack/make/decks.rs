//! The pages of a lesson's decks, as learners see them.

use std::path::Path;

use bytes::Bytes;
use futures_util::StreamExt as _;
use serde::Deserialize;
use tokio::io::AsyncWriteExt as _;
use xingtan_base::ids::LessonId;
use xingtan_library::convert::Page;
use xingtan_library::decks::Deck;
use xingtan_library::decks::files::DeckFile;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::files::{self, Files};
use xingtan_teaching::decks::lesson_deck;
use xingtan_teaching::decks::list::for_learners;

use super::parts::Parts;
use crate::pack::format::lesson::{PackDeck, PackPage};
use crate::pack::limits::PAGE_BYTES_MAX;

/// How wide pages are in packs: as wide as a phone's screen held across.
const WIDTH: u32 = 960;

/// The words of a page, of what is kept beside its picture.
#[derive(Deserialize)]
struct Words {
    text: String,
}

/// Puts the pages of a lesson's decks and their clips into a pack.
pub(super) async fn put(
    ctx: &Ctx,
    lesson: LessonId,
    parts: &mut Parts,
    scratch: &Path,
) -> anyhow::Result<Vec<PackDeck>> {
    let read = async move |tx: &Tx| -> Result<Vec<Deck>, db::Error> {
        lesson_deck::of(tx, lesson).await.map(for_learners)
    };
    let mut packed = Vec::new();
    for deck in ctx.db.read("pack.decks", read).await? {
        let mut pages = Vec::new();
        for page in deck.pages.clone().unwrap_or_default() {
            pages.push(put_page(&ctx.files, &deck, page, parts).await?);
        }
        put_clips(&ctx.files, &deck, parts, scratch).await?;
        packed.push(PackDeck { id: deck.id, title: deck.title, pages });
    }
    Ok(packed)
}

async fn put_page(
    files: &Files,
    deck: &Deck,
    page: Page,
    parts: &mut Parts,
) -> anyhow::Result<PackPage> {
    let number = page.page;
    let words = small(files, &DeckFile::Text { page: number }.key(deck.id)).await?;
    let text = words.and_then(|words| serde_json::from_slice::<Words>(&words).ok());
    let text = text.map(|words| words.text).filter(|text| !text.is_empty());
    let picture = DeckFile::Picture { page: number, width: WIDTH };
    let picture = match small(files, &picture.key(deck.id)).await? {
        Some(bytes) => {
            let path = format!("pages/{}/{}", deck.id, picture.name());
            parts.put(&path, &bytes).await?;
            Some(path)
        }
        None => None,
    };
    Ok(PackPage { page, text, picture })
}

/// Several places may play one clip.
async fn put_clips(
    files: &Files,
    deck: &Deck,
    parts: &mut Parts,
    scratch: &Path,
) -> anyhow::Result<()> {
    let pages = deck.pages.iter().flatten();
    let mut clips: Vec<&str> =
        pages.flat_map(|page| &page.clips).map(|clip| clip.file.as_str()).collect();
    clips.sort_unstable();
    clips.dedup();
    for clip in clips {
        let key = DeckFile::Clip(clip.to_owned()).key(deck.id);
        let Some(size) = files.size(&key).await? else { continue };
        let mut file = tokio::fs::File::create(scratch).await?;
        let mut stream = files.stream(&key, 0..size).await?;
        while let Some(bytes) = stream.next().await {
            file.write_all(&bytes?).await?;
        }
        file.flush().await?;
        drop(file);
        parts.put_file(&format!("clips/{}/{clip}", deck.id), scratch).await?;
    }
    Ok(())
}

/// A small file of the store; nothing when it is not there.
async fn small(files: &Files, key: &str) -> Result<Option<Bytes>, files::Error> {
    match files.size(key).await? {
        Some(size) if size <= PAGE_BYTES_MAX => files.get_range(key, 0..size).await.map(Some),
        _ => Ok(None),
    }
}

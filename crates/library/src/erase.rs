//! The job `library.erase`: what nobody shows any more leaves the file store.
//!
//! It is asked for in the transaction that takes the rows away, and is repeated until the store has
//! done it. The file store has no list of its files, so that the ask says which there may be.

use anyhow::ensure;
use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _, stream};
use serde::{Deserialize, Serialize};
use xingtan_base::ids::{DeckId, UploadId};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::ids::Ids;
use xingtan_platform::jobs::{self, Job, State, Worker};

use crate::decks::convert_job;
use crate::decks::files::DeckFile;
use crate::limits::{ASK_EVERY, FILES_AT_ONCE, LAST_FILE, PICTURE_WIDTHS};
use crate::uploads::parts::{self, Part};

/// The job's kind.
pub const KIND: &str = "library.erase";

/// What is to be erased.
#[derive(Debug, Serialize, Deserialize)]
enum Ask {
    /// The pieces of a file.
    Upload {
        /// The file.
        upload: UploadId,
        /// Where each begins, and which request brought it.
        parts: Vec<(u64, String)>,
    },
    /// The pages of a deck, once nothing makes them any more.
    Deck {
        /// The deck.
        deck: DeckId,
        /// How many pages it has.
        pages: u32,
        /// The names of its clips.
        clips: Vec<String>,
    },
}

/// Asks for the pieces of a file to be erased.
pub(crate) async fn ask_for_upload(
    tx: &Tx,
    ids: &Ids,
    upload: UploadId,
    parts: &[Part],
) -> Result<(), db::Error> {
    if parts.is_empty() {
        return Ok(());
    }
    let parts = parts.iter().map(|part| (part.start, part.writer.clone())).collect();
    ask(tx, ids, &Ask::Upload { upload, parts }).await
}

/// Asks for the pages of a deck to be erased.
pub(crate) async fn ask_for_deck(
    tx: &Tx,
    ids: &Ids,
    deck: DeckId,
    (pages, clips): (u32, Vec<String>),
) -> Result<(), db::Error> {
    ask(tx, ids, &Ask::Deck { deck, pages, clips }).await
}

/// Each ask has a key of its own: what was erased once may be there again after another try.
async fn ask(tx: &Tx, ids: &Ids, ask: &Ask) -> Result<(), db::Error> {
    let body = serde_json::to_string(ask).unwrap_or_default();
    let key = ids.next::<()>().to_string();
    jobs::enqueue(tx, KIND, &key, &body).await.map(drop)
}

/// Begins to do the job.
pub fn register(worker: &Worker, ctx: &Ctx) {
    let ctx = ctx.clone();
    worker.register(KIND, move |job| {
        let ctx = ctx.clone();
        async move { erase(&ctx, &job).await }.boxed()
    });
}

async fn erase(ctx: &Ctx, job: &Job) -> anyhow::Result<()> {
    let keys = match job.body()? {
        Ask::Upload { upload, parts } => {
            parts.iter().map(|(start, writer)| parts::key(upload, *start, writer)).collect()
        }
        Ask::Deck { deck, pages, clips } => {
            wait_for_converter(ctx, deck).await?;
            keys_of(deck, pages, clips)
        }
    };
    stream::iter(keys)
        .map(|key| async move { ctx.files.delete(&key).await })
        .buffer_unordered(FILES_AT_ONCE)
        .try_collect::<()>()
        .await?;
    Ok(())
}

/// The last file of a conversion that was called off may still be on its way to the store.
async fn wait_for_converter(ctx: &Ctx, deck: DeckId) -> anyhow::Result<()> {
    let key = deck.to_string();
    for asked in 0..100 {
        let key = key.clone();
        let status = async move |tx: &Tx| jobs::status(tx, convert_job::KIND, &key).await;
        let status: Result<Option<jobs::Status>, db::Error> =
            ctx.db.read("erase.wait", status).await;
        match status?.map(|status| status.state) {
            Some(State::Running) => tokio::time::sleep(ASK_EVERY).await,
            _ if asked == 0 => return Ok(()),
            _ => {
                tokio::time::sleep(LAST_FILE).await;
                return Ok(());
            }
        }
    }
    ensure!(false, "deck {deck} is still being converted");
    Ok(())
}

/// Everything that a deck may have in the file store.
fn keys_of(deck: DeckId, pages: u32, clips: Vec<String>) -> Vec<String> {
    let mut files: Vec<DeckFile> = clips.into_iter().map(DeckFile::Clip).collect();
    for page in 1..=pages {
        files.extend(PICTURE_WIDTHS.map(|width| DeckFile::Picture { page, width }));
        files.push(DeckFile::Text { page });
    }
    files.iter().map(|file| file.key(deck)).collect()
}

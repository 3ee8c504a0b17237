//! The job `deck.convert`: a deck's document becomes its pages.
//!
//! The document comes from the file store into a folder of its own, and the pages go there when
//! all are made. A try that was cut off is begun anew; what it left is replaced or removed.

use std::path::{Path, PathBuf};

use futures_util::FutureExt as _;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use xingtan_base::ids::DeckId;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::jobs::{self, Job, Worker};

use super::begin::{Begun, begin, note};
use super::conversion::{NotMade, Wanted};
use super::{end, store};
use crate::convert::{Converted, OUT, Progress, Source};
use crate::limits::{CONVERT_TRIES_MAX, PROGRESS_EVERY};
use crate::uploads::parts;

pub use super::conversion::Converter;

/// The folder for work within the data folder.
const FOLDER: &str = "converting";

/// The job's kind.
pub const KIND: &str = "deck.convert";

/// What the job is to make pages of.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Ask {
    deck: DeckId,
}

/// Asks for a deck's pages.
pub(super) async fn ask(tx: &Tx, deck: DeckId) -> Result<(), db::Error> {
    let body = serde_json::to_string(&Ask { deck }).unwrap_or_default();
    jobs::enqueue(tx, KIND, &deck.to_string(), &body).await.map(drop)
}

/// Asks for them no more.
pub(super) async fn call_off(tx: &Tx, deck: DeckId) -> Result<(), db::Error> {
    jobs::cancel(tx, KIND, &deck.to_string()).await
}

/// Begins to do the job.
pub fn register(worker: &Worker, ctx: &Ctx, converter: Converter) {
    let ctx = ctx.clone();
    worker.register(KIND, move |job| {
        let (ctx, converter) = (ctx.clone(), converter.clone());
        async move { convert(&ctx, &converter, &job).await }.boxed()
    });
}

async fn convert(ctx: &Ctx, converter: &Converter, job: &Job) -> anyhow::Result<()> {
    let Ask { deck } = job.body()?;
    let Some(Begun { school, uploads }) = begin(ctx, deck).await? else { return Ok(()) };
    let place = (school, deck);
    if job.tries() > CONVERT_TRIES_MAX {
        return Ok(end::failed(ctx, place, "deck.broken").await?);
    }
    let work = Work::make(ctx, deck).await?;
    let mut sources = Vec::with_capacity(uploads.len());
    for (at, upload) in uploads.into_iter().enumerate() {
        let path = work.0.join(format!("source-{}", at + 1));
        parts::fetch(ctx, &upload, &path).await?;
        sources.push(Source { path, file_name: upload.file_name });
    }
    let folder = work.0.join("pages");
    tokio::fs::create_dir(&folder).await?;
    match made(ctx, converter, deck, (sources, &folder)).await {
        Ok(made) => {
            if end::write_pages(ctx, place, &made).await? {
                store::put(ctx, deck, &folder.join(OUT), &made.pages).await?;
                let pages = u32::try_from(made.pages.len()).unwrap_or(u32::MAX);
                end::ready(ctx, place, pages).await?;
            }
            Ok(())
        }
        Err(NotMade::Refused(problem)) => Ok(end::failed(ctx, place, problem).await?),
        Err(NotMade::Trouble(error)) => Err(error),
    }
}

/// Has the pages made, and writes now and then how far that is.
async fn made(
    ctx: &Ctx,
    converter: &Converter,
    deck: DeckId,
    (sources, folder): (Vec<Source>, &Path),
) -> Result<Converted, NotMade> {
    let (progress, mut told) = watch::channel(Progress { done: 0, total: None });
    let cancelled = CancellationToken::new();
    // This future is dropped where it waits when the job is called off.
    let _guard = cancelled.clone().drop_guard();
    let folder = folder.to_owned();
    let making = converter(Wanted { sources, folder, progress, cancelled });
    let follow = async {
        while told.changed().await.is_ok() {
            let progress = *told.borrow_and_update();
            if let Err(error) = note(ctx, deck, progress).await {
                tracing::warn!(%error, "A deck's progress was not written.");
            }
            tokio::time::sleep(PROGRESS_EVERY).await;
        }
        std::future::pending().await
    };
    tokio::select! {
        made = making => made,
        () = follow => Err(NotMade::Trouble(anyhow::anyhow!("the progress ended"))),
    }
}

/// A folder on this server's disk that is gone when the work is.
struct Work(PathBuf);

impl Work {
    /// Makes one for this try alone: that of an earlier one may be about to go.
    async fn make(ctx: &Ctx, deck: DeckId) -> std::io::Result<Self> {
        let name = format!("{deck}-{}", ctx.ids.secret(6));
        // The programs are told full paths.
        let path = std::path::absolute(ctx.config.data.join(FOLDER).join(name))?;
        tokio::fs::create_dir_all(&path).await?;
        Ok(Self(path))
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        let path = std::mem::take(&mut self.0);
        // Its files may be many. What is left is removed when the server starts.
        drop(tokio::task::spawn_blocking(move || {
            if let Err(error) = std::fs::remove_dir_all(&path) {
                tracing::warn!(%error, path = %path.display(), "Files of a conversion were left.");
            }
        }));
    }
}

/// Removes what a server that died has left on its disk.
///
/// # Errors
/// When the disk cannot be used.
pub fn clean(data: &Path) -> std::io::Result<()> {
    match std::fs::remove_dir_all(data.join(FOLDER)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

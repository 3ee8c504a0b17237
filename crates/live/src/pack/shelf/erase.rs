//! The job `shelf.erase`: what no shelf needs any more leaves the file store.
//!
//! It is asked for in the transaction that takes the rows away, and is repeated until the store has
//! done it.

use std::time::Duration;

use futures_util::FutureExt as _;
use serde::{Deserialize, Serialize};
use xingtan_base::ids::PackImportId;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::ids::Ids;
use xingtan_platform::jobs::{self, Job, State, Worker};

use super::imports::worker;
use super::store::{Place, delete_zip};

/// The job's kind.
const KIND: &str = "shelf.erase";
/// Pause before it is looked again whether an import has ended.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// How long a file may still be on its way to the store, or be read there, by who began before.
const LAST_FILE: Duration = Duration::from_secs(2);

/// What is to be deleted.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Gone {
    /// A version that stands on no shelf any more.
    Version(Place),
    /// The ZIP of an import that is done.
    Zip(PackImportId),
    /// An import that came to nothing, with all that it has put there.
    Import(PackImportId),
}

/// Asks for something to be deleted. Each ask is a job of its own.
pub(super) async fn ask(tx: &Tx, ids: &Ids, gone: Gone) -> Result<(), db::Error> {
    let body = serde_json::to_string(&gone).unwrap_or_default();
    let key = ids.next::<()>().to_string();
    jobs::enqueue(tx, KIND, &key, &body).await.map(drop)
}

/// Begins to do the job.
pub(super) fn register(worker: &Worker, ctx: &Ctx) {
    let ctx = ctx.clone();
    worker.register(KIND, move |job| {
        let ctx = ctx.clone();
        async move { erase(&ctx, &job).await }.boxed()
    });
}

async fn erase(ctx: &Ctx, job: &Job) -> anyhow::Result<()> {
    match job.body()? {
        Gone::Version(place) => {
            tokio::time::sleep(LAST_FILE).await;
            place.delete(&ctx.files).await
        }
        Gone::Zip(import) => Ok(delete_zip(&ctx.files, import).await?),
        Gone::Import(import) => {
            wait_for(ctx, import).await?;
            tokio::time::sleep(LAST_FILE).await;
            delete_zip(&ctx.files, import).await?;
            Place::Import(import).delete(&ctx.files).await
        }
    }
}

/// Waits until nothing puts files of an import there any more.
async fn wait_for(ctx: &Ctx, import: PackImportId) -> anyhow::Result<()> {
    loop {
        let status = async move |tx: &Tx| jobs::status(tx, worker::KIND, &import.to_string()).await;
        let status: Result<Option<jobs::Status>, db::Error> =
            ctx.db.read("shelf.erase", status).await;
        if status?.is_none_or(|status| status.state != State::Running) {
            return Ok(());
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

//! The job `pack.make`.

use std::time::Duration;

use futures_util::FutureExt as _;
use serde::{Deserialize, Serialize};
use xingtan_base::ids::{LessonId, PackId};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;
use xingtan_platform::jobs::{self, Job, Worker};

use super::store::Place;
use super::{Maker, Progress};
use crate::pack::limits::MAKE_TRIES_MAX;
use crate::pack::refusals;
use crate::pack::rows::{self, PackRow};

/// The job's kind.
pub const KIND: &str = "pack.make";
/// The job that deletes what a pack which was removed left in the file store.
const CLEAR: &str = "pack.clear";
/// Pause before it is looked again whether a making has ended.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Ask {
    lesson: LessonId,
    pack: PackId,
    making: u32,
}

/// Names the job of a row's latest making.
pub fn key(row: &PackRow) -> String {
    format!("{}/{}", row.id, row.making)
}

/// Asks for a row's latest making.
///
/// # Errors
/// When the database fails.
pub(in crate::pack) async fn ask(tx: &Tx, row: &PackRow) -> Result<(), db::Error> {
    let ask = Ask { lesson: row.lesson, pack: row.id, making: row.making };
    let body = serde_json::to_string(&ask).unwrap_or_default();
    jobs::enqueue(tx, KIND, &key(row), &body).await.map(drop)
}

/// Calls a row's latest making off.
///
/// # Errors
/// When the database fails.
pub async fn cancel(tx: &Tx, row: &PackRow) -> Result<(), db::Error> {
    jobs::cancel(tx, KIND, &key(row)).await
}

/// Asks for a removed pack's files to be deleted.
///
/// # Errors
/// When the database fails.
pub async fn ask_to_clear(tx: &Tx, row: &PackRow) -> Result<(), db::Error> {
    let ask = Ask { lesson: row.lesson, pack: row.id, making: row.making };
    let body = serde_json::to_string(&ask).unwrap_or_default();
    jobs::enqueue(tx, CLEAR, &row.id.to_string(), &body).await.map(drop)
}

/// Begins to make the packs that are asked for, one after the other.
pub fn register(ctx: &Ctx, maker: &Maker) {
    let worker = Worker::new(ctx.db.clone(), &ctx.ids, ctx.tasks.clone());
    let (making, maker) = (ctx.clone(), maker.clone());
    worker.register(KIND, move |job| {
        let (ctx, maker) = (making.clone(), maker.clone());
        async move { make(&ctx, &maker, job).await }.boxed()
    });
    let clearing = ctx.clone();
    worker.register(CLEAR, move |job| {
        let ctx = clearing.clone();
        async move { clear(&ctx, &job).await }.boxed()
    });
}

async fn clear(ctx: &Ctx, job: &Job) -> anyhow::Result<()> {
    let Ask { lesson, pack, making } = job.body()?;
    let name = format!("{pack}/{making}");
    let mut status = Some(jobs::State::Running);
    // What a making puts there last would stay for ever.
    while status == Some(jobs::State::Running) {
        tokio::time::sleep(LOOK_AGAIN).await;
        let name = name.clone();
        let ask = async move |tx: &Tx| jobs::status(tx, KIND, &name).await;
        let found: Result<_, db::Error> = ctx.db.read("pack.clear", ask).await;
        status = found?.map(|status| status.state);
    }
    let place = Place { lesson, pack };
    for gone in 1..=making {
        place.delete(&ctx.files, gone, &[]).await?;
    }
    Ok(())
}

async fn make(ctx: &Ctx, maker: &Maker, job: Job) -> anyhow::Result<()> {
    let Ask { lesson, pack, making } = job.body()?;
    let find = async move |tx: &Tx| rows::one(tx, lesson, pack).await;
    let row: Result<Option<PackRow>, db::Error> = ctx.db.read("pack.row", find).await;
    // Removed meanwhile, or asked for anew.
    let Some(row) = row?.filter(|row| row.making == making && row.made < making) else {
        return Ok(());
    };
    let made = match job.tries() > MAKE_TRIES_MAX {
        true => Err(refusals::not_made().into()),
        false => maker.make(&row, &mut Progress::of(job, ctx.clock.clone())).await,
    };
    match made {
        Ok(()) => Ok(()),
        // It would come to nothing the next time, too.
        Err(ApiError::Problem(why)) if why.status < 500 => {
            let write = async move |tx: &Tx| rows::failed(tx, &row, &why.code).await;
            let noted: Result<(), db::Error> = ctx.db.write("pack.failed", write).await;
            Ok(noted?)
        }
        Err(error) => Err(error.into_report()),
    }
}

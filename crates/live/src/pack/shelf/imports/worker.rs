//! The job `shelf.import`.

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::Context as _;
use bytes::BytesMut;
use futures_util::FutureExt as _;
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt as _;
use xingtan_base::ids::PackImportId;
use xingtan_base::problems::Problem;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult};
use xingtan_platform::jobs::{self, Job, Worker};

use super::cutter::Cutter;
use super::rows::{self, ImportRow, State};
use super::shelve::shelve;
use crate::pack::format::manifest::Part;
use crate::pack::format::zip::Entry;
use crate::pack::limits::{IMPORT_TRIES_MAX, SMALL_BYTES};
use crate::pack::make::{Progress, Sums};
use crate::pack::refusals;
use crate::pack::shelf::erase::{self, Gone};
use crate::pack::shelf::put::Arrived;
use crate::pack::shelf::store::{Place, zip_key};

/// The job's kind.
pub const KIND: &str = "shelf.import";

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Ask {
    import: PackImportId,
}

/// Asks for an import.
pub(super) async fn ask(tx: &Tx, import: PackImportId) -> Result<(), db::Error> {
    let body = serde_json::to_string(&Ask { import }).unwrap_or_default();
    jobs::enqueue(tx, KIND, &import.to_string(), &body).await.map(drop)
}

/// Calls an import off.
pub(super) async fn call_off(tx: &Tx, import: PackImportId) -> Result<(), db::Error> {
    jobs::cancel(tx, KIND, &import.to_string()).await
}

/// Begins to import what is asked for, and to clear up.
pub fn register(ctx: &Ctx) {
    let worker = Worker::new(ctx.db.clone(), &ctx.ids, ctx.tasks.clone());
    let importing = ctx.clone();
    worker.register(KIND, move |job| {
        let ctx = importing.clone();
        async move { import(&ctx, job).await }.boxed()
    });
    erase::register(&worker, ctx);
}

async fn import(ctx: &Ctx, job: Job) -> anyhow::Result<()> {
    let Ask { import } = job.body()?;
    let find = async move |tx: &Tx| rows::one(tx, import).await;
    let row: Result<Option<ImportRow>, db::Error> = ctx.db.read("shelf.import", find).await;
    // Called off meanwhile, or done by a server that could not say so.
    let Some(row) = row?.filter(|row| row.state == State::Importing) else { return Ok(()) };
    let brought = match job.tries() > IMPORT_TRIES_MAX {
        true => Err(refusals::import_failed().into()),
        false => bring(ctx, &row, job).await,
    };
    match brought {
        Ok(()) => Ok(()),
        // What is wrong with the pack will be wrong the next time.
        Err(ApiError::Problem(why)) if why.status < 500 => Ok(refuse(ctx, &row, &why).await?),
        Err(error) => Err(error.into_report()),
    }
}

async fn bring(ctx: &Ctx, row: &ImportRow, job: Job) -> ApiResult<()> {
    let place = Place::Import(row.id);
    let manifest = place.manifest(&ctx.files).await?.context("the pack's manifest is gone")?;
    let mut cutter = Cutter::new(ctx.files.clone(), zip_key(row.id), row.size_bytes);
    let mut progress = Progress::of(job, ctx.clock.clone());
    progress.expect(manifest.bytes().max(1));
    let parts: HashMap<&str, &Part> =
        manifest.parts.iter().map(|part| (part.path.as_str(), part)).collect();
    for entry in cutter.entries().await? {
        // The two that are in no list are the lists themselves.
        if let Some(part) = parts.get(entry.path.as_str()) {
            keep(ctx, place, (&mut cutter, &entry), part, &mut progress).await?;
        }
    }
    shelve(ctx, row, &manifest).await
}

/// Cuts a file out and keeps it, if it is what the list says.
async fn keep(
    ctx: &Ctx,
    place: Place,
    (cutter, entry): (&mut Cutter, &Entry),
    part: &Part,
    progress: &mut Progress,
) -> ApiResult<()> {
    let key = place.part_key(&part.sha256);
    // An earlier try has checked it. Two files with the same bytes are one, too.
    if ctx.files.size(&key).await.map_err(anyhow::Error::from)? == Some(part.bytes) {
        return Ok(progress.add(part.bytes).await?);
    }
    let mut piece = Piece::of(ctx, part)?;
    let (mut sums, mut left) = (Sums::default(), entry.bytes);
    cutter.go_to(entry).await?;
    while left > 0 {
        let bytes = cutter.next(left).await?;
        left -= bytes.len() as u64;
        sums.update(&bytes);
        piece.add(&bytes).await.map_err(anyhow::Error::from)?;
        progress.add(bytes.len() as u64).await?;
    }
    if sums.laid(&part.path).sha256 != part.sha256 {
        return Err(refusals::wrong_hash(&part.path).into());
    }
    Ok(piece.store(ctx, &key).await?)
}

/// A file on its way from the ZIP to a place of its own.
enum Piece {
    Small(BytesMut),
    Large(tokio::fs::File, Arrived),
}

impl Piece {
    fn of(ctx: &Ctx, part: &Part) -> anyhow::Result<Self> {
        if part.bytes <= SMALL_BYTES {
            return Ok(Self::Small(BytesMut::new()));
        }
        let there = Arrived::begin(ctx)?;
        Ok(Self::Large(std::fs::File::create(&there.0)?.into(), there))
    }

    async fn add(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        match self {
            Self::Small(all) => all.extend_from_slice(bytes),
            Self::Large(file, _) => file.write_all(bytes).await?,
        }
        Ok(())
    }

    async fn store(self, ctx: &Ctx, key: &str) -> anyhow::Result<()> {
        match self {
            Self::Small(all) => Ok(ctx.files.put(key, &all.freeze()).await?),
            Self::Large(mut file, there) => {
                file.flush().await?;
                let path: &PathBuf = &there.0;
                Ok(ctx.files.put_file(key, path).await?)
            }
        }
    }
}

/// Notes why a pack cannot stand on the shelf; what there is of it is deleted.
async fn refuse(ctx: &Ctx, row: &ImportRow, why: &Problem) -> Result<(), db::Error> {
    let (import, why, now, ids) = (row.id, why.clone(), ctx.clock.now(), ctx.ids.clone());
    let write = async move |tx: &Tx| -> Result<(), db::Error> {
        if rows::refused(tx, import, (&why, now)).await? {
            erase::ask(tx, &ids, Gone::Import(import)).await?;
        }
        Ok(())
    };
    ctx.db.write("shelf.refuse", write).await
}

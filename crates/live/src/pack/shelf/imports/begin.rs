//! From a pack on this disk to its job.

use std::path::Path;

use xingtan_base::ids::{PackImportId, PersonId, SchoolId};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult};

use super::rows::{self, ImportRow, State};
use super::worker;
use crate::pack::format::manifest::Manifest;
use crate::pack::limits::IMPORT_TOLD_MS;
use crate::pack::shelf::erase::{self, Gone};
use crate::pack::shelf::store::{Place, zip_key};
use crate::pack::shelf::zip_file::Zip;
use crate::pack::shelf::{room, rows as shelved};
use crate::pack::{access, refusals};

/// Looks at a pack on this disk, puts it into the file store and asks for its import.
///
/// # Errors
/// When it is not a pack as one was made, may not stand on the shelf, or cannot be kept.
pub async fn begin(
    ctx: &Ctx,
    path: &Path,
    (school, by): (SchoolId, Option<PersonId>),
) -> ApiResult<ImportRow> {
    let zip = path.to_owned();
    let checked = tokio::task::spawn_blocking(move || -> ApiResult<(Manifest, u64)> {
        let size = std::fs::metadata(&zip).map_err(anyhow::Error::from)?.len();
        Ok((Zip::open(&zip)?.check()?, size))
    });
    let (manifest, size_bytes) = checked.await.map_err(anyhow::Error::from)??;
    let mut row = ImportRow {
        school,
        id: ctx.ids.next(),
        pack: manifest.pack,
        title: manifest.title.clone(),
        class_name: manifest.class_name.clone(),
        size_bytes,
        state: State::Arriving,
        problem: None,
        detail: None,
        shelved: None,
        asked_by: by,
        asked_at: ctx.clock.now(),
    };
    add(ctx, &row, &manifest).await?;
    if let Err(error) = put(ctx, row.id, path, &manifest).await {
        forget(ctx, row.id).await?;
        return Err(error.into());
    }
    hand_over(ctx, row.id).await?;
    row.state = State::Importing;
    Ok(row)
}

/// Notes that it arrives, before anything of it is stored: whoever clears up finds it by this.
async fn add(ctx: &Ctx, row: &ImportRow, manifest: &Manifest) -> ApiResult<()> {
    let shelf_bytes = ctx.config.limits.shelf_bytes;
    let (row, manifest) = (row.clone(), manifest.clone());
    let write = async move |tx: &Tx| -> Result<(), ApiError> {
        if let Some(person) = row.asked_by {
            access::shelve(tx, person, row.school, row.asked_at).await?;
        }
        let there = shelved::of_pack(tx, row.school, row.pack).await?;
        room::check(tx, (row.school, shelf_bytes), there.as_ref(), &manifest).await?;
        if rows::are_many(tx, row.school).await? {
            return Err(refusals::too_many_imports().into());
        }
        Ok(rows::add(tx, &row).await?)
    };
    ctx.db.write("shelf.begin", write).await
}

async fn put(
    ctx: &Ctx,
    import: PackImportId,
    path: &Path,
    manifest: &Manifest,
) -> anyhow::Result<()> {
    // By the manifest its files are found again, however far the import comes.
    let json = manifest.to_json().into();
    ctx.files.put(&Place::Import(import).manifest_key(), &json).await?;
    Ok(ctx.files.put_file(&zip_key(import), path).await?)
}

/// Asks for the import, unless it was called off while the pack arrived.
async fn hand_over(ctx: &Ctx, import: PackImportId) -> ApiResult<()> {
    let ids = ctx.ids.clone();
    let write = async move |tx: &Tx| -> Result<bool, db::Error> {
        let is_wanted = rows::arrived(tx, import).await?;
        match is_wanted {
            true => worker::ask(tx, import).await?,
            // Who called it off may have cleared up before its last file was there.
            false => erase::ask(tx, &ids, Gone::Import(import)).await?,
        }
        Ok(is_wanted)
    };
    match ctx.db.write("shelf.hand_over", write).await? {
        true => Ok(()),
        false => Err(refusals::import_cancelled().into()),
    }
}

/// Removes an import that could not be stored, with what there may be of it.
async fn forget(ctx: &Ctx, import: PackImportId) -> Result<(), db::Error> {
    let ids = ctx.ids.clone();
    let write = async move |tx: &Tx| -> Result<(), db::Error> {
        rows::remove(tx, import).await?;
        erase::ask(tx, &ids, Gone::Import(import)).await
    };
    ctx.db.write("shelf.forget", write).await
}

/// Removes what a server that died was receiving. No pack takes a day from its disk to the store.
///
/// # Errors
/// When the database cannot be used.
pub async fn clean(ctx: &Ctx) -> Result<(), db::Error> {
    let (ids, before) = (ctx.ids.clone(), ctx.clock.now().plus_ms(-IMPORT_TOLD_MS));
    let write = async move |tx: &Tx| -> Result<(), db::Error> {
        for row in rows::lost(tx, before).await? {
            rows::remove(tx, row.id).await?;
            erase::ask(tx, &ids, Gone::Import(row.id)).await?;
        }
        Ok(())
    };
    ctx.db.write("shelf.clean", write).await
}

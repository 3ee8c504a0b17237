//! `xingtan pack import`.

use std::path::Path;

use anyhow::{Context as _, bail};
use xingtan_base::ids::SchoolId;
use xingtan_live::pack::shelf::imports::begin::begin;
use xingtan_live::pack::shelf::imports::rows::{self, ImportRow, State};
use xingtan_live::pack::shelf::imports::worker;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;
use xingtan_platform::jobs;

use super::{LOOK_AGAIN, Trouble, stop};

/// Checks a pack and puts it on a school's shelf. A server that runs may do the job as well.
pub(super) async fn import(ctx: &Ctx, file: &Path, school: Option<&str>) -> anyhow::Result<()> {
    let school = school_of(ctx, school).await?;
    if !file.is_file() {
        bail!("there is no file {}", file.display());
    }
    let row = begin(ctx, file, (school, None)).await.map_err(ApiError::into_report)?;
    worker::register(ctx);
    let ended = ended(ctx, &row).await;
    stop(ctx).await;
    let row = ended?;
    match (row.state, row.shelved) {
        (State::Done, Some(shelved)) => {
            println!("{} · {}: on the shelf as {shelved}", row.title, row.class_name);
            Ok(())
        }
        _ => bail!(
            "the pack cannot stand on the shelf: {} {}",
            row.problem.unwrap_or_default(),
            row.detail.unwrap_or_default()
        ),
    }
}

async fn ended(ctx: &Ctx, row: &ImportRow) -> anyhow::Result<ImportRow> {
    let id = row.id;
    let mut trouble = Trouble::default();
    loop {
        let find = async move |tx: &Tx| -> Result<_, db::Error> {
            let status = jobs::status(tx, worker::KIND, &id.to_string()).await?;
            Ok((rows::one(tx, id).await?, status))
        };
        let (row, status) = ctx.db.read("pack.import", find).await?;
        let row: ImportRow = row.context("the import was called off")?;
        trouble.tell(status.as_ref());
        if matches!(row.state, State::Done | State::Refused) {
            return Ok(row);
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

async fn school_of(ctx: &Ctx, wanted: Option<&str>) -> anyhow::Result<SchoolId> {
    let read = async |tx: &Tx| -> Result<Vec<(SchoolId, String)>, db::Error> {
        let rows = tx.rows("select id, name from school order by name, id", &[]).await?;
        rows.iter().map(|row| Ok((row.get("id")?, row.get("name")?))).collect()
    };
    let schools = ctx.db.read("pack.schools", read).await?;
    let names = || schools.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
    match (wanted, &schools[..]) {
        (_, []) => bail!("there is no school on this server yet"),
        (None, [(only, _)]) => Ok(*only),
        (None, _) => bail!("say which school with --school; there are {}", names()),
        (Some(wanted), _) => {
            let is_it =
                |(id, name): &&(SchoolId, String)| name == wanted || wanted.parse() == Ok(*id);
            let found = schools.iter().find(is_it).map(|(id, _)| *id);
            found.with_context(|| format!("there is no school {wanted}; there are {}", names()))
        }
    }
}

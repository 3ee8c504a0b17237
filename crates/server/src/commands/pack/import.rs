//! `xingtan pack import`.

use std::path::Path;

use anyhow::{Context as _, bail};
use xingtan_base::ids::SchoolId;
use xingtan_live::pack::shelf::put;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;

/// Checks a pack and puts it on a school's shelf.
pub(super) async fn import(ctx: &Ctx, file: &Path, school: Option<&str>) -> anyhow::Result<()> {
    let school = school_of(ctx, school).await?;
    if !file.is_file() {
        bail!("there is no file {}", file.display());
    }
    let row = put::keep(ctx, file, (school, None)).await.map_err(ApiError::into_report)?;
    println!("{} · {}: on the shelf as {}", row.title, row.class_name, row.id);
    Ok(())
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

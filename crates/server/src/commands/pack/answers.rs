//! `xingtan pack answers`.

use std::path::Path;

use anyhow::Context as _;
use xingtan_base::ids::PackId;
use xingtan_live::pack::format::answers::AnswersFile;
use xingtan_live::pack::shelf::{export, rows};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};

use super::shelved_id;

/// Writes the answers given to a pack, on whichever shelves it stands.
pub(super) async fn write(ctx: &Ctx, pack: PackId, out: &Path) -> anyhow::Result<()> {
    let read = async move |tx: &Tx| -> Result<Option<AnswersFile>, db::Error> {
        let mut shelved = rows::named(tx, pack).await?;
        shelved.extend(rows::one(tx, shelved_id(pack)).await?);
        let mut all: Option<AnswersFile> = None;
        for row in &shelved {
            let file = export::file(tx, row).await?;
            match &mut all {
                Some(all) => all.answers.extend(file.answers),
                None => all = Some(file),
            }
        }
        Ok(all)
    };
    let file = ctx.db.read("pack.answers", read).await?;
    let file = file.with_context(|| format!("no pack {pack} is on a shelf here"))?;
    std::fs::write(out, serde_json::to_vec_pretty(&file)?)
        .with_context(|| format!("cannot write {}", out.display()))?;
    println!("{}: {} answers", out.display(), file.answers.len());
    Ok(())
}

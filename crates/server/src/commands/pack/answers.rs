//! `xingtan pack answers`.

use std::path::Path;

use anyhow::{Context as _, ensure};
use xingtan_base::ids::PackId;
use xingtan_live::pack::format::answers::AnswersFile;
use xingtan_live::pack::shelf::rows::ShelvedRow;
use xingtan_live::pack::shelf::{export, rows};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};

use super::shelved_id;

/// Writes the answers given to a pack, on whichever shelves it stands.
pub(super) async fn write(ctx: &Ctx, pack: PackId, out: &Path) -> anyhow::Result<()> {
    let read = async move |tx: &Tx| -> Result<_, db::Error> {
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
        Ok((shelved, all))
    };
    let (shelved, file) = ctx.db.read("pack.answers", read).await?;
    ensure!(are_one(&shelved), "{}", several(pack, &shelved));
    let file = file.with_context(|| format!("no pack {pack} is on a shelf here"))?;
    std::fs::write(out, serde_json::to_vec_pretty(&file)?)
        .with_context(|| format!("cannot write {}", out.display()))?;
    println!("{}: {} answers", out.display(), file.answers.len());
    Ok(())
}

/// Whether it is one pack on all its shelves. Two servers, or somebody's hand, may give one name
/// to two; their answers go back to different places.
fn are_one(shelved: &[ShelvedRow]) -> bool {
    let tells = |row: &ShelvedRow| (row.lesson, row.secret.clone());
    shelved.windows(2).all(|two| tells(&two[0]) == tells(&two[1]))
}

fn several(pack: PackId, shelved: &[ShelvedRow]) -> String {
    let names = shelved.iter().map(|row| format!("{} ({})", row.id, row.title));
    let names: Vec<_> = names.collect();
    let names = names.join(", ");
    format!("there are several packs {pack} here; name one by its id on the shelf: {names}")
}

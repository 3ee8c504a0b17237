//! The one moment in which a pack comes to stand on a shelf, or takes another version's place.

use xingtan_facts::{Actor, Fact, Happened, Object};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::Tx;
use xingtan_platform::facts_log;
use xingtan_platform::http::{ApiError, ApiResult};

use super::rows::{self, ImportRow};
use crate::pack::access;
use crate::pack::format::manifest::Manifest;
use crate::pack::shelf::erase::{self, Gone};
use crate::pack::shelf::room;
use crate::pack::shelf::rows::{self as shelved, ShelvedRow};

/// Puts a pack whose files are all there on its shelf, unless it was called off.
pub(super) async fn shelve(ctx: &Ctx, import: &ImportRow, manifest: &Manifest) -> ApiResult<()> {
    let (now, ids, new) = (ctx.clock.now(), ctx.ids.clone(), ctx.ids.next());
    let shelf_bytes = ctx.config.limits.shelf_bytes;
    let (import, manifest) = (import.clone(), manifest.clone());
    let write = async move |tx: &Tx| -> Result<(), ApiError> {
        let there = shelved::of_pack(tx, import.school, import.pack).await?;
        let id = there.as_ref().map_or(new, |there| there.id);
        if !rows::done(tx, import.id, (id, now)).await? {
            return Ok(());
        }
        if let Some(person) = import.asked_by {
            access::shelve(tx, person, import.school, now).await?;
        }
        room::check(tx, (import.school, shelf_bytes), there.as_ref(), &manifest).await?;
        let row = ShelvedRow {
            school: import.school,
            id,
            pack: manifest.pack,
            lesson: manifest.lesson,
            title: manifest.title.clone(),
            class_name: manifest.class_name.clone(),
            secret: manifest.secret.clone(),
            made_at: manifest.made_at,
            size_bytes: manifest.bytes(),
            version: there.as_ref().map_or(1, |there| there.version + 1),
            stored: Some(import.id),
            put_by: import.asked_by,
            put_at: now,
        };
        shelved::put(tx, &row).await?;
        erase::ask(tx, &ids, Gone::Zip(import.id)).await?;
        if let Some(there) = there {
            erase::ask(tx, &ids, Gone::Version(there.place())).await?;
        }
        let happened = Happened::PackShelved {
            shelved: row.id,
            pack: row.pack,
            lesson: row.lesson,
            title: row.title.clone(),
        };
        let mut fact = Fact::new(ids.next(), now, Object::new("shelved_pack", row.id), happened);
        fact.school = Some(row.school);
        fact.actor =
            row.put_by.map(|person| Actor { person, role: "teacher".into(), on_behalf_of: None });
        facts_log::record(tx, &fact).await?;
        Ok(())
    };
    ctx.db.write("shelf.put", write).await
}

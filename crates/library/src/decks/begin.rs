//! How the making of a deck's pages begins, and how far it is.

use xingtan_base::ids::{DeckId, SchoolId};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};

use super::deck::{self, DeckState};
use crate::convert::Progress;
use crate::uploads::upload::{self, Upload};

/// A deck whose pages are wanted, and the files it is made of.
pub(super) struct Begun {
    pub(super) school: SchoolId,
    pub(super) uploads: Vec<Upload>,
}

/// Begins anew with a deck; nothing when its pages are not wanted, or there.
pub(super) async fn begin(ctx: &Ctx, id: DeckId) -> Result<Option<Begun>, db::Error> {
    ctx.db
        .write("decks.begin", async move |tx: &Tx| {
            let Some(found) = deck::bare(tx, id).await? else { return Ok(None) };
            if !found.state.is_under_way() {
                return Ok(None);
            }
            let sql = "update deck set state = $2, done = 0, total = null where id = $1";
            tx.execute(sql, &[id.into(), DeckState::Converting.word().into()]).await?;
            let uploads = upload::of_deck(tx, id).await?;
            Ok(Some(Begun { school: found.school, uploads }))
        })
        .await
}

/// Writes how far a deck is.
pub(super) async fn note(ctx: &Ctx, id: DeckId, progress: Progress) -> Result<(), db::Error> {
    ctx.db
        .write("decks.progress", async move |tx: &Tx| {
            let sql = "update deck set done = $2, total = $3 where id = $1 and state = $4";
            let state = DeckState::Converting.word().into();
            let values = [id.into(), progress.done.into(), progress.total.into(), state];
            tx.execute(sql, &values).await.map(drop)
        })
        .await
}

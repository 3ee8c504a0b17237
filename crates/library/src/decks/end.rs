//! How the making of a deck's pages ends.

use xingtan_base::ids::{DeckId, SchoolId, UploadId};
use xingtan_facts::Happened;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::ids::Ids;

use super::deck::DeckState;
use super::page;
use super::recorded::{self, Occasion};
use crate::convert::Converted;
use crate::erase;
use crate::uploads::upload;

/// Moves a deck that is under way to its end; false when it is not.
pub(super) async fn moved(tx: &Tx, deck: DeckId, to: DeckState) -> Result<bool, db::Error> {
    let (waiting, converting) = (DeckState::Waiting.word(), DeckState::Converting.word());
    let sql = "update deck set state = $2 where id = $1 and (state = $3 or state = $4)";
    let values = [deck.into(), to.word().into(), waiting.into(), converting.into()];
    Ok(tx.execute(sql, &values).await? == 1)
}

/// Takes a deck's pages and files away.
pub(super) async fn clear(
    tx: &Tx,
    ids: &Ids,
    (school, deck): (SchoolId, DeckId),
) -> Result<(), db::Error> {
    let gone = page::clear(tx, school, deck).await?;
    if gone.0 > 0 {
        erase::ask_for_deck(tx, ids, deck, gone).await?;
    }
    forget_uploads(tx, ids, deck).await
}

/// Nobody needs the document any more.
async fn forget_uploads(tx: &Tx, ids: &Ids, deck: DeckId) -> Result<(), db::Error> {
    let uploads: Vec<UploadId> =
        upload::of_deck(tx, deck).await?.into_iter().map(|upload| upload.id).collect();
    upload::forget(tx, ids, &uploads).await
}

/// Writes the pages that are about to be stored; false when the deck is not wanted any more.
pub(super) async fn write_pages(
    ctx: &Ctx,
    (school, deck): (SchoolId, DeckId),
    made: &Converted,
) -> Result<bool, db::Error> {
    let (pages, lost) = (made.pages.clone(), serde_json::to_string(&made.lost));
    let lost = lost.unwrap_or_else(|_| "[]".to_owned());
    ctx.db
        .write("decks.write_pages", async move |tx: &Tx| {
            let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
            let sql = "update deck set lost = $2, done = $3, total = $3 \
                       where id = $1 and state = $4";
            let state = DeckState::Converting.word().into();
            let values = [deck.into(), lost.as_str().into(), count.into(), state];
            if tx.execute(sql, &values).await? == 0 {
                return Ok(false);
            }
            page::write(tx, (school, deck), &pages).await?;
            Ok(true)
        })
        .await
}

/// Writes that all of a deck's pages are stored.
pub(super) async fn ready(
    ctx: &Ctx,
    (school, deck): (SchoolId, DeckId),
    pages: u32,
) -> Result<(), db::Error> {
    let (ids, at) = (ctx.ids.clone(), ctx.clock.now());
    ctx.db
        .write("decks.ready", async move |tx: &Tx| {
            if !moved(tx, deck, DeckState::Ready).await? {
                return Ok(());
            }
            forget_uploads(tx, &ids, deck).await?;
            let on = Occasion { deck, school, at, by: None };
            recorded::record(tx, &ids, on, Happened::DeckReady { deck, pages }).await
        })
        .await
}

/// Writes why a deck's document cannot be made into pages, by a stable code.
pub(super) async fn failed(
    ctx: &Ctx,
    (school, deck): (SchoolId, DeckId),
    problem: &'static str,
) -> Result<(), db::Error> {
    let (ids, at) = (ctx.ids.clone(), ctx.clock.now());
    ctx.db
        .write("decks.failed", async move |tx: &Tx| {
            if !moved(tx, deck, DeckState::Failed).await? {
                return Ok(());
            }
            let sql = "update deck set problem = $2 where id = $1";
            tx.execute(sql, &[deck.into(), problem.into()]).await?;
            clear(tx, &ids, (school, deck)).await?;
            let on = Occasion { deck, school, at, by: None };
            let problem = problem.to_owned();
            recorded::record(tx, &ids, on, Happened::DeckFailed { deck, problem }).await
        })
        .await
}

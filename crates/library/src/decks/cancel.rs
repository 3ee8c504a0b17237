//! `POST /api/decks/{id}/cancellation`.

use axum::extract::State;
use xingtan_base::ids::DeckId;
use xingtan_base::problems::{self, Problem};
use xingtan_facts::Happened;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::convert_job;
use super::deck::{self, Deck, DeckState};
use super::end::{clear, moved};
use super::recorded::{self, Occasion};
use crate::{Library, access};

/// Calls the making of a deck's pages off. To one that has ended nothing happens.
#[utoipa::path(post, path = "/api/decks/{id}/cancellation", tag = "library",
    params(("id" = DeckId, Path)),
    responses((status = 200, body = Deck), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
pub async fn cancel(
    State(library): State<Library>,
    caller: Caller,
    Path(id): Path<DeckId>,
) -> ApiResult<Json<Deck>> {
    let (now, ids, by) = (library.ctx.clock.now(), library.ctx.ids.clone(), caller.person);
    let shown = library
        .ctx
        .db
        .write("decks.cancel", async move |tx: &Tx| {
            let can = access::keep_deck(tx, by, id, now).await?;
            if moved(tx, id, DeckState::Cancelled).await? {
                convert_job::call_off(tx, id).await?;
                clear(tx, &ids, (can.school(), id)).await?;
                let happened = Happened::DeckCancelled { deck: id };
                recorded::record(tx, &ids, Occasion::of(&can, now), happened).await?;
            }
            let shown = deck::whole(tx, id).await?;
            shown.ok_or_else(|| ApiError::from(problems::not_found()))
        })
        .await?;
    Ok(Json(shown))
}

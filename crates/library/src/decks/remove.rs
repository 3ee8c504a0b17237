//! `DELETE /api/decks/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::DeckId;
use xingtan_base::problems::Problem;
use xingtan_facts::Happened;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::end::clear;
use super::recorded::{self, Occasion};
use super::{convert_job, uses};
use crate::{Library, access};

/// Removes a deck that no lesson shows, with all its files, also while it is converted.
#[utoipa::path(delete, path = "/api/decks/{id}", tag = "library", params(("id" = DeckId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn remove(
    State(library): State<Library>,
    caller: Caller,
    Path(id): Path<DeckId>,
) -> ApiResult<StatusCode> {
    let (now, ids, by) = (library.ctx.clock.now(), library.ctx.ids.clone(), caller.person);
    library
        .ctx
        .db
        .write("decks.remove", async move |tx: &Tx| {
            let can = access::keep_deck(tx, by, id, now).await?;
            if uses::are_there(tx, id).await? {
                return Err(in_use().into());
            }
            convert_job::call_off(tx, id).await?;
            clear(tx, &ids, (can.school(), id)).await?;
            let sql = "delete from deck where school = $1 and id = $2";
            tx.execute(sql, &[can.school().into(), id.into()]).await?;
            let happened = Happened::DeckRemoved { deck: id };
            recorded::record(tx, &ids, Occasion::of(&can, now), happened).await?;
            Ok::<_, ApiError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// 409: a lesson shows the deck.
fn in_use() -> Problem {
    Problem::new(409, "deck.in_use", "A lesson shows this deck.")
}

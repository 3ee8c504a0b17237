//! `DELETE /api/editions/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::EditionId;
use xingtan_base::problems::Problem;
use xingtan_facts::Happened;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::access::edit_access;
use super::recorded::{self, Occasion};
use super::{decks, rows};
use crate::state::Live;

/// Removes an edition and the answers to it. Lessons that play it keep what they play.
#[utoipa::path(delete, path = "/api/editions/{id}", tag = "live",
    params(("id" = EditionId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn remove(
    State(live): State<Live>,
    caller: Caller,
    Path(id): Path<EditionId>,
) -> ApiResult<StatusCode> {
    let (now, ids, by) = (live.ctx.clock.now(), live.ctx.ids.clone(), caller.person);
    live.ctx
        .db
        .write("editions.remove", async move |tx: &Tx| -> Result<(), ApiError> {
            let row = edit_access(tx, by, id).await?.row;
            rows::delete(tx, &row).await?;
            decks::hold(tx, (&row.parts, &[])).await?;
            let on = Occasion::of_owner(&row, now);
            recorded::record(tx, &ids, on, Happened::EditionRemoved { edition: id }).await?;
            Ok(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

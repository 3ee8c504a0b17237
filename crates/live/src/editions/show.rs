//! `GET /api/editions/{id}`.

use axum::extract::State;
use xingtan_base::ids::EditionId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiResult, Json, Path};

use super::access::{PlayRole, play_access};
use super::edition::Edition;
use crate::state::Live;

/// Shows an edition to who made it, and without its keys to the people of lessons that play it.
#[utoipa::path(get, path = "/api/editions/{id}", tag = "live", params(("id" = EditionId, Path)),
    responses((status = 200, body = Edition), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
pub async fn show(
    State(live): State<Live>,
    caller: Caller,
    Path(id): Path<EditionId>,
) -> ApiResult<Json<Edition>> {
    let now = live.ctx.clock.now();
    let can = live
        .ctx
        .db
        .read("editions.show", async move |tx: &Tx| play_access(tx, caller.person, id, now).await)
        .await?;
    Ok(Json(can.row.shown(can.role == PlayRole::Owner)))
}

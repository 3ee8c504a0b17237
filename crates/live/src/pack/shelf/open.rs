//! `GET /api/packs/{id}`.

use axum::extract::State;
use xingtan_base::ids::ShelvedId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::list::{ShelvedPack, shown};
use super::rows;
use crate::pack::access;
use crate::pack::state::Packs;

/// A pack on the shelf, with where it is played, for the school's members.
#[utoipa::path(get, path = "/api/packs/{id}", tag = "packs",
    params(("id" = ShelvedId, Path)),
    responses((status = 200, body = ShelvedPack), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
pub async fn open(
    State(packs): State<Packs>,
    caller: Caller,
    Path(shelved): Path<ShelvedId>,
) -> ApiResult<Json<ShelvedPack>> {
    let (person, now) = (caller.person, packs.ctx.clock.now());
    let read = async move |tx: &Tx| -> Result<_, ApiError> {
        let can = access::of_shelf(tx, person, shelved, now).await?;
        let counts = rows::counts(tx, can.row.school).await?;
        Ok((can, counts))
    };
    let (can, counts) = packs.ctx.db.read("shelf.open", read).await?;
    let answers = counts.iter().find(|(id, _)| *id == shelved).map_or(0, |(_, count)| *count);
    Ok(Json(shown(&packs, &can.row, answers, can.is_staff)))
}

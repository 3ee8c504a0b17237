//! `PUT /api/lessons/{id}/notes/{note}`.

use axum::extract::State;
use xingtan_base::ids::{LessonId, NoteId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::access::note_access;
use super::note::{Note, NoteToWrite};
use super::{refusals, rows};
use crate::state::Live;

/// Changes a mark or note of one's own; sent twice, it is one change.
#[utoipa::path(put, path = "/api/lessons/{id}/notes/{note}", tag = "live",
    params(("id" = LessonId, Path), ("note" = NoteId, Path)), request_body = NoteToWrite,
    responses((status = 200, body = Note), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn change(
    State(live): State<Live>,
    caller: Caller,
    Path((lesson, id)): Path<(LessonId, NoteId)>,
    Json(wanted): Json<NoteToWrite>,
) -> ApiResult<Json<Note>> {
    let (now, wanted) = (live.ctx.clock.now(), wanted.checked()?);
    let changed = live
        .ctx
        .db
        .write("notes.change", async move |tx: &Tx| -> Result<Note, ApiError> {
            let can = note_access(tx, caller.person, lesson, now).await?;
            if !rows::update(tx, can, id, &wanted, now).await? {
                return Err(refusals::unknown().into());
            }
            Ok(rows::one(tx, can, id).await?.ok_or_else(refusals::unknown)?)
        })
        .await?;
    Ok(Json(changed))
}

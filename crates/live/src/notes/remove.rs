//! `DELETE /api/lessons/{id}/notes/{note}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::{LessonId, NoteId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::access::note_access;
use super::rows;
use crate::state::Live;

/// Removes a mark or note of one's own for good; one that is gone already was what was wanted.
#[utoipa::path(delete, path = "/api/lessons/{id}/notes/{note}", tag = "live",
    params(("id" = LessonId, Path), ("note" = NoteId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn remove(
    State(live): State<Live>,
    caller: Caller,
    Path((lesson, id)): Path<(LessonId, NoteId)>,
) -> ApiResult<StatusCode> {
    let now = live.ctx.clock.now();
    live.ctx
        .db
        .write("notes.remove", async move |tx: &Tx| -> Result<(), ApiError> {
            let can = note_access(tx, caller.person, lesson, now).await?;
            Ok(rows::delete(tx, can, id).await?)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

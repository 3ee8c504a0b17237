//! `POST /api/lessons/{id}/notes`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::ids::{LessonId, NoteId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::access::note_access;
use super::note::{Note, NoteToWrite};
use super::{refusals, rows};
use crate::limits::NOTES_MAX;
use crate::state::Live;

/// A mark or note to keep.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct NoteToKeep {
    /// Its name, made on the device; the same again is one note.
    pub id: NoteId,
    /// What it says.
    #[serde(flatten)]
    pub note: NoteToWrite,
}

/// Keeps a mark or note of one's own at a moment of a lesson.
#[utoipa::path(post, path = "/api/lessons/{id}/notes", tag = "live",
    params(("id" = LessonId, Path)), request_body = NoteToKeep,
    responses((status = 201, body = Note), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn keep(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Json(wanted): Json<NoteToKeep>,
) -> ApiResult<(StatusCode, Json<Note>)> {
    let now = live.ctx.clock.now();
    let NoteToWrite { kind, at_ms, words } = wanted.note.checked()?;
    let new = Note { id: wanted.id, kind, at_ms, words, created_at: now, changed_at: now };
    let kept = live
        .ctx
        .db
        .write("notes.keep", async move |tx: &Tx| -> Result<Note, ApiError> {
            let can = note_access(tx, caller.person, lesson, now).await?;
            if let Some(there) = rows::one(tx, can, new.id).await? {
                return Ok(there);
            }
            if rows::count(tx, can).await? >= NOTES_MAX {
                return Err(refusals::too_many().into());
            }
            rows::insert(tx, can, &new).await?;
            Ok(new.clone())
        })
        .await?;
    Ok((StatusCode::CREATED, Json(kept)))
}

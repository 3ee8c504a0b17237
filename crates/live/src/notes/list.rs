//! `GET /api/lessons/{id}/notes`.

use axum::extract::State;
use xingtan_base::ids::LessonId;
use xingtan_base::paging::{Page, PageQuery};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path, Query};

use super::access::note_access;
use super::note::Note;
use super::rows::{self, After};
use crate::state::Live;

/// Lists one's own marks and notes in a lesson, by their moments.
#[utoipa::path(get, path = "/api/lessons/{id}/notes", tag = "live",
    params(("id" = LessonId, Path), PageQuery),
    responses((status = 200, body = Page<Note>), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<Note>>> {
    let limit = page.limit();
    let after = match page.cursor.as_deref().map(parse) {
        Some(None) => return Err(problems::invalid().field("cursor", "malformed").into()),
        after => after.flatten(),
    };
    let now = live.ctx.clock.now();
    let items = live
        .ctx
        .db
        .read("notes.list", async move |tx: &Tx| -> Result<_, ApiError> {
            let can = note_access(tx, caller.person, lesson, now).await?;
            Ok(rows::after(tx, can, after, i64::from(limit) + 1).await?)
        })
        .await?;
    Ok(Json(Page::from_overread(items, limit, |note| format!("{}.{}", note.at_ms, note.id))))
}

fn parse(cursor: &str) -> Option<After> {
    let (at_ms, id) = cursor.split_once('.')?;
    Some(After { at_ms: at_ms.parse().ok()?, id: id.parse().ok()? })
}

//! `GET /api/editions/{id}/source` and `GET /api/lessons/{id}/edition/source`: the recording from
//! which the passages are.

use axum::extract::State;
use xingtan_base::ids::{EditionId, LessonId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::access::{play_access, source_stands};
use super::attached;
use crate::playback::replay::{Replay, describe_lesson};
use crate::state::Live;

/// Shows the recording behind an edition, for as long as its owner may use it.
#[utoipa::path(get, path = "/api/editions/{id}/source", tag = "live",
    params(("id" = EditionId, Path)),
    responses((status = 200, body = Replay), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn of_edition(
    State(live): State<Live>,
    caller: Caller,
    Path(id): Path<EditionId>,
) -> ApiResult<Json<Replay>> {
    let now = live.ctx.clock.now();
    let source = live
        .ctx
        .db
        .read("editions.source", async move |tx: &Tx| -> Result<LessonId, ApiError> {
            let row = play_access(tx, caller.person, id, now).await?.row;
            source_stands(tx, row.owner, row.source, now).await?;
            Ok(row.source)
        })
        .await?;
    Ok(Json(describe_lesson(&live.media, source).await?))
}

/// Shows the recording behind what a lesson plays to the lesson's people.
#[utoipa::path(get, path = "/api/lessons/{id}/edition/source", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 200, body = Replay), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn of_lesson(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<Replay>> {
    let now = live.ctx.clock.now();
    let source = live
        .ctx
        .db
        .read("editions.lesson_source", async move |tx: &Tx| -> Result<LessonId, ApiError> {
            let (row, _) = attached::seen(tx, caller.person, lesson, now).await?;
            source_stands(tx, row.owner, row.source, now).await?;
            Ok(row.source)
        })
        .await?;
    Ok(Json(describe_lesson(&live.media, source).await?))
}

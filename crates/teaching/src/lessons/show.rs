//! `GET /api/lessons/{id}`.

use axum::extract::State;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiResult, Json, Path};

use super::lesson::{self, Lesson};
use crate::Teaching;

/// Shows a lesson to its staff and learners.
#[utoipa::path(get, path = "/api/lessons/{id}", tag = "teaching",
    params(("id" = LessonId, Path)),
    responses((status = 200, body = Lesson), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
pub async fn show(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(id): Path<LessonId>,
) -> ApiResult<Json<Lesson>> {
    let now = teaching.ctx.clock.now();
    let shown = teaching
        .ctx
        .db
        .read("lessons.show", async move |tx: &Tx| lesson::one(tx, caller.person, id, now).await)
        .await?;
    Ok(Json(shown))
}

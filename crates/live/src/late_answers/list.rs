//! `GET /api/lessons/{id}/late-answers`.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiResult, Json, Path};

use super::give::{LateAnswer, asked};
use super::rows;
use crate::report::read;
use crate::state::Live;

/// One's own answers given after the lesson.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LateAnswers {
    /// At most one for each question of the lesson.
    pub items: Vec<LateAnswer>,
}

/// One's own answers given after the lesson; what the class gave stands in the report.
#[utoipa::path(get, path = "/api/lessons/{id}/late-answers", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 200, body = LateAnswers), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
pub async fn list(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<LateAnswers>> {
    let person = live.attend(&caller, lesson).await?.person();
    let rows: Result<_, db::Error> = live
        .ctx
        .db
        .read("late_answers.list", async move |tx: &Tx| rows::of_person(tx, lesson, person).await)
        .await;
    let rows = rows?;
    if rows.is_empty() {
        return Ok(Json(LateAnswers { items: Vec::new() }));
    }
    let report = read::whole(&live, lesson).await?;
    let item = |row| LateAnswer::of(row, asked(&report.activities, row.activity));
    Ok(Json(LateAnswers { items: rows.iter().map(item).collect() }))
}

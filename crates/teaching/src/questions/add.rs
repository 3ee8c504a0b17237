//! `POST /api/lessons/{id}/questions`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, QuestionId};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::{Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_platform::ids::Ids;

use super::prepared::{self, PreparedQuestion, QuestionToPrepare};
use crate::access::CanTeach;
use crate::limits::PREPARED_QUESTIONS_MAX;
use crate::{Teaching, access};

/// Prepares a question for a lesson.
#[utoipa::path(post, path = "/api/lessons/{id}/questions", tag = "teaching",
    params(("id" = LessonId, Path)), request_body = QuestionToPrepare,
    responses((status = 201, body = PreparedQuestion), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn add(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Json(wanted): Json<QuestionToPrepare>,
) -> ApiResult<(StatusCode, Json<PreparedQuestion>)> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    let shown = teaching
        .ctx
        .db
        .write("questions.add", async move |tx: &Tx| {
            let can = access::staff_access(tx, by, lesson, now).await?;
            write(tx, &can, &ids, &wanted, now).await
        })
        .await?;
    Ok((StatusCode::CREATED, Json(shown)))
}

/// Prepares a question for a lesson.
///
/// # Errors
/// When it cannot be asked, or the lesson has as many as it may have.
pub async fn write(
    tx: &Tx,
    can: &CanTeach,
    ids: &Ids,
    wanted: &QuestionToPrepare,
    now: UtcMs,
) -> Result<PreparedQuestion, ApiError> {
    wanted.check()?;
    let there = i64::try_from(prepared::order(tx, can).await?.len()).unwrap_or(i64::MAX);
    if there >= PREPARED_QUESTIONS_MAX {
        return Err(ApiError::from(too_many()));
    }
    wanted.check_place(tx, can).await?;
    let id: QuestionId = ids.next();
    let [after_deck, after_page] = wanted.place();
    let values: [Value; 9] = [
        can.school().into(),
        can.lesson().into(),
        id.into(),
        there.into(),
        wanted.stored()?.into(),
        wanted.limit_ms.into(),
        now.into(),
        after_deck,
        after_page,
    ];
    tx.execute(
        "insert into prepared_question (school, lesson, id, position, question, limit_ms, \
         created_ms, after_deck, after_page) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &values,
    )
    .await?;
    prepared::put_at(tx, can, id, wanted.position).await?;
    let saved = prepared::one(tx, can, id).await?.ok_or_else(problems::not_found)?;
    prepared::record_saved(tx, can, ids, &saved, now).await?;
    Ok(saved)
}

/// 409: the lesson has as many questions as it may have.
fn too_many() -> Problem {
    Problem::new(409, "lesson.too_many_questions", "The lesson cannot have more questions.")
}

//! `PUT /api/lessons/{id}/questions/{question}`.

use axum::extract::State;
use xingtan_base::ids::{LessonId, QuestionId};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::{Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::prepared::{self, PreparedQuestion, QuestionToPrepare};
use crate::{Teaching, access};

/// Replaces a prepared question. What a room has asked already stays as it was asked.
#[utoipa::path(put, path = "/api/lessons/{id}/questions/{question}", tag = "teaching",
    params(("id" = LessonId, Path), ("question" = QuestionId, Path)),
    request_body = QuestionToPrepare,
    responses((status = 200, body = PreparedQuestion), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn change(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path((lesson, id)): Path<(LessonId, QuestionId)>,
    Json(wanted): Json<QuestionToPrepare>,
) -> ApiResult<Json<PreparedQuestion>> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    let shown = teaching
        .ctx
        .db
        .write("questions.change", async move |tx: &Tx| {
            let can = access::staff_access(tx, by, lesson, now).await?;
            prepared::one(tx, &can, id).await?.ok_or_else(problems::not_found)?;
            wanted.check()?;
            wanted.check_place(tx, &can).await?;
            let [after_deck, after_page] = wanted.place();
            let values: [Value; 7] = [
                can.school().into(),
                lesson.into(),
                id.into(),
                wanted.stored()?.into(),
                wanted.limit_ms.into(),
                after_deck,
                after_page,
            ];
            tx.execute(
                "update prepared_question set question = $4, limit_ms = $5, after_deck = $6, \
                 after_page = $7 \
                 where school = $1 and lesson = $2 and id = $3",
                &values,
            )
            .await?;
            prepared::put_at(tx, &can, id, wanted.position).await?;
            let saved = prepared::one(tx, &can, id).await?.ok_or_else(problems::not_found)?;
            prepared::record_saved(tx, &can, &ids, &saved, now).await?;
            Ok::<_, ApiError>(saved)
        })
        .await?;
    Ok(Json(shown))
}

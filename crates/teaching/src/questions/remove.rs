//! `DELETE /api/lessons/{id}/questions/{question}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::{LessonId, QuestionId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::prepared;
use crate::lessons::recorded::{self, Occasion};
use crate::{Teaching, access};

/// Removes a prepared question.
#[utoipa::path(delete, path = "/api/lessons/{id}/questions/{question}", tag = "teaching",
    params(("id" = LessonId, Path), ("question" = QuestionId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn remove(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path((lesson, question)): Path<(LessonId, QuestionId)>,
) -> ApiResult<StatusCode> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    teaching
        .ctx
        .db
        .write("questions.remove", async move |tx: &Tx| {
            let can = access::staff_access(tx, by, lesson, now).await?;
            let removed = tx
                .execute(
                    "delete from prepared_question where school = $1 and lesson = $2 and id = $3",
                    &[can.school().into(), lesson.into(), question.into()],
                )
                .await?;
            if removed == 0 {
                return Err(ApiError::from(problems::not_found()));
            }
            let order = prepared::order(tx, &can).await?;
            prepared::number(tx, &can, &order).await?;
            let object = Object::new("prepared_question", question);
            let happened = Happened::PreparedQuestionRemoved { question, lesson };
            recorded::record(tx, &ids, Occasion::of(&can, now), object, happened).await?;
            Ok(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

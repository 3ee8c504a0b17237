//! `DELETE /api/lessons/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_facts::{Happened, Object};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::change::{clear, planned};
use super::recorded::{self, Occasion};
use crate::decks::lesson_deck;
use crate::{Teaching, access};

/// Takes a lesson that has not been opened out of the calendar.
#[utoipa::path(delete, path = "/api/lessons/{id}", tag = "teaching",
    params(("id" = LessonId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn remove(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(id): Path<LessonId>,
) -> ApiResult<StatusCode> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    teaching
        .ctx
        .db
        .write("lessons.remove", async move |tx: &Tx| {
            let can = access::plan_access(tx, by, id, now).await?;
            planned(tx, &can).await?;
            lesson_deck::clear(tx, can.teach()).await?;
            for sql in [
                "delete from prepared_question where school = $1 and lesson = $2",
                "delete from lesson_teacher where school = $1 and lesson = $2",
                "delete from lesson_audience where school = $1 and lesson = $2",
                "delete from lesson where school = $1 and id = $2",
            ] {
                clear(tx, &can, sql).await?;
            }
            let on = Occasion::of(can.teach(), now);
            let happened = Happened::LessonRemoved { lesson: id };
            recorded::record(tx, &ids, on, Object::new("lesson", id), happened).await?;
            Ok::<_, ApiError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

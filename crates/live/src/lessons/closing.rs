//! `POST /api/lessons/{id}/closing`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiResult, Path};
use xingtan_teaching::access;
use xingtan_teaching::lessons::{LessonState, close as close_in_calendar};

use super::opening::room_problem;
use crate::rooms::EnterError;
use crate::state::Live;

/// Closes the lesson: activities end, the log is complete, replay and report are open.
#[utoipa::path(post, path = "/api/lessons/{id}/closing", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn close(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<StatusCode> {
    live.teach(&caller, lesson).await?;
    let row = live.stands(lesson).await?;
    if row.state == LessonState::Open {
        let roster = live.roster(lesson).await?;
        match live.rooms.close(lesson, roster).await {
            Ok(()) => {}
            // The log is complete already; the calendar did not hear of it.
            Err(EnterError::Refused(refusal)) if refusal.code == "lesson.closed" => {}
            Err(error) => return Err(room_problem(error)),
        }
    }
    live.stills.forget(lesson);
    let (person, ids, now) = (caller.person, live.ctx.ids.clone(), live.ctx.clock.now());
    live.ctx
        .db
        .write("lessons.close", async move |tx: &Tx| {
            let can = access::staff_access(tx, person, lesson, now).await?;
            close_in_calendar(tx, &can, &ids, now).await
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

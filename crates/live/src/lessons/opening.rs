//! `POST /api/lessons/{id}/opening`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};
use xingtan_teaching::access;
use xingtan_teaching::lessons::{LessonState, open as open_in_calendar, stands};

use crate::rooms::EnterError;
use crate::state::Live;

/// Opens the lesson: its clock starts, its room takes part. Asking again changes nothing.
#[utoipa::path(post, path = "/api/lessons/{id}/opening", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn open(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<StatusCode> {
    open_as(&live, caller.person, lesson).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opens the lesson in the name of one of its staff.
///
/// # Errors
/// When the person may not, the lesson is over, or its room cannot be entered.
pub async fn open_as(live: &Live, person: PersonId, lesson: LessonId) -> ApiResult<()> {
    let (ids, now) = (live.ctx.ids.clone(), live.ctx.clock.now());
    let opened_at = live
        .ctx
        .db
        .write("lessons.open", async move |tx: &Tx| {
            let can = access::staff_access(tx, person, lesson, now).await?;
            let row = stands(tx, lesson).await?;
            match row.map(|row| (row.state, row.opened_at)) {
                // The room may not have heard of it, had the server ended just then.
                Some((LessonState::Open, Some(opened_at))) => Ok(opened_at),
                _ => {
                    open_in_calendar(tx, &can, &ids, now).await?;
                    Ok::<_, ApiError>(now)
                }
            }
        })
        .await?;
    let roster = live.roster(lesson).await?;
    match live.rooms.open(lesson, roster, opened_at).await {
        Ok(()) => Ok(()),
        Err(EnterError::Refused(refusal)) if refusal.code == "lesson.already_open" => Ok(()),
        Err(error) => Err(room_problem(error)),
    }
}

/// Why a room cannot be entered, for a client.
pub(crate) fn room_problem(error: EnterError) -> ApiError {
    match error {
        EnterError::Refused(refusal) => {
            let problem = Problem::new(409, refusal.code, "The room refused.");
            match refusal.detail {
                Some(detail) => problem.detail(detail).into(),
                None => problem.into(),
            }
        }
        EnterError::Lease(crate::journal::lease::LeaseError::Db(error)) => error.into(),
        EnterError::Lease(_) | EnterError::Gone(_) => {
            Problem::new(503, "room.moving", "The room is moving; try again in a moment.")
                .retry_after_s(2)
                .into()
        }
    }
}

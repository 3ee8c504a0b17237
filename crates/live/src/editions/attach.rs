//! `PUT` and `DELETE /api/lessons/{id}/edition`: what a lesson is to play.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{EditionId, LessonId, PersonId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::Happened;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_teaching::access::{CanTeach, plan_access};
use xingtan_teaching::decks::bring::bring;
use xingtan_teaching::lessons::audience::{AudienceForm, set_form};
use xingtan_teaching::lessons::open::{already_closed, already_open};
use xingtan_teaching::lessons::{LessonRole, LessonState, stands};

use super::access::{edit_access, source_stands};
use super::attached::LessonEdition;
use super::recorded::{self, Occasion};
use super::{decks, refusals, rows};
use crate::state::Live;

/// The edition that a lesson is to play.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct EditionToPlay {
    /// An edition of one's own.
    pub edition: EditionId,
}

/// Puts an edition of one's own to a planned lesson, as it is now; its classes take the lesson in
/// the recorded form, and its decks come along. Put again, the lesson plays it with all changes
/// since.
#[utoipa::path(put, path = "/api/lessons/{id}/edition", tag = "live",
    params(("id" = LessonId, Path)), request_body = EditionToPlay,
    responses((status = 200, body = LessonEdition), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn attach(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Json(wanted): Json<EditionToPlay>,
) -> ApiResult<Json<LessonEdition>> {
    let (now, ids, by) = (live.ctx.clock.now(), live.ctx.ids.clone(), caller.person);
    let row = live
        .ctx
        .db
        .write("editions.attach", async move |tx: &Tx| -> Result<_, ApiError> {
            let can = planned(tx, by, lesson, now).await?;
            let row = edit_access(tx, by, wanted.edition).await?.row;
            if row.source == lesson {
                return Err(refusals::of_itself().into());
            }
            source_stands(tx, by, row.source, now).await?;
            decks::check(tx, by, (&[], &row.parts), now).await?;
            let since = rows::attached(tx, lesson).await?.map_or(now, |there| there.attached_at);
            bring(tx, &ids, &can, (&decks::of(&row.parts), since), now).await?;
            rows::attach(tx, (can.school(), lesson), &row, since).await?;
            set_form(tx, &can, AudienceForm::Recorded).await?;
            let happened = Happened::EditionAttached { edition: row.id, lesson };
            recorded::record(tx, &ids, occasion(&can, row.id, now), happened).await?;
            Ok(rows::attached(tx, lesson).await?.ok_or_else(refusals::none)?)
        })
        .await?;
    Ok(Json(LessonEdition::of(row, LessonRole::Staff)))
}

/// Takes the edition of a planned lesson away with the decks that came along; its classes take the
/// lesson live again.
#[utoipa::path(delete, path = "/api/lessons/{id}/edition", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn detach(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<StatusCode> {
    let (now, ids, by) = (live.ctx.clock.now(), live.ctx.ids.clone(), caller.person);
    live.ctx
        .db
        .write("editions.detach", async move |tx: &Tx| -> Result<(), ApiError> {
            let can = planned(tx, by, lesson, now).await?;
            let Some(there) = rows::attached(tx, lesson).await? else { return Ok(()) };
            bring(tx, &ids, &can, (&[], there.attached_at), now).await?;
            rows::detach(tx, can.school(), lesson).await?;
            set_form(tx, &can, AudienceForm::Live).await?;
            let happened = Happened::EditionDetached { edition: there.edition, lesson };
            recorded::record(tx, &ids, occasion(&can, there.edition, now), happened).await?;
            Ok(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who plans a lesson that has not been opened: an edition changes the lesson for all its classes,
/// so that the teacher of a receiving class puts none there.
async fn planned(
    tx: &Tx,
    by: PersonId,
    lesson: LessonId,
    now: UtcMs,
) -> Result<CanTeach, ApiError> {
    let can = *plan_access(tx, by, lesson, now).await?.teach();
    match stands(tx, lesson).await?.ok_or_else(problems::not_found)?.state {
        LessonState::Planned => Ok(can),
        LessonState::Open => Err(already_open().into()),
        LessonState::Closed => Err(already_closed().into()),
    }
}

fn occasion(can: &CanTeach, edition: EditionId, at: UtcMs) -> Occasion {
    let role = if can.administers() { "administrator" } else { "teacher" };
    Occasion {
        edition,
        school: can.school(),
        by: can.person(),
        role,
        lesson: Some(can.lesson()),
        at,
    }
}

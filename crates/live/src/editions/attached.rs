//! `GET /api/lessons/{id}/edition`: what a lesson plays.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{EditionId, LessonId, PersonId};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_teaching::access::attend_access;
use xingtan_teaching::lessons::{LessonRole, LessonState, stands};

use super::edition::EditionCredit;
use super::part::{self, EditionPart};
use super::refusals;
use super::rows::{self, AttachedRow};
use crate::state::Live;

/// What a lesson plays: an edition as it was when it was put there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LessonEdition {
    /// The edition.
    pub edition: EditionId,
    /// Its version then.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// How long the recorded lesson took.
    pub source_ms: i64,
    /// Whose the recorded lesson is.
    pub credit: EditionCredit,
    /// Its parts in their order; questions with their keys for staff only.
    pub parts: Vec<EditionPart>,
}

/// Shows what a lesson plays to its staff, and to its learners once it was opened.
#[utoipa::path(get, path = "/api/lessons/{id}/edition", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 200, body = LessonEdition), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
pub async fn show(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<LessonEdition>> {
    let now = live.ctx.clock.now();
    let (row, role) = live
        .ctx
        .db
        .read("editions.attached", async move |tx: &Tx| seen(tx, caller.person, lesson, now).await)
        .await?;
    Ok(Json(LessonEdition::of(row, role)))
}

/// What a lesson plays, for one of its people.
pub(super) async fn seen(
    tx: &Tx,
    person: PersonId,
    lesson: LessonId,
    now: UtcMs,
) -> Result<(AttachedRow, LessonRole), ApiError> {
    let can = attend_access(tx, person, lesson, now).await?;
    let stands = stands(tx, lesson).await?.ok_or_else(problems::not_found)?;
    let is_early = can.role() != LessonRole::Staff && stands.state == LessonState::Planned;
    let row = rows::attached(tx, lesson).await?.filter(|_| !is_early);
    Ok((row.ok_or_else(refusals::none)?, can.role()))
}

impl LessonEdition {
    /// A row as one of the lesson's people may see it.
    pub(super) fn of(row: AttachedRow, role: LessonRole) -> Self {
        let parts = match role {
            LessonRole::Staff => row.parts,
            LessonRole::Learner | LessonRole::Classroom => part::without_keys(row.parts),
        };
        Self {
            edition: row.edition,
            version: row.version,
            title: row.title,
            source_ms: row.source_ms,
            credit: row.credit,
            parts,
        }
    }
}

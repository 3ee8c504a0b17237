//! `POST /api/lessons/{id}/packs`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId, PackId, PersonId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_platform::jobs;
use xingtan_teaching::lessons::LessonState;
use xingtan_teaching::lessons::lesson::as_staff;

use super::limits::PACKS_MAX;
use super::list::{Pack, job};
use super::make::worker;
use super::rows::{self, PackRow};
use super::state::Packs;
use super::{access, refusals};

/// A pack to be made.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub struct PackToMake {
    /// For which class of the lesson.
    pub class: ClassId,
    /// Whether with the picture; otherwise only with the sound.
    pub pictures: bool,
}

/// Asks for a lesson to be packed for a class, once it is over. One that is there is made anew
/// and keeps its name, so that who has it fetches only what changed.
#[utoipa::path(post, path = "/api/lessons/{id}/packs", tag = "packs",
    params(("id" = LessonId, Path)), request_body = PackToMake,
    responses((status = 202, body = Pack), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn ask(
    State(packs): State<Packs>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Json(wanted): Json<PackToMake>,
) -> ApiResult<(StatusCode, Json<Pack>)> {
    let can = packs.teach(&caller, lesson).await?;
    access::of_class(&can, wanted.class)?;
    let asked = Asked {
        lesson,
        wanted,
        by: Some(caller.person),
        at: packs.ctx.clock.now(),
        id: packs.ctx.ids.next(),
        secret: packs.ctx.ids.secret(24),
    };
    let write = async move |tx: &Tx| -> Result<_, ApiError> {
        let (row, status) = row(tx, &asked).await?;
        if status.is_some() {
            return Ok((row, status));
        }
        worker::ask(tx, &row).await?;
        let status = job(tx, &row).await?;
        Ok((row, status))
    };
    let (row, status) = packs.ctx.db.write("pack.ask", write).await?;
    Ok((StatusCode::ACCEPTED, Json(packs.shown(&row, status.as_ref()))))
}

/// Who asks for what, and what a new pack would be called.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The lesson.
    pub lesson: LessonId,
    /// What is wanted of it.
    pub wanted: PackToMake,
    /// Who asks; nobody at the console.
    pub by: Option<PersonId>,
    /// When.
    pub at: UtcMs,
    /// A new pack's name.
    pub id: PackId,
    /// A new pack's secret.
    pub secret: String,
}

/// The row of what is asked for, with a new making unless one is on its way, whose job is then
/// given too.
///
/// # Errors
/// When the lesson is not over, not for the class or has too many packs, or the database fails.
pub async fn row(tx: &Tx, asked: &Asked) -> Result<(PackRow, Option<jobs::Status>), ApiError> {
    let lesson = as_staff(tx, asked.lesson).await?;
    if lesson.state != LessonState::Closed {
        return Err(refusals::not_over().into());
    }
    let class = asked.wanted.class;
    if !lesson.audience.iter().any(|row| row.class.id == class) {
        return Err(refusals::not_its_class().into());
    }
    let known = rows::of_lesson(tx, asked.lesson).await?;
    let same = |row: &PackRow| row.class == class && row.pictures == asked.wanted.pictures;
    let is_full = known.len() >= PACKS_MAX as usize;
    let Some(mut row) = known.into_iter().find(same) else {
        if is_full {
            return Err(refusals::too_many().into());
        }
        let row = PackRow {
            school: lesson.school.id,
            id: asked.id,
            lesson: asked.lesson,
            class,
            pictures: asked.wanted.pictures,
            secret: asked.secret.clone(),
            making: 1,
            made: 0,
            made_at: None,
            size_bytes: 0,
            asked_by: asked.by,
            asked_at: asked.at,
        };
        rows::add(tx, &row).await?;
        return Ok((row, None));
    };
    if row.made < row.making {
        let status = job(tx, &row).await?;
        let goes_on = |status: &jobs::Status| {
            matches!(status.state, jobs::State::Waiting | jobs::State::Running)
        };
        if status.as_ref().is_some_and(goes_on) {
            return Ok((row, status));
        }
    }
    row.making += 1;
    (row.asked_by, row.asked_at) = (asked.by, asked.at);
    rows::ask_again(tx, &row).await?;
    Ok((row, None))
}

//! `POST /api/lessons/{id}/packs`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId, PackId, PersonId, SchoolId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_platform::jobs;
use xingtan_teaching::access::staff_access;
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
    let asked = Asked {
        lesson,
        wanted,
        by: Some(caller.person),
        at: packs.ctx.clock.now(),
        id: packs.ctx.ids.next(),
        secret: packs.ctx.ids.secret(24),
    };
    let (person, now) = (caller.person, packs.ctx.clock.now());
    let write = async move |tx: &Tx| -> Result<_, ApiError> {
        let can = staff_access(tx, person, lesson, now).await?;
        access::of_class(&can, wanted.class)?;
        let row = making(tx, &asked).await?;
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

/// The row of what is asked for, with the making that is on its way, or a new one and its job.
///
/// # Errors
/// When the lesson is not over, not for the class or has too many packs, or the database fails.
pub async fn making(tx: &Tx, asked: &Asked) -> Result<PackRow, ApiError> {
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
    let row = match known.into_iter().find(same) {
        Some(row) if goes_on(tx, &row).await? => return Ok(row),
        Some(mut row) => {
            row.making += 1;
            (row.asked_by, row.asked_at, row.problem) = (asked.by, asked.at, None);
            rows::ask_again(tx, &row).await?;
            row
        }
        None if is_full => return Err(refusals::too_many().into()),
        None => {
            let row = asked.row(lesson.school.id);
            rows::add(tx, &row).await?;
            row
        }
    };
    worker::ask(tx, &row).await?;
    Ok(row)
}

/// Whether a pack's latest making is on its way.
async fn goes_on(tx: &Tx, row: &PackRow) -> Result<bool, db::Error> {
    if row.made == row.making || row.problem.is_some() {
        return Ok(false);
    }
    let is_on_its_way =
        |status: jobs::Status| matches!(status.state, jobs::State::Waiting | jobs::State::Running);
    Ok(job(tx, row).await?.is_some_and(is_on_its_way))
}

impl Asked {
    /// A pack that is not there yet.
    fn row(&self, school: SchoolId) -> PackRow {
        PackRow {
            school,
            id: self.id,
            lesson: self.lesson,
            class: self.wanted.class,
            pictures: self.wanted.pictures,
            secret: self.secret.clone(),
            making: 1,
            made: 0,
            made_at: None,
            size_bytes: 0,
            asked_by: self.by,
            asked_at: self.at,
            problem: None,
        }
    }
}

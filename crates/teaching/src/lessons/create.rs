//! `POST /api/lessons`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{CourseId, PersonId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::{Caller, rosters};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json};

use super::audience::{self, NewAudience};
use super::clashes;
use super::lesson::{self, Lesson};
use super::new::NewLesson;
use crate::limits::{LESSON_MINUTES_MAX, LESSON_TEACHERS_MAX};
use crate::{Teaching, access, titles};

/// A lesson to be.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct LessonToPlan {
    /// Its course; the course's school teaches it.
    pub course: CourseId,
    /// Its title.
    pub title: String,
    /// When it is to start.
    pub starts_at: UtcMs,
    /// How long it is to take, 1 to 480.
    pub minutes: u32,
    /// The classes it is for.
    pub audience: Vec<NewAudience>,
    /// Its teachers; the one who plans it, when absent and a teacher.
    pub teachers: Option<Vec<PersonId>>,
    /// Whether to refuse it while a class or a teacher of it has another lesson at that time.
    #[serde(default)]
    pub refuse_clashes: bool,
}

/// Puts a lesson into the calendar. It is answered as its staff sees it; who plans it for others
/// has no part in it.
#[utoipa::path(post, path = "/api/lessons", tag = "teaching", request_body = LessonToPlan,
    responses((status = 201, body = Lesson), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(
    State(teaching): State<Teaching>,
    caller: Caller,
    Json(wanted): Json<LessonToPlan>,
) -> ApiResult<(StatusCode, Json<Lesson>)> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    let id = ids.next();
    let shown = teaching
        .ctx
        .db
        .write("lessons.create", async move |tx: &Tx| {
            let school = school_of(tx, wanted.course).await?.ok_or_else(problems::not_found)?;
            let can = access::plan_in_school(tx, by, school, now).await?;
            audience::check(&wanted.audience)?;
            check(Some(&wanted.title), Some(wanted.minutes), wanted.teachers.as_deref())?;
            audience::known(tx, school, &wanted.audience, now).await?;
            let own = if can.teaches() { vec![by] } else { Vec::new() };
            let teachers = wanted.teachers.clone().unwrap_or(own);
            known_teachers(tx, school, &teachers, now).await?;
            let new = NewLesson {
                id,
                school,
                course: wanted.course,
                title: wanted.title.clone(),
                starts_at: wanted.starts_at,
                minutes: wanted.minutes,
                teachers,
                audience: wanted.audience.clone(),
                created_by: by,
                administers: !can.teaches(),
            };
            new.write(tx, &ids, now).await?;
            if wanted.refuse_clashes {
                clashes::refuse(tx, id).await?;
            }
            lesson::as_staff(tx, id).await
        })
        .await?;
    Ok((StatusCode::CREATED, Json(shown)))
}

/// Checks what can be checked without the database; what is absent is not wrong.
pub(crate) fn check(
    title: Option<&str>,
    minutes: Option<u32>,
    teachers: Option<&[PersonId]>,
) -> Result<(), Problem> {
    let mut problem = problems::invalid();
    if let Some(code) = title.and_then(titles::fault) {
        problem = problem.field("title", code);
    }
    if minutes.is_some_and(|minutes| !(1..=LESSON_MINUTES_MAX).contains(&minutes)) {
        problem = problem.field("minutes", "out_of_range");
    }
    let teachers = teachers.unwrap_or_default();
    if teachers.len() > LESSON_TEACHERS_MAX {
        problem = problem.field("teachers", "too_many");
    }
    for (n, teacher) in teachers.iter().enumerate().take(LESSON_TEACHERS_MAX) {
        if teachers.iter().take(n).any(|other| other == teacher) {
            problem = problem.field(&format!("teachers.{n}"), "duplicate");
        }
    }
    if problem.fields.is_empty() { Ok(()) } else { Err(problem) }
}

/// Checks that a lesson's teachers teach in its school.
pub(crate) async fn known_teachers(
    tx: &Tx,
    school: SchoolId,
    teachers: &[PersonId],
    now: UtcMs,
) -> Result<(), ApiError> {
    for (n, teacher) in teachers.iter().enumerate() {
        if !rosters::teaches_in(tx, *teacher, school, now).await? {
            return Err(problems::invalid().field(&format!("teachers.{n}"), "unknown").into());
        }
    }
    Ok(())
}

/// The school that teaches a course.
pub(crate) async fn school_of(tx: &Tx, course: CourseId) -> Result<Option<SchoolId>, db::Error> {
    let row = tx.row("select school from course where id = $1", &[course.into()]).await?;
    row.map(|row| row.get("school")).transpose()
}

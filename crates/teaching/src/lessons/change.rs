//! `PATCH /api/lessons/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, CourseId, LessonId, PersonId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_identity::Caller;
use xingtan_identity::signin_names::fold;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_platform::ids::Ids;

use super::audience::{self, AudienceForm, NewAudience};
use super::clashes;
use super::create::{check, known_teachers, school_of};
use super::lesson::{self, Lesson};
use super::new::write_teachers;
use super::open::{already_closed, already_open};
use super::recorded::{self, Occasion};
use super::stands::{LessonRow, LessonState, stands};
use crate::Teaching;
use crate::access::{self, CanPlan};

/// What may be changed of a planned lesson; what is absent stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct LessonChange {
    /// Another course of the same school.
    pub course: Option<CourseId>,
    /// Its title.
    pub title: Option<String>,
    /// When it is to start.
    pub starts_at: Option<UtcMs>,
    /// How long it is to take, 1 to 480.
    pub minutes: Option<u32>,
    /// The classes it is for, all of them.
    pub audience: Option<Vec<NewAudience>>,
    /// Its teachers, all of them.
    pub teachers: Option<Vec<PersonId>>,
    /// Whether to refuse it while a class or a teacher of it has another lesson at that time.
    #[serde(default)]
    pub refuse_clashes: bool,
}

/// Changes a lesson that has not been opened. Nothing is answered to who handed it over: for them
/// it exists no more.
#[utoipa::path(patch, path = "/api/lessons/{id}", tag = "teaching",
    params(("id" = LessonId, Path)), request_body = LessonChange,
    responses((status = 200, body = Lesson), (status = 204), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn change(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(id): Path<LessonId>,
    Json(change): Json<LessonChange>,
) -> ApiResult<Response> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    let shown = teaching
        .ctx
        .db
        .write("lessons.change", async move |tx: &Tx| {
            let can = access::plan_access(tx, by, id, now).await?;
            let row = planned(tx, &can).await?;
            check(change.title.as_deref(), change.minutes, change.teachers.as_deref())?;
            apply(tx, &can, row, &change, now).await?;
            if change.refuse_clashes {
                clashes::refuse(tx, id).await?;
            }
            record(tx, &can, &ids, now).await?;
            Ok::<_, ApiError>(lesson::seen_by(tx, by, &[id], now).await?.pop())
        })
        .await?;
    Ok(match shown {
        Some(shown) => Json(shown).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// The lesson, if it is still planned.
pub(crate) async fn planned(tx: &Tx, can: &CanPlan) -> Result<LessonRow, ApiError> {
    let row = stands(tx, can.teach().lesson()).await?.ok_or_else(problems::not_found)?;
    match row.state {
        LessonState::Planned => Ok(row),
        LessonState::Open => Err(already_open().into()),
        LessonState::Closed => Err(already_closed().into()),
    }
}

async fn apply(
    tx: &Tx,
    can: &CanPlan,
    row: LessonRow,
    change: &LessonChange,
    now: UtcMs,
) -> Result<(), ApiError> {
    let (school, id) = (can.teach().school(), can.teach().lesson());
    if let Some(course) = change.course
        && school_of(tx, course).await? != Some(school)
    {
        return Err(problems::invalid().field("course", "unknown").into());
    }
    let title = change.title.as_deref().map_or(row.title, |title| title.trim().to_owned());
    let title_key = fold(&title);
    tx.execute(
        "update lesson set course = $3, title = $4, starts_ms = $5, minutes = $6, \
         title_key = $7 where school = $1 and id = $2",
        &[
            school.into(),
            id.into(),
            change.course.unwrap_or(row.course).into(),
            title.into(),
            change.starts_at.unwrap_or(row.starts_at).into(),
            change.minutes.unwrap_or(row.minutes).into(),
            title_key.into(),
        ],
    )
    .await?;
    if let Some(teachers) = &change.teachers {
        known_teachers(tx, school, teachers, now).await?;
        clear(tx, can, "delete from lesson_teacher where school = $1 and lesson = $2").await?;
        write_teachers(tx, school, id, teachers).await?;
    }
    if let Some(audience) = &change.audience {
        audience::check(audience)?;
        audience::known(tx, school, audience, now).await?;
        let is_recorded = audience::is_recorded(tx, id).await?;
        clear(tx, can, "delete from lesson_audience where school = $1 and lesson = $2").await?;
        audience::write(tx, school, id, audience).await?;
        // The form follows from what the lesson plays, not from who is to see it.
        if is_recorded {
            audience::set_form(tx, can.teach(), AudienceForm::Recorded).await?;
        }
    }
    Ok(())
}

/// Runs a statement that takes away rows of the lesson.
pub(crate) async fn clear(tx: &Tx, can: &CanPlan, sql: &str) -> Result<(), db::Error> {
    let (school, id) = (can.teach().school(), can.teach().lesson());
    tx.execute(sql, &[school.into(), id.into()]).await.map(drop)
}

async fn record(tx: &Tx, can: &CanPlan, ids: &Ids, now: UtcMs) -> Result<(), ApiError> {
    let lesson = can.teach().lesson();
    let row = stands(tx, lesson).await?.ok_or_else(problems::not_found)?;
    let sql = "select class from lesson_audience where lesson = $1 order by position";
    let rows = tx.rows(sql, &[lesson.into()]).await?;
    let classes: Result<Vec<ClassId>, db::Error> =
        rows.iter().map(|row| row.get("class")).collect();
    let happened = Happened::LessonChanged {
        lesson,
        course: row.course,
        title: row.title,
        starts_ms: row.starts_at.0,
        minutes: row.minutes,
        classes: classes?,
    };
    let on = Occasion { course: row.course, ..Occasion::of(can.teach(), now) };
    recorded::record(tx, ids, on, Object::new("lesson", lesson), happened).await?;
    Ok(())
}

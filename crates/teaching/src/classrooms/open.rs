//! `PUT /api/classrooms/{id}/lesson`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, ClassroomId, LessonId, PersonId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_identity::Caller;
use xingtan_identity::access::{AccessError, read_school};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use crate::lessons::recorded::{self, Occasion};
use crate::{Teaching, access};

/// What to open on a screen.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub struct LessonToOpen {
    /// A lesson for the screen's class.
    pub lesson: LessonId,
}

/// Opens a lesson on a classroom's screen, in the place of what is open there: whoever is staff of
/// the lesson and of the screen's school.
#[utoipa::path(put, path = "/api/classrooms/{id}/lesson", tag = "teaching",
    params(("id" = ClassroomId, Path)), request_body = LessonToOpen,
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn open(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(id): Path<ClassroomId>,
    Json(LessonToOpen { lesson }): Json<LessonToOpen>,
) -> ApiResult<StatusCode> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    teaching
        .ctx
        .db
        .write("classrooms.open", async move |tx: &Tx| {
            let place = place_of(tx, by, id, now).await?;
            let can = access::staff_access(tx, by, lesson, now).await?;
            let sql = "select class from lesson_audience where lesson = $1 and class = $2";
            if tx.row(sql, &[lesson.into(), place.class.into()]).await?.is_none() {
                return Err(ApiError::from(problems::invalid().field("lesson", "not_for_class")));
            }
            if open_there(tx, place.school, id).await? == Some(lesson) {
                return Ok(());
            }
            tx.execute(
                "insert into classroom_lesson (school, classroom, lesson, opened_by, opened_ms) \
                 values ($1, $2, $3, $4, $5) on conflict (school, classroom) do update set \
                 lesson = excluded.lesson, opened_by = excluded.opened_by, \
                 opened_ms = excluded.opened_ms",
                &[place.school.into(), id.into(), lesson.into(), by.into(), now.into()],
            )
            .await?;
            let happened = Happened::ClassroomOpened { classroom: id, lesson };
            let on = Occasion::of(&can, now);
            recorded::record(tx, &ids, on, Object::new("classroom", id), happened).await?;
            Ok(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A screen that somebody may open lessons on.
pub(super) struct Place {
    pub(super) school: SchoolId,
    class: ClassId,
}

/// Staff of its school open lessons on a screen; to everyone else it does not exist.
pub(super) async fn place_of(
    tx: &Tx,
    person: PersonId,
    id: ClassroomId,
    now: UtcMs,
) -> Result<Place, AccessError> {
    let sql = "select id, school, class from classroom where id = $1 and ended_ms is null";
    let row = tx.row(sql, &[id.into()]).await?.ok_or(AccessError::NotFound)?;
    let (school, class) = (row.get("school")?, row.get("class")?);
    read_school(tx, person, school, now).await?;
    Ok(Place { school, class })
}

/// What is open on a screen.
pub(super) async fn open_there(
    tx: &Tx,
    school: SchoolId,
    id: ClassroomId,
) -> Result<Option<LessonId>, ApiError> {
    let sql = "select lesson from classroom_lesson where school = $1 and classroom = $2";
    let row = tx.row(sql, &[school.into(), id.into()]).await?;
    Ok(row.map(|row| row.get("lesson")).transpose()?)
}

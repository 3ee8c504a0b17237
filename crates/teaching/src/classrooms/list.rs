//! `GET /api/lessons/{id}/classrooms`: the screens on which somebody may open a lesson.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::ids::{ClassroomId, LessonId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_identity::me::show::ClassName;
use xingtan_platform::db::{self, Row, Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use crate::limits::LESSON_CLASSROOMS_MAX;
use crate::{Teaching, access};

/// A screen of one of a lesson's classes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LessonClassroom {
    /// Its id.
    pub id: ClassroomId,
    /// What it is called.
    pub name: String,
    /// The class it stands for.
    pub class: ClassName,
    /// Whether this lesson is open on it.
    pub is_open: bool,
    /// Whether another lesson is.
    pub is_taken: bool,
}

/// Lists the screens of a lesson's classes in the schools of whose staff one is.
#[utoipa::path(get, path = "/api/lessons/{id}/classrooms", tag = "teaching",
    params(("id" = LessonId, Path)),
    responses((status = 200, body = Vec<LessonClassroom>), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn list(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<Vec<LessonClassroom>>> {
    let now = teaching.ctx.clock.now();
    let found = teaching
        .ctx
        .db
        .read("classrooms.of_lesson", async move |tx: &Tx| {
            let can = access::staff_access(tx, caller.person, lesson, now).await?;
            let values: [Value; 4] =
                [lesson.into(), caller.person.into(), now.into(), LESSON_CLASSROOMS_MAX.into()];
            let rows = tx.rows(SQL, &values).await?;
            let found: Result<Vec<LessonClassroom>, db::Error> =
                rows.iter().map(|row| read(row, lesson)).collect();
            // The teacher of a single class has to do with that one's.
            let is_own = |one: &LessonClassroom| can.class().is_none_or(|own| own == one.class.id);
            Ok::<_, ApiError>(found?.into_iter().filter(is_own).collect())
        })
        .await?;
    Ok(Json(found))
}

const SQL: &str = "\
    select r.id, r.name, r.class, c.name as class_name, o.lesson from lesson_audience a \
    join classroom r on r.class = a.class and r.ended_ms is null \
    join school_class c on c.school = r.school and c.id = r.class \
    left join classroom_lesson o on o.school = r.school and o.classroom = r.id \
    where a.lesson = $1 and exists (select 1 from membership m join school s on s.id = r.school \
    where m.person = $2 and m.role in ('teacher', 'administrator') \
    and (m.school = r.school or (m.school is null and m.region = s.region)) \
    and m.from_ms <= $3 and (m.until_ms is null or m.until_ms > $3)) \
    order by a.position, r.name, r.id limit $4";

fn read(row: &Row, lesson: LessonId) -> Result<LessonClassroom, db::Error> {
    let there: Option<LessonId> = row.get("lesson")?;
    Ok(LessonClassroom {
        id: row.get("id")?,
        name: row.get("name")?,
        class: ClassName { id: row.get("class")?, name: row.get("class_name")? },
        is_open: there == Some(lesson),
        is_taken: there.is_some_and(|other| other != lesson),
    })
}

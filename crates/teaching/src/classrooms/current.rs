//! `GET /api/classrooms/current`: a screen asks what it is to show.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassroomId, LessonId, PersonId};
use xingtan_base::problems::Problem;
use xingtan_identity::Screen;
use xingtan_identity::me::show::ClassName;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiResult, Json};

use crate::Teaching;
use crate::lessons::LessonState;

/// The screen itself, and what is open on it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CurrentClassroom {
    /// Its id.
    pub id: ClassroomId,
    /// What it is called.
    pub name: String,
    /// The class it stands for.
    pub class: ClassName,
    /// Its school's name.
    pub school_name: String,
    /// Who it is to a lesson's log.
    pub person: PersonId,
    /// What is open on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lesson: Option<OpenOnScreen>,
}

/// A lesson that is open on a screen.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenOnScreen {
    /// The lesson.
    pub id: LessonId,
    /// Its title.
    pub title: String,
    /// When it is to start.
    pub starts_at: UtcMs,
    /// Where it is in its life.
    pub state: LessonState,
}

/// Tells a classroom's screen what it is, and which lesson was opened on it.
#[utoipa::path(get, path = "/api/classrooms/current", tag = "teaching",
    responses((status = 200, body = CurrentClassroom), (status = 401, body = Problem)))]
pub async fn show(
    State(teaching): State<Teaching>,
    screen: Screen,
) -> ApiResult<Json<CurrentClassroom>> {
    let found: Result<CurrentClassroom, db::Error> = teaching
        .ctx
        .db
        .read("classrooms.current", async move |tx: &Tx| find(tx, &screen).await)
        .await;
    Ok(Json(found?))
}

async fn find(tx: &Tx, screen: &Screen) -> Result<CurrentClassroom, db::Error> {
    let sql = "select c.name, s.name as school_name from school_class c \
               join school s on s.id = c.school where c.school = $1 and c.id = $2";
    let names = tx.row(sql, &[screen.school.into(), screen.class.into()]).await?;
    let (class_name, school_name) = match &names {
        Some(row) => (row.get("name")?, row.get("school_name")?),
        None => (String::new(), String::new()),
    };
    let sql = "select l.id, l.title, l.starts_ms, l.state from classroom_lesson o \
               join lesson l on l.id = o.lesson \
               join lesson_audience a on a.lesson = l.id and a.class = $3 \
               where o.school = $1 and o.classroom = $2";
    let values = [screen.school.into(), screen.id.into(), screen.class.into()];
    let lesson = match tx.row(sql, &values).await? {
        None => None,
        Some(row) => Some(OpenOnScreen {
            id: row.get("id")?,
            title: row.get("title")?,
            starts_at: row.get("starts_ms")?,
            state: row.parse("state")?,
        }),
    };
    Ok(CurrentClassroom {
        id: screen.id,
        name: screen.name.clone(),
        class: ClassName { id: screen.class, name: class_name },
        school_name,
        person: screen.person,
        lesson,
    })
}

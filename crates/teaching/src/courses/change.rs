//! `PATCH /api/courses/{id}`.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::CourseId;
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_platform::ids::Ids;

use super::course::{self, Course};
use crate::access::CanChangeCourse;
use crate::lessons::recorded::{self, Occasion};
use crate::{Teaching, access, titles};

/// What may be changed of a course; what is absent stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct CourseChange {
    /// Its title.
    pub title: Option<String>,
}

/// Renames a course.
#[utoipa::path(patch, path = "/api/courses/{id}", tag = "teaching",
    params(("id" = CourseId, Path)), request_body = CourseChange,
    responses((status = 200, body = Course), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn change(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(id): Path<CourseId>,
    Json(change): Json<CourseChange>,
) -> ApiResult<Json<Course>> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    let shown = teaching
        .ctx
        .db
        .write("courses.change", async move |tx: &Tx| {
            let can = access::change_course(tx, by, id, now).await?;
            if let Some(title) = change.title.as_deref() {
                if let Some(code) = titles::fault(title) {
                    return Err(ApiError::from(problems::invalid().field("title", code)));
                }
                rename(tx, &can, title.trim(), (&ids, now)).await?;
            }
            let shown = course::one(tx, by, id, now).await?;
            shown.ok_or_else(|| problems::not_found().into())
        })
        .await?;
    Ok(Json(shown))
}

/// Writes the title and the fact; a title that is the same already changes nothing.
async fn rename(
    tx: &Tx,
    can: &CanChangeCourse,
    title: &str,
    (ids, now): (&Ids, UtcMs),
) -> Result<(), db::Error> {
    let (school, course) = (can.school(), can.course());
    let sql = "update course set title = $3 where school = $1 and id = $2 and title <> $3";
    if tx.execute(sql, &[school.into(), course.into(), title.into()]).await? == 0 {
        return Ok(());
    }
    let happened = Happened::CourseRenamed { course, title: title.to_owned() };
    let on = Occasion {
        by: can.person(),
        administers: can.administers(),
        at: now,
        school,
        course,
        lesson: None,
    };
    recorded::record(tx, ids, on, Object::new("course", course), happened).await
}

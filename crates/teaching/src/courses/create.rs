//! `POST /api/courses`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::ids::SchoolId;
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json};

use super::course::{self, Course};
use super::new::NewCourse;
use crate::{Teaching, access, titles};

/// A course to be.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct CourseToCreate {
    /// Its title.
    pub title: String,
    /// The school that teaches it.
    pub school: SchoolId,
}

/// Makes a course.
#[utoipa::path(post, path = "/api/courses", tag = "teaching", request_body = CourseToCreate,
    responses((status = 201, body = Course), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(
    State(teaching): State<Teaching>,
    caller: Caller,
    Json(wanted): Json<CourseToCreate>,
) -> ApiResult<(StatusCode, Json<Course>)> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    let id = ids.next();
    let shown = teaching
        .ctx
        .db
        .write("courses.create", async move |tx: &Tx| {
            let can = access::plan_in_school(tx, by, wanted.school, now).await?;
            if let Some(code) = titles::fault(&wanted.title) {
                return Err(ApiError::from(problems::invalid().field("title", code)));
            }
            let (school, title) = (can.school(), wanted.title.clone());
            let new = NewCourse { id, school, title, created_by: by, administers: !can.teaches() };
            new.write(tx, &ids, now).await?;
            let shown = course::one(tx, by, id, now).await?;
            shown.ok_or_else(|| problems::not_found().into())
        })
        .await?;
    Ok((StatusCode::CREATED, Json(shown)))
}

//! `GET /api/courses`.

use axum::extract::State;
use xingtan_base::ids::CourseId;
use xingtan_base::paging::{Page, PageQuery};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Query};

use super::course::{self, Course};
use crate::Teaching;

/// Lists the courses of one's schools and lessons, newest first.
#[utoipa::path(get, path = "/api/courses", tag = "teaching", params(PageQuery),
    responses((status = 200, body = Page<Course>), (status = 401, body = Problem)))]
pub async fn list(
    State(teaching): State<Teaching>,
    caller: Caller,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<Course>>> {
    let (now, limit) = (teaching.ctx.clock.now(), page.limit());
    let before: Option<CourseId> = match page.cursor.as_deref().map(str::parse).transpose() {
        Ok(before) => before,
        Err(_) => return Err(problems::invalid().field("cursor", "malformed").into()),
    };
    let courses = teaching
        .ctx
        .db
        .read("courses.list", async move |tx: &Tx| {
            Ok::<_, ApiError>(course::seen_by(tx, caller.person, before, limit, now).await?)
        })
        .await?;
    Ok(Json(Page::from_overread(courses, limit, |course| course.id.to_string())))
}

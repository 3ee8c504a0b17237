//! `GET /api/courses/{id}`.

use axum::extract::State;
use xingtan_base::ids::CourseId;
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::course::{self, Course};
use crate::Teaching;

/// Shows a course.
#[utoipa::path(get, path = "/api/courses/{id}", tag = "teaching",
    params(("id" = CourseId, Path)),
    responses((status = 200, body = Course), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
pub async fn show(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(id): Path<CourseId>,
) -> ApiResult<Json<Course>> {
    let now = teaching.ctx.clock.now();
    let shown = teaching
        .ctx
        .db
        .read("courses.show", async move |tx: &Tx| {
            Ok::<_, ApiError>(course::one(tx, caller.person, id, now).await?)
        })
        .await?;
    shown.map(Json).ok_or_else(|| problems::not_found().into())
}

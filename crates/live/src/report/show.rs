//! `GET /api/lessons/{id}/report`.

use std::sync::Arc;

use axum::extract::State;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::http::{ApiResult, Json, Path};
use xingtan_room::message::Role;
use xingtan_room::report::Report;

use super::read;
use crate::state::{Live, role};

/// The report: whole for staff; a learner sees his own rows.
#[utoipa::path(get, path = "/api/lessons/{id}/report", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 200, body = Report), (status = 404, body = Problem)))]
pub async fn show(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<Arc<Report>>> {
    let can = live.attend(&caller, lesson).await?;
    let report = read::with_late(&live, lesson).await?;
    Ok(Json(match role(can.role()) {
        Role::Staff => report,
        Role::Learner | Role::Classroom => Arc::new(report.for_learner(can.person())),
    }))
}

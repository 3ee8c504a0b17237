//! `GET /api/lessons/{id}/classes`: how some classes stand.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::http::{ApiResult, Json, Path, Query};
use xingtan_room::message::ClassStanding;

use super::access::see_access;
use crate::lessons::opening::room_problem;
use crate::limits::STANDING_CLASSES_MAX;
use crate::state::Live;

/// Which classes.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClassesQuery {
    /// Their ids with commas between, at most 24: those that are on a page.
    #[serde(default)]
    pub of: String,
}

/// How a class stands in a lesson that goes on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LessonClass {
    /// As its room knows it.
    #[serde(flatten)]
    pub standing: ClassStanding,
    /// When its newest still came, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub still_at: Option<UtcMs>,
}

/// How some classes of a lesson stand: whether their screens are here, how the lesson goes for
/// them, when they were called last. Of a lesson that does not go on, nothing.
#[utoipa::path(get, path = "/api/lessons/{id}/classes", tag = "live",
    params(("id" = LessonId, Path), ClassesQuery),
    responses((status = 200, body = Vec<LessonClass>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Query(query): Query<ClassesQuery>,
) -> ApiResult<Json<Vec<LessonClass>>> {
    let can = see_access(&live, &caller, lesson).await?;
    let mut wanted = wanted(&query.of).ok_or_else(wrong_classes)?;
    wanted.retain(|class| can.sees(*class));
    let door = live.rooms.here(lesson).filter(|_| live.rooms.clock(lesson).is_some());
    let Some(door) = door.filter(|_| !wanted.is_empty()) else { return Ok(Json(Vec::new())) };
    let standing = door.standing(wanted).await.map_err(room_problem)?;
    let still_at = |class| live.stills.of((lesson, class)).map(|still| still.at);
    let class = |standing: ClassStanding| {
        let still_at = still_at(standing.class);
        LessonClass { standing, still_at }
    };
    Ok(Json(standing.into_iter().map(class).collect()))
}

fn wanted(of: &str) -> Option<Vec<ClassId>> {
    let ids = of.split(',').filter(|id| !id.is_empty());
    let ids: Vec<ClassId> = ids.map(|id| id.parse().ok()).collect::<Option<_>>()?;
    (ids.len() <= STANDING_CLASSES_MAX).then_some(ids)
}

fn wrong_classes() -> Problem {
    problems::invalid().field("of", "classes.out_of_range")
}

//! `GET /api/lessons/{id}/people`: who is who in the log.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::ids::{ClassId, LessonId, PersonId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::http::{ApiResult, Json, Path};
use xingtan_room::message::Role;

use crate::state::Live;

/// One person of a lesson.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LessonPerson {
    /// Who.
    pub person: PersonId,
    /// Name as others see it.
    pub name: String,
    /// Learner or staff.
    pub role: Role,
    /// The class attended with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
}

/// Who belonged to the lesson while it went on, for those who attend it.
#[utoipa::path(get, path = "/api/lessons/{id}/people", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 200, body = Vec<LessonPerson>), (status = 404, body = Problem)))]
pub async fn list(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<Vec<LessonPerson>>> {
    live.attend(&caller, lesson).await?;
    let roster = live.roster_of(&live.stands(lesson).await?).await?;
    let people = roster.people().iter().map(|person| LessonPerson {
        person: person.person,
        name: person.name.clone(),
        role: person.role,
        class: person.class,
    });
    Ok(Json(people.collect()))
}

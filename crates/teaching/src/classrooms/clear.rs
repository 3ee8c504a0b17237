//! `DELETE /api/classrooms/{id}/lesson`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::ClassroomId;
use xingtan_base::problems::Problem;
use xingtan_facts::{Actor, Context, Fact, Happened, Object};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::facts_log;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::open::{open_there, place_of};
use crate::Teaching;

/// Takes what is open on a classroom's screen away from it: any of its school's staff.
#[utoipa::path(delete, path = "/api/classrooms/{id}/lesson", tag = "teaching",
    params(("id" = ClassroomId, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn clear(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(id): Path<ClassroomId>,
) -> ApiResult<StatusCode> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    teaching
        .ctx
        .db
        .write("classrooms.clear", async move |tx: &Tx| {
            let place = place_of(tx, by, id, now).await?;
            let Some(lesson) = open_there(tx, place.school, id).await? else { return Ok(()) };
            tx.execute(
                "delete from classroom_lesson where school = $1 and classroom = $2",
                &[place.school.into(), id.into()],
            )
            .await?;
            let happened = Happened::ClassroomCleared { classroom: id, lesson };
            let mut fact = Fact::new(ids.next(), now, Object::new("classroom", id), happened);
            fact.school = Some(place.school);
            let role = "teacher".to_owned();
            fact.actor = Some(Actor { person: by, role, on_behalf_of: None });
            fact.context = Context { lesson: Some(lesson), ..Context::default() };
            facts_log::record(tx, &fact).await?;
            Ok::<_, ApiError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

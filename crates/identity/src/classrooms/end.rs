//! `DELETE /api/schools/{school}/classrooms/{id}`: a screen is to stand for its class no more.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::{ClassroomId, PersonId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use crate::recorded::{self, Occasion};
use crate::sessions::end::all_of;
use crate::{Caller, Identity, access};

/// Takes a screen away from its class; what it shows ends at once.
#[utoipa::path(delete, path = "/api/schools/{school}/classrooms/{id}", tag = "identity",
    params(("school" = SchoolId, Path), ("id" = ClassroomId, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn end(
    State(identity): State<Identity>,
    caller: Caller,
    Path((school, id)): Path<(SchoolId, ClassroomId)>,
) -> ApiResult<StatusCode> {
    let (now, ids, by) = (identity.ctx.clock.now(), identity.ctx.ids.clone(), caller.person);
    let ended = identity
        .ctx
        .db
        .write("classrooms.end", async move |tx: &Tx| {
            access::read_school(tx, by, school, now).await?;
            let sql = "select id, person from classroom \
                       where school = $1 and id = $2 and ended_ms is null";
            let row = tx.row(sql, &[school.into(), id.into()]).await?;
            let person: PersonId = row.ok_or_else(problems::not_found)?.get("person")?;
            tx.execute(
                "update classroom set ended_ms = $3 where school = $1 and id = $2",
                &[school.into(), id.into(), now.into()],
            )
            .await?;
            // One that was paired and has not come yet comes no more.
            let sql = "delete from classroom_pairing where person = $1";
            tx.execute(sql, &[person.into()]).await?;
            let ended = all_of(tx, person, None).await?;
            let on = Occasion { by, role: "teacher", at: now, school: Some(school) };
            recorded::sessions_ended(tx, &ids, on, person, &ended).await?;
            let happened = Happened::ClassroomEnded { classroom: id, school };
            recorded::record(tx, &ids, on, Object::new("classroom", id), happened).await?;
            Ok::<_, ApiError>(ended)
        })
        .await?;
    identity.tell_ended(&ended);
    Ok(StatusCode::NO_CONTENT)
}

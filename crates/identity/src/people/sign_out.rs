//! `DELETE /api/schools/{school}/people/{person}/sessions`: sign a person's devices out.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::{PersonId, SchoolId};
use xingtan_base::problems::Problem;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::access;
use crate::recorded::{self, Occasion};
use crate::sessions::end;
use crate::{Caller, Identity};

/// Signs a person out of every browser. Their password stays.
#[utoipa::path(delete, path = "/api/schools/{school}/people/{person}/sessions", tag = "identity",
    params(("school" = SchoolId, Path), ("person" = PersonId, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn sign_out(
    State(identity): State<Identity>,
    caller: Caller,
    Path((school, person)): Path<(SchoolId, PersonId)>,
) -> ApiResult<StatusCode> {
    let (now, ids, by) = (identity.ctx.clock.now(), identity.ctx.ids.clone(), caller.person);
    let ended = identity
        .ctx
        .db
        .write("people.sign_out", async move |tx: &Tx| {
            let can = access::change(tx, by, (school, person), now).await?;
            let ended = end::all_of(tx, can.person(), None).await?;
            let on = Occasion::administering(by, can.school(), now);
            recorded::sessions_ended(tx, &ids, on, can.person(), &ended).await?;
            Ok::<_, ApiError>(ended)
        })
        .await?;
    identity.tell_ended(&ended);
    Ok(StatusCode::NO_CONTENT)
}

//! `DELETE /api/schools/{school}/people/{person}/stop`: what was stopped goes on.

use axum::extract::State;
use xingtan_base::ids::{PersonId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::access;
use super::list::{self, Person};
use crate::recorded::{self, Occasion};
use crate::{Caller, Identity, memberships};

/// Resumes a person: from now on they are in the school what they were when they were stopped.
#[utoipa::path(delete, path = "/api/schools/{school}/people/{person}/stop", tag = "identity",
    params(("school" = SchoolId, Path), ("person" = PersonId, Path)),
    responses((status = 200, body = Person), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn resume(
    State(identity): State<Identity>,
    caller: Caller,
    Path((school, person)): Path<(SchoolId, PersonId)>,
) -> ApiResult<Json<Person>> {
    let (now, ids, by) = (identity.ctx.clock.now(), identity.ctx.ids.clone(), caller.person);
    let shown = identity
        .ctx
        .db
        .write("people.resume", async move |tx: &Tx| {
            let can = access::resume(tx, by, (school, person), now).await?;
            if !can.stopped().is_empty() {
                let on = Occasion::administering(by, can.school(), now);
                for stopped in can.stopped() {
                    let (id, again) = (ids.next(), stopped.membership);
                    memberships::start(tx, id, can.person(), again, now).await?;
                    recorded::membership(tx, &ids, on, (id, person), again).await?;
                }
                memberships::clear_stop(tx, can.person(), can.school()).await?;
                let happened = Happened::PersonResumed { person, school };
                recorded::record(tx, &ids, on, Object::new("person", person), happened).await?;
            }
            let shown = list::one(tx, can.person(), can.school(), now).await?;
            shown.ok_or_else(|| ApiError::from(problems::not_found()))
        })
        .await?;
    Ok(Json(shown))
}

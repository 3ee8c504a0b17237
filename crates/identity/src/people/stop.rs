//! `PUT /api/schools/{school}/people/{person}/stop`: their roles in the school end.

use axum::extract::State;
use xingtan_base::ids::{PersonId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::access;
use super::list::{self, Person};
use crate::recorded::{self, Occasion};
use crate::sessions::end;
use crate::{Caller, Identity, memberships};

/// Stops a person: what they are in this school ends, and they are signed out everywhere at once.
/// Who is nothing in any place any more cannot sign in. What they did stays readable.
#[utoipa::path(put, path = "/api/schools/{school}/people/{person}/stop", tag = "identity",
    params(("school" = SchoolId, Path), ("person" = PersonId, Path)),
    responses((status = 200, body = Person), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn stop(
    State(identity): State<Identity>,
    caller: Caller,
    Path((school, person)): Path<(SchoolId, PersonId)>,
) -> ApiResult<Json<Person>> {
    let (now, ids, by) = (identity.ctx.clock.now(), identity.ctx.ids.clone(), caller.person);
    let (shown, ended) = identity
        .ctx
        .db
        .write("people.stop", async move |tx: &Tx| {
            let can = access::stop(tx, by, (school, person), now).await?;
            let mut ended = Vec::new();
            if !can.held().is_empty() {
                let on = Occasion::administering(by, can.school(), now);
                for held in can.held() {
                    memberships::stop(tx, held.id, now).await?;
                    recorded::membership_ended(tx, &ids, on, can.person(), *held).await?;
                }
                let happened = Happened::PersonStopped { person, school };
                recorded::record(tx, &ids, on, Object::new("person", person), happened).await?;
                // Also where the person is something elsewhere: pages of this school that still
                // stand open must not go on. There they sign in again.
                ended = end::all_of(tx, can.person(), None).await?;
                recorded::sessions_ended(tx, &ids, on, person, &ended).await?;
            }
            let shown = list::one(tx, can.person(), can.school(), now).await?;
            Ok::<_, ApiError>((shown.ok_or_else(problems::not_found)?, ended))
        })
        .await?;
    identity.tell_ended(&ended);
    Ok(Json(shown))
}

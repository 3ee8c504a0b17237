//! `POST /api/people/{person}/password`: a new one-time password for somebody.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::ids::PersonId;
use xingtan_base::problems::Problem;
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::store::Chosen;
use super::{one_time, store};
use crate::recorded::{self, Occasion};
use crate::sessions::end;
use crate::{Caller, Identity, access};

/// A password shown once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NewPassword {
    /// To be handed to the person; we keep only its hash.
    pub password: String,
}

/// Makes a new password for somebody and signs them out everywhere.
#[utoipa::path(post, path = "/api/people/{person}/password", tag = "identity",
    params(("person" = PersonId, Path)),
    responses((status = 200, body = NewPassword), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn reset(
    State(identity): State<Identity>,
    caller: Caller,
    Path(person): Path<PersonId>,
) -> ApiResult<Json<NewPassword>> {
    let now = identity.ctx.clock.now();
    let by = caller.person;
    identity
        .ctx
        .db
        .read("passwords.may_reset", async move |tx: &Tx| {
            access::reset_password(tx, by, person, now).await.map_err(ApiError::from)
        })
        .await?;
    let password = one_time::generate(&identity.ctx.ids);
    let hash = identity.pool.hash(&password).await?;
    let ids = identity.ctx.ids.clone();
    let ended = identity
        .ctx
        .db
        .write("passwords.reset", async move |tx: &Tx| {
            let can = access::reset_password(tx, by, person, now).await?;
            store::set(tx, can.person(), (&hash, Chosen::Given), now).await?;
            let role = if can.administers() { "administrator" } else { "teacher" };
            let on = Occasion { by, role, at: now, school: None };
            let happened = Happened::PasswordReset { person };
            recorded::record(tx, &ids, on, Object::new("person", person), happened).await?;
            let ended = end::all_of(tx, can.person(), None).await?;
            recorded::sessions_ended(tx, &ids, on, person, &ended).await?;
            Ok::<_, ApiError>(ended)
        })
        .await?;
    identity.tell_ended(&ended);
    Ok(Json(NewPassword { password }))
}

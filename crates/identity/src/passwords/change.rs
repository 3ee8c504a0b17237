//! `PUT /api/me/password`: one's own password.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::ids::PersonId;
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json};

use super::store::Chosen;
use super::{rules, store};
use crate::recorded::{self, Occasion};
use crate::sessions::end;
use crate::{Caller, Identity};

/// The old password and the new.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct PasswordChange {
    /// The password until now.
    pub current: String,
    /// The password from now on.
    pub new: String,
}

/// Changes one's own password and signs out everywhere else.
#[utoipa::path(put, path = "/api/me/password", tag = "identity", request_body = PasswordChange,
    responses((status = 204), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn change(
    State(identity): State<Identity>,
    caller: Caller,
    Json(change): Json<PasswordChange>,
) -> ApiResult<StatusCode> {
    if let Some(code) = rules::fault(&change.new, &caller.name) {
        return Err(problems::invalid().field("new", code).into());
    }
    let person = caller.person;
    let key = format!("change:{person}");
    let now = identity.ctx.clock.now();
    let attempt = identity.tries.begin(key, now)?;
    let verified = match verify(&identity, person, &change.current).await {
        Ok(verified) => verified.ok_or_else(wrong_current)?,
        Err(error) => {
            attempt.was_not_made();
            return Err(error);
        }
    };
    attempt.succeeded();
    let hash = identity.pool.hash(&change.new).await?;
    let (ids, keep) = (identity.ctx.ids.clone(), caller.session);
    let ended = identity
        .ctx
        .db
        .write("passwords.change", async move |tx: &Tx| {
            // It may have been reset, and this browser signed out, while this one was looked at.
            if store::get(tx, person).await?.as_ref() != Some(&verified) {
                return Err(wrong_current().into());
            }
            store::set(tx, person, (&hash, Chosen::Own), now).await?;
            let (on, object) = (Occasion::own(person, now), Object::new("person", person));
            let happened = Happened::PasswordChanged { person };
            recorded::record(tx, &ids, on, object, happened).await?;
            let ended = end::all_of(tx, person, Some(keep)).await?;
            recorded::sessions_ended(tx, &ids, on, person, &ended).await?;
            Ok::<_, ApiError>(ended)
        })
        .await?;
    identity.tell_ended(&ended);
    Ok(StatusCode::NO_CONTENT)
}

/// The person's hash, if the password is theirs.
async fn verify(
    identity: &Identity,
    person: PersonId,
    password: &str,
) -> ApiResult<Option<String>> {
    let hash = identity
        .ctx
        .db
        .read("passwords.get", async move |tx: &Tx| {
            Ok::<_, ApiError>(store::get(tx, person).await?)
        })
        .await?;
    let is_right = identity.pool.verify(password, hash.clone()).await?;
    Ok(hash.filter(|_| is_right))
}

fn wrong_current() -> Problem {
    Problem::new(403, "password.wrong_current", "The current password is not right.")
}

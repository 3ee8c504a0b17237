//! `POST /api/sessions`: sign in by name and password.

use std::net::IpAddr;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::PersonId;
use xingtan_base::problems::Problem;
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::address::ClientAddr;
use xingtan_platform::http::{ApiError, ApiResult, Json};

use super::cookie::{self, Way};
use super::start::NewSession;
use super::tries;
use crate::Identity;
use crate::me::show::{self, Me};
use crate::memberships;
use crate::passwords::store;
use crate::recorded::{self, Occasion};
use crate::signin_names::fold;

/// A name and a password.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct SignIn {
    /// The name to sign in with; case and width do not matter.
    pub name: String,
    /// The password.
    pub password: String,
}

/// The answer to a sign-in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SignedIn {
    /// Who signed in.
    pub me: Me,
}

/// Signs in and sets the cookie `xt_session`.
#[utoipa::path(post, path = "/api/sessions", tag = "identity", request_body = SignIn,
    responses((status = 201, body = SignedIn), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 429, body = Problem),
        (status = 503, body = Problem)))]
pub async fn open(
    State(identity): State<Identity>,
    address: Option<Extension<ClientAddr>>,
    way: Way,
    headers: HeaderMap,
    Json(sign_in): Json<SignIn>,
) -> ApiResult<Response> {
    let address = address.map_or(IpAddr::from([127, 0, 0, 1]), |Extension(address)| address.0);
    let now = identity.ctx.clock.now();
    // Bounded, so that a key cannot be made as long as a body.
    let name: String = fold(&sign_in.name).chars().take(100).collect();
    let attempt = identity.tries.begin(tries::key(&name, address), now)?;
    let verified = match verify(&identity, name, &sign_in.password).await {
        Ok(verified) => verified,
        Err(error) => {
            attempt.was_not_made();
            return Err(error);
        }
    };
    let verified = verified.ok_or_else(wrong_password)?;
    attempt.succeeded();
    let session = NewSession::make(&identity.ctx.ids, &headers);
    sign_in_as(&identity, verified, (session, way)).await
}

/// A person whose password was right, and the hash it was held against.
pub(crate) struct Verified {
    pub(crate) person: PersonId,
    pub(crate) hash: String,
}

/// The person with this name, if the password is theirs.
async fn verify(identity: &Identity, name: String, password: &str) -> ApiResult<Option<Verified>> {
    let found = identity
        .ctx
        .db
        .read("sessions.password", async move |tx: &Tx| {
            Ok::<_, ApiError>(password_of(tx, &name).await?)
        })
        .await?;
    let hash = found.as_ref().map(|found| found.hash.clone());
    let is_right = identity.pool.verify(password, hash).await?;
    Ok(found.filter(|_| is_right))
}

/// Writes a session and answers with its cookie, unless the password is another one by now: it
/// may have been reset while the old one waited to be looked at.
pub(crate) async fn sign_in_as(
    identity: &Identity,
    Verified { person, hash }: Verified,
    (session, way): (NewSession, Way),
) -> ApiResult<Response> {
    let now = identity.ctx.clock.now();
    let set_cookie = cookie::set(&session.token, way);
    let ids = identity.ctx.ids.clone();
    let me = identity
        .ctx
        .db
        .write("sessions.open", async move |tx: &Tx| {
            if store::get(tx, person).await?.as_ref() != Some(&hash) {
                return Err(ApiError::from(wrong_password()));
            }
            // Whoever is stopped in their last place has an account, but no way in.
            if memberships::held(tx, person, now).await?.is_empty() {
                return Err(ApiError::from(stopped()));
            }
            session.write(tx, person, now).await?;
            let happened = Happened::SessionOpened { session: session.id, person };
            let object = Object::new("session", session.id);
            recorded::record(tx, &ids, Occasion::own(person, now), object, happened).await?;
            show::me(tx, person, now).await
        })
        .await?;
    let body = Json(SignedIn { me });
    Ok((StatusCode::CREATED, [(header::SET_COOKIE, set_cookie)], body).into_response())
}

async fn password_of(tx: &Tx, name_key: &str) -> Result<Option<Verified>, db::Error> {
    let row = tx
        .row(
            "select p.id, w.hash from person p join password w on w.person = p.id \
             where p.name_key = $1",
            &[name_key.into()],
        )
        .await?;
    row.map(|row| Ok(Verified { person: row.get("id")?, hash: row.get("hash")? })).transpose()
}

fn wrong_password() -> Problem {
    Problem::new(401, "session.wrong_password", "The name or the password is not right.")
}

/// Told only to whoever knows the password.
fn stopped() -> Problem {
    Problem::new(403, "session.stopped", "This account is stopped.")
        .detail("Ask an administrator of your school.")
}

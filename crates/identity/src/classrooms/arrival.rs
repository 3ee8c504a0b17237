//! `POST /api/pairings/arrival`: a screen asks whether it was paired, and becomes the classroom.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::PersonId;
use xingtan_base::problems::Problem;
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json};

use super::refusals;
use crate::Identity;
use crate::recorded::{self, Occasion};
use crate::sessions::cookie::{self, Way};
use crate::sessions::start::NewSession;

/// By what a screen proves itself.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct Arriving {
    /// The secret that came with its code.
    pub secret: String,
}

/// Whether a screen was paired.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Arrival {
    /// Whether it is a classroom from now on.
    pub is_paired: bool,
}

/// Asks whether somebody has paired this screen; then the answer sets the cookie `xt_classroom`.
#[utoipa::path(post, path = "/api/pairings/arrival", tag = "identity", request_body = Arriving,
    responses((status = 200, body = Arrival), (status = 404, body = Problem)))]
pub async fn arrive(
    State(identity): State<Identity>,
    way: Way,
    headers: HeaderMap,
    Json(arriving): Json<Arriving>,
) -> ApiResult<Response> {
    let (now, ids) = (identity.ctx.clock.now(), identity.ctx.ids.clone());
    let session = NewSession::make(&ids, &headers);
    let set_cookie = cookie::set_screen(&session.token, way);
    let digest = cookie::digest(&arriving.secret);
    let is_paired = identity
        .ctx
        .db
        .write("pairings.arrive", async move |tx: &Tx| {
            let Some(person) = paired_with(tx, &digest, now).await? else { return Ok(false) };
            tx.execute(
                "delete from classroom_pairing where secret_sha256 = $1",
                &[digest.clone().into()],
            )
            .await?;
            session.write(tx, person, now).await?;
            let happened = Happened::SessionOpened { session: session.id, person };
            let object = Object::new("session", session.id);
            recorded::record(tx, &ids, Occasion::own(person, now), object, happened).await?;
            Ok::<_, ApiError>(true)
        })
        .await?;
    let body = Json(Arrival { is_paired });
    if !is_paired {
        return Ok(body.into_response());
    }
    Ok((StatusCode::OK, [(header::SET_COOKIE, set_cookie)], body).into_response())
}

/// Who the screen is by now; none while it waits.
async fn paired_with(tx: &Tx, digest: &[u8], now: UtcMs) -> Result<Option<PersonId>, ApiError> {
    let row = tx
        .row(
            "select id, person from classroom_pairing \
             where secret_sha256 = $1 and expires_ms > $2",
            &[digest.into(), now.into()],
        )
        .await?;
    let row = row.ok_or_else(refusals::unknown_code)?;
    Ok(row.get("person")?)
}

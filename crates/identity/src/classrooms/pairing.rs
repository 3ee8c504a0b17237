//! `POST /api/pairings`: a screen asks for a code to show.

use std::net::IpAddr;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::PairingId;
use xingtan_base::problems::Problem;
use xingtan_platform::db::Tx;
use xingtan_platform::http::address::ClientAddr;
use xingtan_platform::http::{ApiError, ApiResult, Json};

use super::refusals;
use crate::Identity;
use crate::limits::{PAIRING_CODES, PAIRING_MS, PAIRINGS_AT_ADDRESS_MAX, PAIRINGS_MAX};
use crate::sessions::cookie;

/// A screen that waits to be paired.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Pairing {
    /// What it shows, for a teacher to type: six digits.
    pub code: String,
    /// What it proves itself by, when it asks whether it was paired. Shown to nobody.
    pub secret: String,
    /// Until when the code is good.
    pub expires_at: UtcMs,
}

/// Gives a screen a code to show.
#[utoipa::path(post, path = "/api/pairings", tag = "identity",
    responses((status = 201, body = Pairing), (status = 429, body = Problem)))]
pub async fn begin(
    State(identity): State<Identity>,
    address: Option<Extension<ClientAddr>>,
) -> ApiResult<(StatusCode, Json<Pairing>)> {
    let address = address.map_or(IpAddr::from([127, 0, 0, 1]), |Extension(address)| address.0);
    let (now, ids) = (identity.ctx.clock.now(), identity.ctx.ids.clone());
    let id: PairingId = ids.next();
    let secret = ids.secret(32);
    let (digest, expires_at) = (cookie::digest(&secret), now.plus_ms(PAIRING_MS));
    let code = identity
        .ctx
        .db
        .write("pairings.begin", async move |tx: &Tx| {
            tx.execute("delete from classroom_pairing where expires_ms <= $1", &[now.into()])
                .await?;
            let address = address.to_string();
            room_for_one_more(tx, &address).await?;
            // With so few codes in use one of a few is free.
            for _ in 0..20 {
                let code = format!("{:06}", ids.random() % PAIRING_CODES);
                let written = tx
                    .execute(
                        "insert into classroom_pairing \
                         (id, code, secret_sha256, address, created_ms, expires_ms) \
                         values ($1, $2, $3, $4, $5, $6) on conflict (code) do nothing",
                        &[
                            id.into(),
                            code.as_str().into(),
                            digest.clone().into(),
                            address.as_str().into(),
                            now.into(),
                            expires_at.into(),
                        ],
                    )
                    .await?;
                if written == 1 {
                    return Ok(code);
                }
            }
            Err(ApiError::from(refusals::too_many_waiting()))
        })
        .await?;
    Ok((StatusCode::CREATED, Json(Pairing { code, secret, expires_at })))
}

async fn room_for_one_more(tx: &Tx, address: &str) -> Result<(), ApiError> {
    let row = tx
        .row(
            "select count(*) as everywhere, \
             cast(coalesce(sum(case when address = $1 then 1 else 0 end), 0) as bigint) as here \
             from classroom_pairing",
            &[address.into()],
        )
        .await?;
    let Some(row) = row else { return Ok(()) };
    let (everywhere, here): (i64, i64) = (row.get("everywhere")?, row.get("here")?);
    if everywhere >= PAIRINGS_MAX || here >= PAIRINGS_AT_ADDRESS_MAX {
        return Err(refusals::too_many_waiting().into());
    }
    Ok(())
}

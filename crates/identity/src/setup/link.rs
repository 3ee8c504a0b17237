//! Making and checking the one-time link.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::problems::{self, Problem};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use crate::Identity;
use crate::sessions::cookie::digest;

/// A link that can still be used.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SetupLink {
    /// Always true; a link that is used or unknown is answered with 404.
    pub valid: bool,
}

/// Writes the link with this token when nobody administers anything yet; earlier links end.
/// Answers whether it was written: print `/setup/{token}` then.
pub async fn create_link(tx: &Tx, token: &str, now: UtcMs) -> Result<bool, db::Error> {
    if has_administrator(tx).await? {
        return Ok(false);
    }
    tx.execute("delete from setup_link where used_ms is null", &[]).await?;
    tx.execute(
        "insert into setup_link (token_sha256, created_ms) values ($1, $2)",
        &[digest(token).into(), now.into()],
    )
    .await?;
    Ok(true)
}

/// Whether somebody administers something.
pub async fn has_administrator(tx: &Tx) -> Result<bool, db::Error> {
    let sql = "select id from membership where role = 'administrator' limit 1";
    Ok(tx.row(sql, &[]).await?.is_some())
}

/// Fails with 404 unless the token's link can be used.
pub(crate) async fn usable(tx: &Tx, token: &str) -> Result<(), ApiError> {
    let sql = "select created_ms from setup_link where token_sha256 = $1 and used_ms is null";
    let found = tx.row(sql, &[digest(token).into()]).await?;
    if found.is_none() || has_administrator(tx).await? {
        return Err(problems::not_found().into());
    }
    Ok(())
}

/// Whether a setup link can still be used.
#[utoipa::path(get, path = "/api/setup/{token}", tag = "identity",
    params(("token" = String, Path)),
    responses((status = 200, body = SetupLink), (status = 404, body = Problem)))]
pub async fn show(
    State(identity): State<Identity>,
    Path(token): Path<String>,
) -> ApiResult<Json<SetupLink>> {
    identity.ctx.db.read("setup.show", async move |tx: &Tx| usable(tx, &token).await).await?;
    Ok(Json(SetupLink { valid: true }))
}

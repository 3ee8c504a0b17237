//! Is it alive, is it ready, which release is it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db;
use xingtan_platform::http::Json;

/// Which release answers, and its time.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServerInfo {
    /// Always `xingtan`.
    pub name: &'static str,
    /// Release.
    pub version: &'static str,
    /// The server's clock.
    pub utc: UtcMs,
}

/// Whether every part works.
#[derive(Debug, Serialize, ToSchema)]
pub struct Readiness {
    /// Whether requests can be served.
    pub ready: bool,
    /// Whether the database answers.
    pub database: bool,
}

/// The process runs.
#[utoipa::path(get, path = "/health/live", tag = "server", responses((status = 200)))]
pub async fn live() -> &'static str {
    "ok"
}

/// Requests can be served; 503 when not.
#[utoipa::path(
    get,
    path = "/health/ready",
    tag = "server",
    responses((status = 200, body = Readiness), (status = 503, body = Readiness))
)]
pub async fn ready(State(ctx): State<Ctx>) -> Response {
    let asked: Result<_, db::Error> =
        ctx.db.read("health.ready", async |tx: &db::Tx| tx.row("select 1 as one", &[]).await).await;
    let database = asked.is_ok();
    let status = if database { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { ready: database, database })).into_response()
}

/// Which release answers.
#[utoipa::path(get, path = "/api/server", tag = "server",
    responses((status = 200, body = ServerInfo)))]
pub async fn info(State(ctx): State<Ctx>) -> Json<ServerInfo> {
    Json(ServerInfo { name: "xingtan", version: env!("CARGO_PKG_VERSION"), utc: ctx.clock.now() })
}

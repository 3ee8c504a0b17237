//! `GET /api/imports/{id}/rows`.

use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;
use xingtan_base::ids::ImportId;
use xingtan_base::paging::{Page, PageQuery};
use xingtan_base::problems::Problem;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiResult, Json, Path, Query};

use super::access;
use super::show::{self, ImportRow, RowsAsked};
use crate::{Caller, Identity};

/// Which rows are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RowsQuery {
    /// Only rows that are not imported: with errors, or left out.
    #[serde(default)]
    pub errors_only: bool,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, 1 to 200.
    pub limit: Option<u32>,
}

/// Lists an import's rows in the order of the file.
#[utoipa::path(get, path = "/api/imports/{id}/rows", tag = "identity",
    params(("id" = ImportId, Path), RowsQuery),
    responses((status = 200, body = Page<ImportRow>), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn rows(
    State(identity): State<Identity>,
    caller: Caller,
    Path(import): Path<ImportId>,
    Query(query): Query<RowsQuery>,
) -> ApiResult<Json<Page<ImportRow>>> {
    let (by, now) = (caller.person, identity.ctx.clock.now());
    let limit = PageQuery { cursor: None, limit: query.limit }.limit();
    // A cursor that is none of ours starts from the beginning.
    let after = query.cursor.and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let asked = RowsAsked { after, errors_only: query.errors_only, limit: i64::from(limit) + 1 };
    let rows = identity
        .ctx
        .db
        .read("imports.rows", async move |tx: &Tx| {
            let can = access::decide(tx, by, import, now).await?;
            show::rows(tx, can, asked).await
        })
        .await?;
    Ok(Json(Page::from_overread(rows, limit, |row| row.line.to_string())))
}

//! `GET /api/editions`.

use axum::extract::State;
use xingtan_base::ids::EditionId;
use xingtan_base::paging::{Page, PageQuery};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiResult, Json, Query};

use super::edition::{EditionRow, EditionSummary};
use super::rows;
use crate::state::Live;

/// Lists one's own editions, newest first.
#[utoipa::path(get, path = "/api/editions", tag = "live", params(PageQuery),
    responses((status = 200, body = Page<EditionSummary>), (status = 401, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(live): State<Live>,
    caller: Caller,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<EditionSummary>>> {
    let limit = page.limit();
    let before: Option<EditionId> = match page.cursor.as_deref().map(str::parse).transpose() {
        Ok(before) => before,
        Err(_) => return Err(problems::invalid().field("cursor", "malformed").into()),
    };
    let found: Result<Vec<EditionRow>, db::Error> = live
        .ctx
        .db
        .read("editions.list", async move |tx: &Tx| {
            rows::of_owner(tx, caller.person, before, i64::from(limit) + 1).await
        })
        .await;
    let items: Vec<_> = found?.into_iter().map(EditionRow::summary).collect();
    Ok(Json(Page::from_overread(items, limit, |edition| edition.id.to_string())))
}

//! `GET /api/decks`.

use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;
use xingtan_base::ids::{DeckId, SchoolId};
use xingtan_base::paging::{Page, PageQuery};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Query};

use super::deck::{self, Deck};
use crate::Library;

/// Whose decks.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeckQuery {
    /// Only those that belong to this school.
    pub school: Option<SchoolId>,
    /// The `next` of the page before; absent for the first page.
    pub cursor: Option<String>,
    /// Items wanted, 1 to 200; 50 when absent.
    pub limit: Option<u32>,
}

/// Lists one's own decks without their pages, newest first.
#[utoipa::path(get, path = "/api/decks", tag = "library", params(DeckQuery),
    responses((status = 200, body = Page<Deck>), (status = 401, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(library): State<Library>,
    caller: Caller,
    Query(DeckQuery { school, cursor, limit }): Query<DeckQuery>,
) -> ApiResult<Json<Page<Deck>>> {
    let page = PageQuery { cursor, limit };
    let limit = page.limit();
    let before: Option<DeckId> = match page.cursor.as_deref().map(str::parse).transpose() {
        Ok(before) => before,
        Err(_) => return Err(problems::invalid().field("cursor", "malformed").into()),
    };
    let decks = library
        .ctx
        .db
        .read("decks.list", async move |tx: &Tx| {
            let place = (before, limit);
            Ok::<_, ApiError>(deck::of_person(tx, caller.person, school, place).await?)
        })
        .await?;
    Ok(Json(Page::from_overread(decks, limit, |deck| deck.id.to_string())))
}

//! `GET /api/decks/{id}`.

use axum::extract::State;
use xingtan_base::ids::DeckId;
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::deck::{self, Deck};
use crate::{Library, access};

/// Shows a deck with its pages to who keeps it, or how far they are.
#[utoipa::path(get, path = "/api/decks/{id}", tag = "library", params(("id" = DeckId, Path)),
    responses((status = 200, body = Deck), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
pub async fn show(
    State(library): State<Library>,
    caller: Caller,
    Path(id): Path<DeckId>,
) -> ApiResult<Json<Deck>> {
    let now = library.ctx.clock.now();
    let shown = library
        .ctx
        .db
        .read("decks.show", async move |tx: &Tx| {
            let can = access::keep_deck(tx, caller.person, id, now).await?;
            let shown = deck::whole(tx, can.deck()).await?;
            shown.ok_or_else(|| ApiError::from(problems::not_found()))
        })
        .await?;
    Ok(Json(shown))
}

/// Whether the caller keeps a deck whose pages are there.
pub(super) async fn may_see(library: &Library, caller: &Caller, id: DeckId) -> ApiResult<()> {
    let (now, person) = (library.ctx.clock.now(), caller.person);
    library
        .ctx
        .db
        .read("decks.may_see", async move |tx: &Tx| {
            access::keep_deck(tx, person, id, now).await.map_err(ApiError::from).map(drop)
        })
        .await
}

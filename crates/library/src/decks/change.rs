//! `PATCH /api/decks/{id}`.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::ids::DeckId;
use xingtan_base::problems::{self, Problem};
use xingtan_facts::Happened;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::deck::{self, Deck};
use super::recorded::{self, Occasion};
use super::title;
use crate::{Library, access};

/// What may be changed of a deck.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct DeckChange {
    /// Its title.
    pub title: String,
}

/// Gives a deck another title.
#[utoipa::path(patch, path = "/api/decks/{id}", tag = "library", params(("id" = DeckId, Path)),
    request_body = DeckChange,
    responses((status = 200, body = Deck), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn change(
    State(library): State<Library>,
    caller: Caller,
    Path(id): Path<DeckId>,
    Json(change): Json<DeckChange>,
) -> ApiResult<Json<Deck>> {
    let (now, ids, by) = (library.ctx.clock.now(), library.ctx.ids.clone(), caller.person);
    let title = change.title.trim().to_owned();
    let shown = library
        .ctx
        .db
        .write("decks.change", async move |tx: &Tx| {
            let can = access::keep_deck(tx, by, id, now).await?;
            if let Some(code) = title::fault(&title) {
                return Err(problems::invalid().field("title", code).into());
            }
            let sql = "update deck set title = $3 where school = $1 and id = $2 and title <> $3";
            let values = [can.school().into(), id.into(), title.as_str().into()];
            if tx.execute(sql, &values).await? == 1 {
                let happened = Happened::DeckRenamed { deck: id, title: title.clone() };
                recorded::record(tx, &ids, Occasion::of(&can, now), happened).await?;
            }
            Ok::<_, ApiError>(deck::whole(tx, id).await?.ok_or_else(problems::not_found)?)
        })
        .await?;
    Ok(Json(shown))
}

//! The pages of decks that an edition shows between its passages.
//!
//! An edition shows its decks as a lesson does: they stay while it is there. Who plays it alone
//! sees the pages that are among its parts, and no others; in a lesson they are the lesson's.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::RANGE;
use axum::http::{HeaderMap, Response};
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{DeckId, EditionId, PersonId};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_identity::access::AccessError;
use xingtan_library::access::keep_deck;
use xingtan_library::decks::files::DeckFile;
use xingtan_library::decks::serve::{self, Caches};
use xingtan_library::decks::{Deck, DeckState, deck, uses};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::access::play_access;
use super::part::{EditionPart, PartContent, SlidePart};
use super::refusals;
use crate::state::Live;

/// The decks of which an edition shows pages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EditionDecks {
    /// Each with the pages that are shown, without what the speaker noted.
    pub items: Vec<Deck>,
}

/// Bytes of a deck's page.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "It only describes the body.")]
pub struct EditionPageBytes(Vec<u8>);

/// Lists the decks of an edition to those who may play it.
#[utoipa::path(get, path = "/api/editions/{id}/decks", tag = "live",
    params(("id" = EditionId, Path)),
    responses((status = 200, body = EditionDecks), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
pub async fn list(
    State(live): State<Live>,
    caller: Caller,
    Path(id): Path<EditionId>,
) -> ApiResult<Json<EditionDecks>> {
    let now = live.ctx.clock.now();
    let items = live
        .ctx
        .db
        .read("editions.decks", async move |tx: &Tx| -> Result<Vec<Deck>, ApiError> {
            let parts = play_access(tx, caller.person, id, now).await?.row.parts;
            let mut items = Vec::new();
            for one in of(&parts) {
                items.extend(deck::whole(tx, one).await?.map(|deck| shown(deck, &parts)));
            }
            Ok(items)
        })
        .await?;
    Ok(Json(EditionDecks { items }))
}

/// Gives those who may play an edition the picture or the text of one of its pages:
/// `{page}-{width}.webp` or `{page}.json`.
#[utoipa::path(get, path = "/api/editions/{id}/deck/{deck}/{file}", tag = "live",
    params(("id" = EditionId, Path), ("deck" = DeckId, Path), ("file" = String, Path)),
    responses((status = 200, body = EditionPageBytes, content_type = "application/octet-stream"),
        (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn page(
    State(live): State<Live>,
    caller: Caller,
    Path((id, deck, name)): Path<(EditionId, DeckId, String)>,
    headers: HeaderMap,
) -> ApiResult<Response<Body>> {
    give(&live, (caller.person, id), (deck, &name), &headers).await
}

/// Gives those who may play an edition a clip of one of its pages, or the part of it asked for.
#[utoipa::path(get, path = "/api/editions/{id}/deck/{deck}/clip/{file}", tag = "live",
    params(("id" = EditionId, Path), ("deck" = DeckId, Path), ("file" = String, Path)),
    responses((status = 200, body = EditionPageBytes, content_type = "application/octet-stream"),
        (status = 206, body = EditionPageBytes, content_type = "application/octet-stream"),
        (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn clip(
    State(live): State<Live>,
    caller: Caller,
    Path((id, deck, name)): Path<(EditionId, DeckId, String)>,
    headers: HeaderMap,
) -> ApiResult<Response<Body>> {
    give(&live, (caller.person, id), (deck, &format!("clip/{name}")), &headers).await
}

async fn give(
    live: &Live,
    (person, id): (PersonId, EditionId),
    (deck, name): (DeckId, &str),
    headers: &HeaderMap,
) -> ApiResult<Response<Body>> {
    let now = live.ctx.clock.now();
    let file = DeckFile::named(name).ok_or_else(problems::not_found)?;
    let wanted = file.clone();
    let is_shown = live
        .ctx
        .db
        .read("editions.deck_file", async move |tx: &Tx| -> Result<bool, ApiError> {
            let parts = play_access(tx, person, id, now).await?.row.parts;
            Ok(shows(tx, &parts, deck, &wanted).await?)
        })
        .await?;
    if !is_shown {
        return Err(problems::not_found().into());
    }
    let range = headers.get(RANGE).and_then(|range| range.to_str().ok());
    Ok(serve::file(&live.ctx.files, deck, &file, (Caches::Private, range)).await?)
}

/// Whether a file belongs to a page that is among the parts.
async fn shows(
    tx: &Tx,
    parts: &[EditionPart],
    deck: DeckId,
    file: &DeckFile,
) -> Result<bool, db::Error> {
    let name = match file {
        DeckFile::Picture { page, .. } | DeckFile::Text { page } => {
            return Ok(slides(parts).any(|slide| slide.deck == deck && slide.page == *page));
        }
        DeckFile::Clip(name) => name,
    };
    if !slides(parts).any(|slide| slide.deck == deck) {
        return Ok(false);
    }
    let found = deck::whole(tx, deck).await?.map(|deck| shown(deck, parts));
    let mut pages = found.iter().flat_map(|deck| deck.pages.iter().flatten());
    Ok(pages.any(|page| page.clips.iter().any(|clip| clip.file == *name)))
}

fn slides(parts: &[EditionPart]) -> impl Iterator<Item = &SlidePart> {
    parts.iter().filter_map(|part| match &part.content {
        PartContent::Slide(slide) => Some(slide),
        _ => None,
    })
}

/// The decks of which pages are among the parts, in their order.
pub(super) fn of(parts: &[EditionPart]) -> Vec<DeckId> {
    let mut decks = Vec::new();
    for slide in slides(parts) {
        if !decks.contains(&slide.deck) {
            decks.push(slide.deck);
        }
    }
    decks
}

/// A deck with the pages that are among the parts.
fn shown(deck: Deck, parts: &[EditionPart]) -> Deck {
    let id = deck.id;
    let mut deck = deck.without_notes();
    let is_shown = |page: u32| slides(parts).any(|slide| slide.deck == id && slide.page == page);
    if let Some(pages) = &mut deck.pages {
        pages.retain(|page| is_shown(page.page));
    }
    deck
}

/// Checks the pages that are new among the parts.
///
/// # Errors
/// 422 when a page is not there, or is of a deck that the owner does not keep.
pub(super) async fn check(
    tx: &Tx,
    owner: PersonId,
    (before, after): (&[EditionPart], &[EditionPart]),
    now: UtcMs,
) -> Result<(), ApiError> {
    for (n, part) in after.iter().enumerate() {
        let PartContent::Slide(slide) = &part.content else { continue };
        let was_there = slides(before).any(|old| (old.deck, old.page) == (slide.deck, slide.page));
        if !was_there && !may_show(tx, owner, slide, now).await? {
            return Err(refusals::unknown_page(n).into());
        }
    }
    Ok(())
}

/// Lets the edition show the decks of its parts from now on, and no longer those that it showed.
pub(super) async fn hold(
    tx: &Tx,
    (before, after): (&[EditionPart], &[EditionPart]),
) -> Result<(), db::Error> {
    let (were, are) = (of(before), of(after));
    for deck in are.iter().filter(|deck| !were.contains(deck)) {
        uses::begin(tx, *deck).await?;
    }
    for deck in were.iter().filter(|deck| !are.contains(deck)) {
        uses::end(tx, *deck).await?;
    }
    Ok(())
}

async fn may_show(
    tx: &Tx,
    owner: PersonId,
    slide: &SlidePart,
    now: UtcMs,
) -> Result<bool, db::Error> {
    match keep_deck(tx, owner, slide.deck, now).await {
        Ok(_) => {}
        Err(AccessError::Database(error)) => return Err(error),
        Err(AccessError::Denied | AccessError::NotFound) => return Ok(false),
    }
    let found = deck::bare(tx, slide.deck).await?;
    Ok(found.is_some_and(|deck| deck.state == DeckState::Ready && slide.page <= deck.done))
}

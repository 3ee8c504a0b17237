//! `GET /api/editions/{id}/source` and `GET /api/lessons/{id}/edition/source`: the recording from
//! which the passages are, and the pages that its class was shown.
//!
//! Of the source's log nothing else is told: nobody's words, hands or answers.

use std::collections::HashSet;

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::ids::{DeckId, EditionId, LessonId, PersonId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_library::decks::Deck;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_room::entry::{Body, See};
use xingtan_room::page::Page;
use xingtan_teaching::decks::lesson_deck;
use xingtan_teaching::decks::list::for_learners;

use super::access::{play_access, source_stands};
use super::attached;
use crate::journal::read;
use crate::limits::{JOURNAL_PAGE_MAX, SOURCE_TURNS_MAX};
use crate::playback::replay::{Replay, describe_lesson};
use crate::state::Live;

/// The recording from which the passages of an edition are.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionSource {
    /// Its picture and sound.
    #[serde(flatten)]
    pub replay: Replay,
    /// What its class looked at, by time.
    pub turns: Vec<SourceTurn>,
    /// The decks of which its class saw pages, with those pages.
    pub decks: Vec<Deck>,
}

/// From here on the source's class looked at something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SourceTurn {
    /// On the clock of the source's log: later against the picture by `shift_ms`.
    pub at_ms: i64,
    /// At what.
    pub surface: Page,
}

/// Shows the recording behind an edition, for as long as its owner may use it.
#[utoipa::path(get, path = "/api/editions/{id}/source", tag = "live",
    params(("id" = EditionId, Path)),
    responses((status = 200, body = EditionSource), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn of_edition(
    State(live): State<Live>,
    caller: Caller,
    Path(id): Path<EditionId>,
) -> ApiResult<Json<EditionSource>> {
    let source = edition_source(&live, caller.person, id).await?;
    Ok(Json(describe(&live, source).await?))
}

/// Shows the recording behind what a lesson plays to the lesson's people.
#[utoipa::path(get, path = "/api/lessons/{id}/edition/source", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 200, body = EditionSource), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn of_lesson(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<EditionSource>> {
    let source = lesson_source(&live, caller.person, lesson).await?;
    Ok(Json(describe(&live, source).await?))
}

/// The source of an edition that a person may play.
pub(super) async fn edition_source(
    live: &Live,
    person: PersonId,
    id: EditionId,
) -> ApiResult<LessonId> {
    let now = live.ctx.clock.now();
    live.ctx
        .db
        .read("editions.source", async move |tx: &Tx| -> Result<LessonId, ApiError> {
            let row = play_access(tx, person, id, now).await?.row;
            source_stands(tx, row.owner, row.source, now).await?;
            Ok(row.source)
        })
        .await
}

/// The source of what a lesson plays to a person.
pub(super) async fn lesson_source(
    live: &Live,
    person: PersonId,
    lesson: LessonId,
) -> ApiResult<LessonId> {
    let now = live.ctx.clock.now();
    live.ctx
        .db
        .read("editions.lesson_source", async move |tx: &Tx| -> Result<LessonId, ApiError> {
            let (row, _) = attached::seen(tx, person, lesson, now).await?;
            source_stands(tx, row.owner, row.source, now).await?;
            Ok(row.source)
        })
        .await
}

async fn describe(live: &Live, source: LessonId) -> ApiResult<EditionSource> {
    let mut replay = describe_lesson(&live.media, source).await?;
    // The lesson's own address leads to what its class never saw.
    let prefix = live.signer.source_prefix(source, replay.until);
    (replay.media_prefix, replay.until) = (prefix.path, prefix.until);
    let read = async move |tx: &Tx| pages_of(tx, source).await;
    let pages: Result<_, db::Error> = live.ctx.db.read("editions.source_pages", read).await;
    let (decks, turns) = pages?;
    Ok(EditionSource { replay, turns, decks })
}

/// The decks of a lesson with those pages that its whole class looked at, and when it did. Asks
/// nothing about access.
///
/// # Errors
/// When the database fails or holds a broken row.
pub(crate) async fn pages_of(
    tx: &Tx,
    source: LessonId,
) -> Result<(Vec<Deck>, Vec<SourceTurn>), db::Error> {
    let turns = turns(tx, source).await?;
    let decks = for_learners(lesson_deck::of(tx, source).await?);
    let shown = pages(&turns);
    let decks = decks.into_iter().filter_map(|deck| seen(deck, &shown)).collect();
    Ok((decks, turns))
}

/// What a lesson's whole class looked at, by time.
async fn turns(tx: &Tx, source: LessonId) -> Result<Vec<SourceTurn>, db::Error> {
    let mut turns = Vec::new();
    let mut after = 0;
    while turns.len() < SOURCE_TURNS_MAX {
        let entries = read::turns(tx, source, after, JOURNAL_PAGE_MAX).await?;
        let Some(last) = entries.last() else { break };
        after = last.seq;
        turns.extend(entries.iter().filter_map(|entry| match &entry.body {
            Body::PageTurned(said) if entry.see == See::Everyone => {
                Some(SourceTurn { at_ms: entry.at_ms, surface: said.surface })
            }
            _ => None,
        }));
    }
    turns.truncate(SOURCE_TURNS_MAX);
    Ok(turns)
}

/// A deck with the pages that the class was shown; nothing when that were none.
fn seen(mut deck: Deck, shown: &HashSet<(DeckId, u32)>) -> Option<Deck> {
    let id = deck.id;
    let pages = deck.pages.as_mut()?;
    pages.retain(|page| shown.contains(&(id, page.page)));
    if pages.is_empty() { None } else { Some(deck) }
}

fn pages(turns: &[SourceTurn]) -> HashSet<(DeckId, u32)> {
    let page = |turn: &SourceTurn| match turn.surface {
        Page::Slide(slide) => Some((slide.deck, slide.page)),
        Page::Board(_) | Page::None => None,
    };
    turns.iter().filter_map(page).collect()
}

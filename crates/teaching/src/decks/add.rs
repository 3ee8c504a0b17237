//! `PUT /api/lessons/{id}/decks/{deck}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{DeckId, LessonId, PersonId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::Happened;
use xingtan_identity::Caller;
use xingtan_library::access::keep_deck;
use xingtan_library::decks::deck;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::lesson_deck;
use crate::access::CanTeach;
use crate::lessons::open::already_closed;
use crate::lessons::parts;
use crate::lessons::{LessonRole, LessonState, stands};
use crate::limits::LESSON_DECKS_MAX;
use crate::{Teaching, access};

/// Puts a deck of one's own, or of somebody who teaches the lesson too, into a lesson that is not
/// over. To put it there again changes nothing.
#[utoipa::path(put, path = "/api/lessons/{id}/decks/{deck}", tag = "teaching",
    params(("id" = LessonId, Path), ("deck" = DeckId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn add(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path((lesson, deck)): Path<(LessonId, DeckId)>,
) -> ApiResult<StatusCode> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    teaching
        .ctx
        .db
        .write("decks.add", async move |tx: &Tx| {
            let can = access::staff_access(tx, by, lesson, now).await?;
            let school = shown_by(tx, &can, deck, now).await?;
            if lesson_deck::is_in(tx, lesson, deck).await? {
                return Ok(());
            }
            let row = stands(tx, lesson).await?.ok_or_else(problems::not_found)?;
            if row.state == LessonState::Closed {
                return Err(already_closed().into());
            }
            let there = lesson_deck::ids_of(tx, lesson).await?.len();
            if i64::try_from(there).unwrap_or(i64::MAX) >= LESSON_DECKS_MAX {
                return Err(too_many().into());
            }
            lesson_deck::write(tx, &can, (school, deck), now).await?;
            let happened = Happened::LessonDeckAdded { lesson, deck };
            lesson_deck::record(tx, &ids, (&can, now), (deck, happened)).await?;
            Ok::<_, ApiError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The school of a deck that the staff of a lesson may show in it.
async fn shown_by(tx: &Tx, can: &CanTeach, deck: DeckId, now: UtcMs) -> Result<SchoolId, ApiError> {
    let found = deck::belongs_to(tx, deck).await?;
    let (school, owner) = found.ok_or_else(problems::not_found)?;
    if owner == can.person() || !teaches_too(tx, owner, can, now).await? {
        keep_deck(tx, can.person(), deck, now).await?;
    }
    Ok(school)
}

async fn teaches_too(
    tx: &Tx,
    owner: PersonId,
    can: &CanTeach,
    now: UtcMs,
) -> Result<bool, db::Error> {
    let lesson = can.lesson();
    let parts = parts::of(tx, owner, &[lesson], now).await?;
    Ok(parts.get(&lesson).is_some_and(|part| part.role == LessonRole::Staff))
}

/// 409: the lesson has as many decks as it may have.
pub(super) fn too_many() -> Problem {
    Problem::new(409, "lesson.too_many_decks", "The lesson cannot have more decks.")
}

//! `DELETE /api/lessons/{id}/decks/{deck}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::{DeckId, LessonId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::Happened;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::lesson_deck;
use crate::lessons::open::{already_closed, already_open};
use crate::lessons::{LessonState, stands};
use crate::{Teaching, access};

/// Takes a deck out of a lesson that has not been opened; questions that came after its pages
/// stay. What a room has shown stays with its lesson.
#[utoipa::path(delete, path = "/api/lessons/{id}/decks/{deck}", tag = "teaching",
    params(("id" = LessonId, Path), ("deck" = DeckId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn remove(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path((lesson, deck)): Path<(LessonId, DeckId)>,
) -> ApiResult<StatusCode> {
    let (now, ids, by) = (teaching.ctx.clock.now(), teaching.ctx.ids.clone(), caller.person);
    teaching
        .ctx
        .db
        .write("decks.remove_from_lesson", async move |tx: &Tx| {
            let can = access::staff_access(tx, by, lesson, now).await?;
            let row = stands(tx, lesson).await?.ok_or_else(problems::not_found)?;
            match row.state {
                LessonState::Planned => {}
                LessonState::Open => return Err(already_open().into()),
                LessonState::Closed => return Err(already_closed().into()),
            }
            if !lesson_deck::take_out(tx, &can, deck).await? {
                return Err(problems::not_found().into());
            }
            let happened = Happened::LessonDeckRemoved { lesson, deck };
            lesson_deck::record(tx, &ids, (&can, now), (deck, happened)).await?;
            Ok::<_, ApiError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

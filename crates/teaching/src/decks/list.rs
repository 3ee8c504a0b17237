//! `GET /api/lessons/{id}/decks`.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_library::decks::{Deck, DeckState};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::lesson_deck;
use crate::lessons::close::not_open;
use crate::lessons::{LessonRole, stands};
use crate::{Teaching, access};

/// The decks of a lesson.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LessonDecks {
    /// Each with its pages, in order.
    pub items: Vec<Deck>,
}

/// Lists the decks of a lesson with their pages: to its staff always, to learners from its opening
/// on, what is ready of them, without what the speaker noted.
#[utoipa::path(get, path = "/api/lessons/{id}/decks", tag = "teaching",
    params(("id" = LessonId, Path)),
    responses((status = 200, body = LessonDecks), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn list(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(id): Path<LessonId>,
) -> ApiResult<Json<LessonDecks>> {
    let now = teaching.ctx.clock.now();
    let items = teaching
        .ctx
        .db
        .read("decks.of_lesson", async move |tx: &Tx| {
            let can = access::attend_access(tx, caller.person, id, now).await?;
            let is_staff = can.role() == LessonRole::Staff;
            let row = stands(tx, id).await?.ok_or_else(problems::not_found)?;
            if !is_staff && row.opened_at.is_none() {
                return Err(not_open().into());
            }
            let decks = lesson_deck::of(tx, id).await?;
            Ok::<_, ApiError>(if is_staff { decks } else { for_learners(decks) })
        })
        .await?;
    Ok(Json(LessonDecks { items }))
}

/// What learners see of a lesson's decks.
pub fn for_learners(decks: Vec<Deck>) -> Vec<Deck> {
    let ready = decks.into_iter().filter(|deck| deck.state == DeckState::Ready);
    ready.map(Deck::without_notes).collect()
}

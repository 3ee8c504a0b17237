//! A question prepared for a lesson, and its rows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{DeckId, QuestionId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_item::question::Question;
use xingtan_library::decks::{DeckState, deck};
use xingtan_library::limits::DECK_PAGES_MAX;
use xingtan_platform::db::{self, Row, Tx, Value};
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;

use crate::access::CanTeach;
use crate::decks::lesson_deck;
use crate::lessons::recorded::{self, Occasion};
use crate::limits::{QUESTION_LIMIT_MS_MAX, QUESTION_LIMIT_MS_MIN};

/// A question prepared for a lesson, with its key.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PreparedQuestion {
    /// Its id.
    pub id: QuestionId,
    /// Its place, from 0 without gaps.
    pub position: u32,
    /// The question.
    pub question: Question,
    /// Time to answer it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_ms: Option<u32>,
    /// Where in the lesson's decks it comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<AfterPage>,
}

/// A place between two pages of the lesson's decks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AfterPage {
    /// One of the lesson's decks.
    pub deck: DeckId,
    /// The page before it; 0 before the first.
    pub page: u32,
}

/// A question to prepare.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct QuestionToPrepare {
    /// Its place, from 0; when absent, a new one goes to the end and an old one stays.
    pub position: Option<u32>,
    /// The question.
    pub question: Question,
    /// Time to answer it, 5 seconds to an hour; unlimited when absent.
    pub limit_ms: Option<u32>,
    /// After which page of the lesson's decks it comes; anywhere when absent.
    pub after: Option<AfterPage>,
}

impl QuestionToPrepare {
    /// Checks that it can be asked.
    pub(super) fn check(&self) -> Result<(), Problem> {
        let mut problem = problems::invalid();
        for fault in self.question.validate().err().unwrap_or_default() {
            problem = problem.field(&format!("question.{}", fault.field), fault.code);
        }
        let limits = QUESTION_LIMIT_MS_MIN..=QUESTION_LIMIT_MS_MAX;
        if self.limit_ms.is_some_and(|limit| !limits.contains(&limit)) {
            problem = problem.field("limit_ms", "out_of_range");
        }
        if problem.fields.is_empty() { Ok(()) } else { Err(problem) }
    }

    /// Checks that the place where it comes is in one of the lesson's decks.
    pub(super) async fn check_place(&self, tx: &Tx, can: &CanTeach) -> Result<(), ApiError> {
        let Some(AfterPage { deck, page }) = self.after else { return Ok(()) };
        if !lesson_deck::is_in(tx, can.lesson(), deck).await? {
            return Err(problems::invalid().field("after.deck", "unknown").into());
        }
        let found = deck::bare(tx, deck).await?;
        // Until its pages are made nobody knows how many there are.
        let pages = match found {
            Some(found) if found.state == DeckState::Ready => found.done,
            _ => DECK_PAGES_MAX,
        };
        if page > pages {
            return Err(problems::invalid().field("after.page", "out_of_range").into());
        }
        Ok(())
    }

    /// The place as it is stored.
    pub(super) fn place(&self) -> [Value; 2] {
        let after = self.after;
        [after.map(|after| after.deck).into(), after.map(|after| after.page).into()]
    }

    /// The question as it is stored.
    pub(super) fn stored(&self) -> Result<String, anyhow::Error> {
        Ok(serde_json::to_string(&self.question)?)
    }
}

/// The questions of a lesson from a place on.
pub(super) async fn from(
    tx: &Tx,
    can: &CanTeach,
    position: i64,
    limit: u32,
) -> Result<Vec<PreparedQuestion>, db::Error> {
    tx.rows(
        "select id, position, question, limit_ms, after_deck, after_page \
         from prepared_question \
         where lesson = $1 and position >= $2 order by position, id limit $3",
        &[can.lesson().into(), position.into(), i64::from(limit).into()],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// One question of a lesson.
pub(super) async fn one(
    tx: &Tx,
    can: &CanTeach,
    id: QuestionId,
) -> Result<Option<PreparedQuestion>, db::Error> {
    let row = tx
        .row(
            "select id, position, question, limit_ms, after_deck, after_page \
         from prepared_question \
         where lesson = $1 and id = $2",
            &[can.lesson().into(), id.into()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<PreparedQuestion, db::Error> {
    let text: String = row.get("question")?;
    let question =
        serde_json::from_str(&text).map_err(|error| row.broken("question", error.to_string()))?;
    let deck: Option<DeckId> = row.get("after_deck")?;
    let page: Option<u32> = row.get("after_page")?;
    Ok(PreparedQuestion {
        id: row.get("id")?,
        position: row.get("position")?,
        question,
        limit_ms: row.get("limit_ms")?,
        after: deck.zip(page).map(|(deck, page)| AfterPage { deck, page }),
    })
}

/// The ids of a lesson's questions in their order.
pub(super) async fn order(tx: &Tx, can: &CanTeach) -> Result<Vec<QuestionId>, db::Error> {
    let sql = "select id from prepared_question where lesson = $1 order by position, id";
    tx.rows(sql, &[can.lesson().into()]).await?.iter().map(|row| row.get("id")).collect()
}

/// Puts one question at a place and numbers all without gaps.
pub(super) async fn put_at(
    tx: &Tx,
    can: &CanTeach,
    id: QuestionId,
    position: Option<u32>,
) -> Result<(), db::Error> {
    let mut order = order(tx, can).await?;
    if let Some(position) = position {
        order.retain(|other| *other != id);
        let at = usize::try_from(position).unwrap_or(usize::MAX).min(order.len());
        order.insert(at, id);
    }
    number(tx, can, &order).await
}

/// Numbers a lesson's questions without gaps in an order.
pub(super) async fn number(tx: &Tx, can: &CanTeach, order: &[QuestionId]) -> Result<(), db::Error> {
    for (place, id) in order.iter().enumerate() {
        let values: [Value; 3] =
            [can.school().into(), id.into(), i64::try_from(place).unwrap_or(i64::MAX).into()];
        tx.execute(
            "update prepared_question set position = $3 \
             where school = $1 and id = $2 and position <> $3",
            &values,
        )
        .await?;
    }
    Ok(())
}

/// Records that a question is now as it is.
pub(super) async fn record_saved(
    tx: &Tx,
    can: &CanTeach,
    ids: &Ids,
    saved: &PreparedQuestion,
    now: UtcMs,
) -> Result<(), db::Error> {
    let happened = Happened::PreparedQuestionSaved {
        question: saved.id,
        lesson: can.lesson(),
        position: saved.position,
        limit_ms: saved.limit_ms,
        after_deck: saved.after.map(|after| after.deck),
        after_page: saved.after.map(|after| after.page),
    };
    let object = Object::new("prepared_question", saved.id);
    recorded::record(tx, ids, Occasion::of(can, now), object, happened).await
}

//! `GET` and `POST /api/editions/{id}/answers`: of those who play an edition alone.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClientId, EditionId, PersonId};
use xingtan_base::problems::Problem;
use xingtan_facts::Happened;
use xingtan_identity::Caller;
use xingtan_identity::people::names;
use xingtan_item::answer::Answer;
use xingtan_item::judge::judge;
use xingtan_item::question::{Key, Question};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::access::{CanPlay, PlayRole, play_access};
use super::part::{EditionPart, PartContent};
use super::recorded::{self, Occasion};
use super::refusals;
use super::rows::{self, AnswerRow};
use crate::limits::{EDITION_ANSWERS_MAX, EDITION_PARTS_MAX};
use crate::state::Live;

/// An answer to a question of an edition.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct EditionAnswerToGive {
    /// The client's own name for it; the same again is one answer.
    pub client_id: ClientId,
    /// The question's number in the edition.
    pub part: u32,
    /// The answer.
    pub answer: Answer,
}

/// An answer to a question of an edition, and what is right: who has answered may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EditionAnswer {
    /// The question's number in the edition.
    pub part: u32,
    /// Who.
    pub person: PersonId,
    /// What others read.
    pub name: String,
    /// The answer.
    pub answer: Answer,
    /// When it was given.
    pub given_at: UtcMs,
    /// Whether it is right; absent when nothing is judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<bool>,
    /// Points earned.
    pub points: u32,
    /// What is right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

/// Answers to an edition.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EditionAnswers {
    /// By question and time.
    pub items: Vec<EditionAnswer>,
}

/// Answers a question of an edition: the first answer of a learner stands. Not while a lesson of
/// theirs that plays it is open, for it tells what is right.
#[utoipa::path(post, path = "/api/editions/{id}/answers", tag = "live",
    params(("id" = EditionId, Path)), request_body = EditionAnswerToGive,
    responses((status = 201, body = EditionAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn give(
    State(live): State<Live>,
    caller: Caller,
    Path(id): Path<EditionId>,
    Json(wanted): Json<EditionAnswerToGive>,
) -> ApiResult<(StatusCode, Json<EditionAnswer>)> {
    let (now, ids, by) = (live.ctx.clock.now(), live.ctx.ids.clone(), caller.person);
    let kept = live
        .ctx
        .db
        .write("editions.answer", async move |tx: &Tx| -> Result<EditionAnswer, ApiError> {
            let can = play_access(tx, by, id, now).await?;
            if can.role != PlayRole::Learner {
                return Err(refusals::learners_only().into());
            }
            can.is_told_keys()?;
            let asked = asked(&can.row.parts, wanted.part);
            let asked = asked.ok_or_else(refusals::unknown_question)?;
            judge(asked, &wanted.answer).map_err(refusals::shape)?;
            let row = AnswerRow {
                part: wanted.part,
                person: by,
                client_id: wanted.client_id,
                answer: wanted.answer.clone(),
                given_at: now,
            };
            let names = names(tx, &[by]).await?;
            let place = (can.row.school, id);
            if let Some(there) = rows::keep(tx, place, &row, answers_max(&can)).await? {
                let is_retry = there.client_id == row.client_id;
                let told = EditionAnswer::of(there, Some(asked), &names);
                return if is_retry { Ok(told) } else { Err(refusals::already_answered().into()) };
            }
            let on = Occasion {
                edition: id,
                school: can.row.school,
                by,
                role: "learner",
                lesson: None,
                at: now,
            };
            let happened = Happened::EditionAnswered { edition: id, part: row.part };
            recorded::record(tx, &ids, on, happened).await?;
            Ok(EditionAnswer::of(row, Some(asked), &names))
        })
        .await?;
    Ok((StatusCode::CREATED, Json(kept)))
}

/// One's own answers to an edition; everybody's, for who made it. Not for learners while a lesson
/// of theirs that plays it is open.
#[utoipa::path(get, path = "/api/editions/{id}/answers", tag = "live",
    params(("id" = EditionId, Path)),
    responses((status = 200, body = EditionAnswers), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn list(
    State(live): State<Live>,
    caller: Caller,
    Path(id): Path<EditionId>,
) -> ApiResult<Json<EditionAnswers>> {
    let now = live.ctx.clock.now();
    let items = live
        .ctx
        .db
        .read("editions.answers", async move |tx: &Tx| -> Result<Vec<EditionAnswer>, ApiError> {
            let can = play_access(tx, caller.person, id, now).await?;
            can.is_told_keys()?;
            let whose = (can.role != PlayRole::Owner).then_some(can.person);
            let rows = rows::answers(tx, id, whose, answers_max(&can)).await?;
            let people: Vec<PersonId> = rows.iter().map(|row| row.person).collect();
            let names = names(tx, &people).await?;
            let told = |row: AnswerRow| {
                let asked = asked(&can.row.parts, row.part);
                EditionAnswer::of(row, asked, &names)
            };
            Ok(rows.into_iter().map(told).collect())
        })
        .await?;
    Ok(Json(EditionAnswers { items }))
}

const fn answers_max(can: &CanPlay) -> i64 {
    match can.role {
        PlayRole::Owner => EDITION_ANSWERS_MAX,
        // Questions that are no more among the parts may have been answered too.
        PlayRole::Staff | PlayRole::Learner => 10 * EDITION_PARTS_MAX as i64,
    }
}

fn asked(parts: &[EditionPart], number: u32) -> Option<&Question> {
    parts.iter().find(|part| part.part == number).and_then(|part| match &part.content {
        PartContent::Question(asked) => Some(&asked.question),
        _ => None,
    })
}

impl EditionAnswer {
    fn of(row: AnswerRow, asked: Option<&Question>, names: &HashMap<PersonId, String>) -> Self {
        // A question may have been changed since.
        let judgement = asked.and_then(|question| judge(question, &row.answer).ok());
        Self {
            part: row.part,
            person: row.person,
            name: names.get(&row.person).cloned().unwrap_or_default(),
            answer: row.answer,
            given_at: row.given_at,
            right: judgement.as_ref().and_then(|judgement| judgement.right),
            points: judgement.map_or(0, |judgement| judgement.points),
            key: asked.and_then(|question| question.key.clone()),
            explanation: asked.and_then(|question| question.explanation.clone()),
        }
    }
}

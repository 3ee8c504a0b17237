//! `POST /api/lessons/{id}/late-answers`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClientId, FactId, LessonId, PersonId};
use xingtan_base::problems::Problem;
use xingtan_facts::{Actor, Context, Fact, Happened, Object};
use xingtan_identity::Caller;
use xingtan_item::answer::Answer;
use xingtan_item::judge::{check_choices, judge_with};
use xingtan_item::question::Key;
use xingtan_platform::db::Tx;
use xingtan_platform::facts_log;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_room::report::{ActivityReport, PollReport, QuizReport};
use xingtan_teaching::access::attend_access;
use xingtan_teaching::lessons::{LessonRole, LessonRow, LessonState};

use super::refusals;
use super::rows::{self, LateRow};
use crate::report::read;
use crate::state::Live;

/// An answer to give after the lesson.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct LateAnswerToGive {
    /// The client's own name for it; the same again is one answer.
    pub client_id: ClientId,
    /// The poll or quiz of the lesson.
    pub activity: ActivityId,
    /// The answer.
    pub answer: Answer,
    /// When it was given, of a device that had no network then; absent for now.
    pub given_at: Option<UtcMs>,
}

/// An answer given after the lesson, and what is right where the class was told.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LateAnswer {
    /// The poll or quiz.
    pub activity: ActivityId,
    /// Who.
    pub person: PersonId,
    /// The answer.
    pub answer: Answer,
    /// When it was given.
    pub given_at: UtcMs,
    /// Whether it is right; absent when nothing is judged or the class was not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<bool>,
    /// Points it would have earned.
    pub points: u32,
    /// What is right; absent when the class was not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

/// Answers a question of a lesson that is over: once, and only who did not answer it in class.
#[utoipa::path(post, path = "/api/lessons/{id}/late-answers", tag = "live",
    params(("id" = LessonId, Path)), request_body = LateAnswerToGive,
    responses((status = 201, body = LateAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn give(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Json(wanted): Json<LateAnswerToGive>,
) -> ApiResult<(StatusCode, Json<LateAnswer>)> {
    let can = live.attend(&caller, lesson).await?;
    if can.role() != LessonRole::Learner {
        return Err(refusals::learners_only().into());
    }
    let stands = live.stands(lesson).await?;
    if stands.state != LessonState::Closed {
        return Err(refusals::not_over().into());
    }
    let report = read::whole(&live, lesson).await?;
    let asked = asked(&report.activities, wanted.activity).ok_or_else(refusals::unknown)?;
    check(asked, can.person(), &wanted.answer)?;
    let now = live.ctx.clock.now();
    let ended = stands.closed_at.unwrap_or(now);
    let row = LateRow {
        activity: wanted.activity,
        person: can.person(),
        class: can.class(),
        client_id: wanted.client_id,
        answer: wanted.answer,
        // What a device says is believed within what can be.
        given_at: wanted.given_at.map_or(now, |at| at.clamp(ended.min(now), now)),
        kept_at: now,
    };
    let kept = keep(&live, stands, row).await?;
    Ok((StatusCode::CREATED, Json(LateAnswer::of(&kept, Some(asked)))))
}

/// Keeps it with its fact, unless there is one.
async fn keep(live: &Live, lesson: LessonRow, row: LateRow) -> ApiResult<LateRow> {
    let ids = live.ctx.ids.clone();
    live.ctx
        .db
        .write("late_answers.give", async move |tx: &Tx| -> Result<LateRow, ApiError> {
            attend_access(tx, row.person, lesson.id, row.kept_at).await?;
            if let Some(there) = rows::keep(tx, lesson.id, &row).await? {
                let is_retry = there.client_id == row.client_id;
                return if is_retry { Ok(there) } else { Err(refusals::already().into()) };
            }
            let actor = Actor { person: row.person, role: "learner".into(), on_behalf_of: None };
            facts_log::record(tx, &fact(ids.next(), &lesson, &row, actor)).await?;
            Ok(row.clone())
        })
        .await
}

/// That an answer was given.
pub(crate) fn fact(id: FactId, lesson: &LessonRow, row: &LateRow, actor: Actor) -> Fact {
    let happened = Happened::LateAnswerGiven {
        lesson: lesson.id,
        activity: row.activity,
        given_ms: row.given_at.0,
    };
    let mut fact = Fact::new(id, row.kept_at, Object::new("lesson", lesson.id), happened);
    fact.school = Some(lesson.school);
    fact.actor = Some(actor);
    fact.context = Context {
        lesson: Some(lesson.id),
        course: Some(lesson.course),
        class: row.class,
        ..Context::default()
    };
    fact.client_id = Some(row.client_id);
    fact
}

/// The question with this name.
pub(crate) fn asked(
    activities: &[ActivityReport],
    activity: ActivityId,
) -> Option<&ActivityReport> {
    activities.iter().find(|asked| asked.activity() == activity)
}

/// Whether somebody may still give this answer.
pub(crate) fn check(
    asked: &ActivityReport,
    person: PersonId,
    answer: &Answer,
) -> Result<(), Problem> {
    let (answers, shape) = match asked {
        ActivityReport::Poll(PollReport { anonymous: true, .. }) => {
            return Err(refusals::anonymous());
        }
        ActivityReport::Poll(poll) => (&poll.answers, poll_shape(poll, answer)),
        ActivityReport::Quiz(quiz) => (
            &quiz.answers,
            judge_with(&quiz.prompt, None, answer).map(|_| ()).map_err(refusals::shape),
        ),
    };
    if answers.iter().any(|row| row.person == person) {
        return Err(refusals::answered_in_class());
    }
    shape
}

fn poll_shape(poll: &PollReport, answer: &Answer) -> Result<(), Problem> {
    let Answer::Choices(chosen) = answer else {
        return Err(refusals::shape(xingtan_item::judge::AnswerError::WrongKind));
    };
    check_choices(&poll.choices, poll.multiple, &chosen.choices).map_err(refusals::shape)
}

impl LateAnswer {
    /// A row, with the verdict on it as far as the class was told.
    pub(super) fn of(row: &LateRow, asked: Option<&ActivityReport>) -> Self {
        let told = match asked {
            Some(ActivityReport::Quiz(quiz)) if quiz.is_shown => Some(quiz),
            _ => None,
        };
        let judged = |quiz: &QuizReport| judge_with(&quiz.prompt, quiz.key.as_ref(), &row.answer);
        let judgement = told.and_then(|quiz| judged(quiz).ok());
        Self {
            activity: row.activity,
            person: row.person,
            answer: row.answer.clone(),
            given_at: row.given_at,
            right: judgement.as_ref().and_then(|judgement| judgement.right),
            points: judgement.map_or(0, |judgement| judgement.points),
            key: told.and_then(|quiz| quiz.key.clone()),
            explanation: told.and_then(|quiz| quiz.explanation.clone()),
        }
    }
}

//! `POST /api/packs/{id}/answers`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::{PersonId, ShelvedId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Actor, Fact, Happened, Object};
use xingtan_identity::Caller;
use xingtan_item::answer::Answer;
use xingtan_item::judge::{check_choices, judge_with};
use xingtan_platform::db::Tx;
use xingtan_platform::facts_log;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::kept::Questions;
use super::rows;
use crate::late_answers::refusals as late;
use crate::pack::format::answers::GivenAnswer;
use crate::pack::format::lesson::Asked;
use crate::pack::state::Packs;
use crate::pack::{access, refusals};

/// Keeps an answer to a question of a pack on the shelf, in the name of one of its class: the
/// first of each person to each question. It goes back with the others in one file.
#[utoipa::path(post, path = "/api/packs/{id}/answers", tag = "packs",
    params(("id" = ShelvedId, Path)), request_body = GivenAnswer,
    responses((status = 201, body = GivenAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn give(
    State(packs): State<Packs>,
    caller: Caller,
    Path(shelved): Path<ShelvedId>,
    Json(mut given): Json<GivenAnswer>,
) -> ApiResult<(StatusCode, Json<GivenAnswer>)> {
    let (person, now) = (caller.person, packs.ctx.clock.now());
    let prove = async move |tx: &Tx| {
        access::of_shelf(tx, person, shelved, now).await.map_err(ApiError::from)
    };
    let row = packs.ctx.db.read("shelf.answer_access", prove).await?.row;
    let files = &packs.ctx.files;
    let version = packs.kept.version(files, row.place()).await?.ok_or_else(problems::not_found)?;
    check(version.questions(files).await?, &given)?;
    given.given_at = given.given_at.min(now);
    let kept = keep(&packs, shelved, given, person).await?;
    Ok((StatusCode::CREATED, Json(kept)))
}

fn check(questions: &Questions, given: &GivenAnswer) -> Result<(), Problem> {
    if !questions.has(given.person) {
        return Err(refusals::unknown_person());
    }
    match questions.asked(given.activity).ok_or_else(late::unknown)? {
        Asked::Secret => Err(late::anonymous()),
        Asked::Quiz(prompt) => {
            judge_with(prompt, None, &given.answer).map(drop).map_err(late::shape)
        }
        Asked::Poll { choices, multiple } => match &given.answer {
            Answer::Choices(chosen) => {
                check_choices(choices, *multiple, &chosen.choices).map_err(late::shape)
            }
            _ => Err(late::shape(xingtan_item::judge::AnswerError::WrongKind)),
        },
    }
}

async fn keep(
    packs: &Packs,
    shelved: ShelvedId,
    given: GivenAnswer,
    by: PersonId,
) -> ApiResult<GivenAnswer> {
    let (id, now) = (packs.ctx.ids.next(), packs.ctx.clock.now());
    let write = async move |tx: &Tx| -> Result<GivenAnswer, ApiError> {
        // It may have been taken off since, or the person's role may have ended.
        let row = access::of_shelf(tx, by, shelved, now).await?.row;
        if let Some(there) = rows::keep(tx, &row, &given, (by, now)).await? {
            let is_retry = there.client_id == given.client_id;
            return if is_retry { Ok(there) } else { Err(late::already().into()) };
        }
        let happened = Happened::PackAnswered {
            shelved: row.id,
            activity: given.activity,
            answered_as: given.person,
            given_ms: given.given_at.0,
        };
        let mut fact = Fact::new(id, now, Object::new("shelved_pack", row.id), happened);
        fact.school = Some(row.school);
        fact.actor = Some(Actor { person: by, role: "person".into(), on_behalf_of: None });
        fact.client_id = Some(given.client_id);
        facts_log::record(tx, &fact).await?;
        Ok(given.clone())
    };
    packs.ctx.db.write("shelf.answer", write).await
}

//! `POST /api/lessons/{id}/pack-answers`.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use serde::Serialize;
use subtle::ConstantTimeEq as _;
use utoipa::ToSchema;
use xingtan_base::ids::{ClassId, LessonId, PersonId};
use xingtan_base::problems::Problem;
use xingtan_facts::Actor;
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::facts_log;
use xingtan_platform::http::extract::body_lost;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_room::message::Role;
use xingtan_room::report::Report;
use xingtan_teaching::access::staff_access;
use xingtan_teaching::lessons::LessonRow;

use super::format::answers::{AnswersFile, GivenAnswer};
use super::limits::ANSWERS_CHUNK;
use super::rows::PackRow;
use super::state::Packs;
use super::{access, refusals, rows};
use crate::late_answers::give::{asked, check, fact};
use crate::late_answers::refusals::{already, unknown};
use crate::late_answers::rows::{LateRow, keep};
use crate::report::read;

/// What became of a file's answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct AnswersTaken {
    /// Counted now.
    pub new: u32,
    /// Counted before.
    pub known: u32,
    /// Not taken, by reason.
    pub refused: Vec<AnswersRefused>,
}

/// Answers that were not taken for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AnswersRefused {
    /// The reason's stable code.
    pub code: String,
    /// How many.
    pub count: u32,
    /// Whose they are, at most twenty, as far as the class knows them.
    pub people: Vec<String>,
}

/// Takes a file of answers given to a pack of this lesson. Each is an answer after the lesson and
/// counts once, however often the file comes.
#[utoipa::path(post, path = "/api/lessons/{id}/pack-answers", tag = "packs",
    params(("id" = LessonId, Path)), request_body = AnswersFile,
    responses((status = 200, body = AnswersTaken), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem)))]
pub async fn take(
    State(packs): State<Packs>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    body: Result<Bytes, BytesRejection>,
) -> ApiResult<Json<AnswersTaken>> {
    let can = packs.teach(&caller, lesson).await?;
    let body = body.map_err(|error| body_lost(&error))?;
    let file = AnswersFile::parse(&body).map_err(refusals::answers)?;
    if file.lesson != lesson {
        return Err(refusals::another_lesson().into());
    }
    let id = file.pack;
    let find = async move |tx: &Tx| rows::one(tx, lesson, id).await;
    let row: Result<Option<PackRow>, db::Error> = packs.ctx.db.read("pack.answers", find).await;
    let is_its = |row: &PackRow| bool::from(row.secret.as_bytes().ct_eq(file.secret.as_bytes()));
    let row = row?.filter(is_its).ok_or_else(refusals::wrong_secret)?;
    access::of_class(&can, row.class)?;
    let taking = Taking::begin(&packs, lesson, row.class, caller.person).await?;
    Ok(Json(taking.take(&packs, file).await?))
}

/// What is known of the lesson while its answers are taken.
struct Taking {
    lesson: LessonRow,
    class: ClassId,
    by: PersonId,
    report: Arc<Report>,
    /// The class's learners and their names.
    learners: HashMap<PersonId, String>,
}

/// What became of one answer.
enum Outcome {
    New,
    Known,
    Refused(Problem),
}

impl Taking {
    async fn begin(
        packs: &Packs,
        lesson: LessonId,
        class: ClassId,
        by: PersonId,
    ) -> ApiResult<Self> {
        let live = &packs.live;
        let lesson = live.stands(lesson).await?;
        let roster = live.roster_of(&lesson).await?;
        let theirs = roster
            .people()
            .iter()
            .filter(|known| known.role == Role::Learner && known.class == Some(class));
        let learners = theirs.map(|known| (known.person, known.name.clone())).collect();
        let report = read::whole(live, lesson.id).await?;
        Ok(Self { lesson, class, by, report, learners })
    }

    async fn take(&self, packs: &Packs, file: AnswersFile) -> ApiResult<AnswersTaken> {
        let mut tally = Tally::default();
        for _ in 0..file.unreadable {
            tally.refuse(&refusals::unreadable_answer(), None);
        }
        for chunk in file.answers.chunks(ANSWERS_CHUNK) {
            let mut wanted = Vec::new();
            for answer in chunk {
                match self.wanted(packs, answer) {
                    Ok(row) => wanted.push(row),
                    Err(problem) => tally.refuse(&problem, self.learners.get(&answer.person)),
                }
            }
            for (person, outcome) in self.keep(packs, wanted).await? {
                match outcome {
                    Outcome::New => tally.taken.new += 1,
                    Outcome::Known => tally.taken.known += 1,
                    Outcome::Refused(why) => tally.refuse(&why, self.learners.get(&person)),
                }
            }
        }
        Ok(tally.done())
    }

    /// The row of an answer that may be taken.
    fn wanted(&self, packs: &Packs, given: &GivenAnswer) -> Result<LateRow, Problem> {
        if !self.learners.contains_key(&given.person) {
            return Err(refusals::unknown_person());
        }
        let question = asked(&self.report.activities, given.activity).ok_or_else(unknown)?;
        check(question, given.person, &given.answer)?;
        let now = packs.ctx.clock.now();
        let ended = self.lesson.closed_at.unwrap_or(now);
        Ok(LateRow {
            activity: given.activity,
            person: given.person,
            class: Some(self.class),
            client_id: given.client_id,
            answer: given.answer.clone(),
            // What a device says is believed within what can be.
            given_at: given.given_at.clamp(ended.min(now), now),
            kept_at: now,
        })
    }

    /// Keeps some answers with their facts, in one transaction.
    async fn keep(
        &self,
        packs: &Packs,
        wanted: Vec<LateRow>,
    ) -> ApiResult<Vec<(PersonId, Outcome)>> {
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let (ids, lesson, by) = (packs.ctx.ids.clone(), self.lesson.clone(), self.by);
        let (class, now) = (self.class, packs.ctx.clock.now());
        let write = async move |tx: &Tx| -> Result<_, ApiError> {
            let can = staff_access(tx, by, lesson.id, now).await?;
            access::of_class(&can, class)?;
            let mut outcomes = Vec::with_capacity(wanted.len());
            for row in &wanted {
                let outcome = match keep(tx, lesson.id, row).await? {
                    Some(there) if there.client_id == row.client_id => Outcome::Known,
                    Some(_) => Outcome::Refused(already()),
                    None => {
                        let role = "teacher".into();
                        let actor = Actor { person: by, role, on_behalf_of: Some(row.person) };
                        facts_log::record(tx, &fact(ids.next(), &lesson, row, actor)).await?;
                        Outcome::New
                    }
                };
                outcomes.push((row.person, outcome));
            }
            Ok(outcomes)
        };
        packs.ctx.db.write("pack.take_answers", write).await
    }
}

/// Names told for one reason.
const NAMES_MAX: usize = 20;

#[derive(Default)]
struct Tally {
    taken: AnswersTaken,
    refused: BTreeMap<String, AnswersRefused>,
}

impl Tally {
    fn refuse(&mut self, why: &Problem, name: Option<&String>) {
        let row = self.refused.entry(why.code.clone()).or_insert_with(|| AnswersRefused {
            code: why.code.clone(),
            count: 0,
            people: Vec::new(),
        });
        row.count += 1;
        if let Some(name) = name
            && row.people.len() < NAMES_MAX
            && !row.people.contains(name)
        {
            row.people.push(name.clone());
        }
    }

    fn done(mut self) -> AnswersTaken {
        self.taken.refused = self.refused.into_values().collect();
        self.taken
    }
}

//! What a lesson's log amounts to: the class report, folded entry by entry.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, LessonId, PersonId, uuid_v7};
use xingtan_item::answer::{Answer, ChoicesAnswer};
use xingtan_item::judge::judge_with;
use xingtan_item::question::{Choice, Key, Prompt};

use crate::attendance::{AttendanceRow, Attended, Schedule, Stays};
use crate::entry::{Body, Count, Entry};
use crate::input::Ballot;
use crate::poll::Poll;
use crate::quiz::Quiz;
use crate::roster::Roster;
use crate::stage::Minutes;
use crate::state::State;

/// The class report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Report {
    /// When the lesson was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<UtcMs>,
    /// Its length so far, or in all.
    pub duration_ms: i64,
    /// Learners on the roster.
    pub expected: u32,
    /// Learners who came.
    pub here: u32,
    /// Each learner's attendance.
    pub attendance: Vec<AttendanceRow>,
    /// Danmaku accepted.
    pub danmaku_count: u32,
    /// Who sent how many, most first; without those who sent none.
    pub danmaku_by_person: Vec<PersonCount>,
    /// How often a hand was raised.
    pub hands: u32,
    /// Polls and quizzes in order of opening.
    pub activities: Vec<ActivityReport>,
}

/// How often one person did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonCount {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// How often.
    pub count: u32,
}

/// A poll's or quiz's result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ActivityReport {
    /// A poll.
    Poll(PollReport),
    /// A quiz.
    Quiz(QuizReport),
}

/// A poll's result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PollReport {
    /// Names it.
    pub activity: ActivityId,
    /// When it was opened, lesson time.
    pub at_ms: i64,
    /// What was asked.
    pub stem: String,
    /// The options.
    pub choices: Vec<Choice>,
    /// Whether several could be chosen.
    pub multiple: bool,
    /// Whether nobody can learn who chose what.
    pub anonymous: bool,
    /// Whether the counts were shown to everyone.
    pub is_shown: bool,
    /// How many voted.
    pub answered: u32,
    /// How often each option was chosen; absent for a learner to whom it was not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Vec<Count>>,
    /// Who chose what, in the roster's order; in an anonymous poll without the answer.
    pub answers: Vec<AnswerRow>,
    /// Votes given after the lesson; they are in no count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late: Vec<AnswerRow>,
}

/// A quiz's result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct QuizReport {
    /// Names it.
    pub activity: ActivityId,
    /// When it was opened, lesson time.
    pub at_ms: i64,
    /// What was asked; the same as in the prompt.
    pub stem: String,
    /// The question as learners saw it.
    pub prompt: Prompt,
    /// What is right; absent when nothing is judged, and for a learner to whom it was not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Whether the result was shown to everyone.
    pub is_shown: bool,
    /// How many answered.
    pub answered: u32,
    /// How often each option was chosen; absent for a learner to whom it was not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Vec<Count>>,
    /// Each learner's answer, in the roster's order.
    pub answers: Vec<AnswerRow>,
    /// Answers given after the lesson; they are in no count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late: Vec<AnswerRow>,
}

/// One person's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AnswerRow {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// The answer; absent when the poll was anonymous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// Whether it was right; absent when nothing was judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<bool>,
    /// Points earned.
    pub points: u32,
    /// Whether it was pressed in time but arrived in the grace time.
    pub late_by_network: bool,
    /// Where the class's own clock stood, of an answer that was late because the class was behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_ms: Option<i64>,
}

/// Folds a lesson's log into its report. Entries that do not follow are left out: the report of a
/// torn log is of its start.
#[derive(Debug)]
pub struct Fold {
    state: State,
    stays: Stays,
    on_stage: Minutes,
    danmaku: HashMap<PersonId, u32>,
    hands: u32,
    last_ms: i64,
    closed_ms: Option<i64>,
}

impl Fold {
    /// Nothing yet, of a lesson for these people.
    pub fn new(roster: Roster) -> Self {
        // The fold does not depend on which lesson it is.
        let lesson = LessonId::from_uuid(uuid_v7(0, [0; 10]));
        Self {
            state: State::new(lesson, roster),
            stays: Stays::default(),
            on_stage: Minutes::default(),
            danmaku: HashMap::new(),
            hands: 0,
            last_ms: 0,
            closed_ms: None,
        }
    }

    /// Takes the next entry, from 1 on.
    pub fn take(&mut self, entry: &Entry) {
        // An entry that does not follow changes nothing.
        let _ = self.state.apply(entry);
        self.stays.take(entry);
        self.on_stage.take(&self.state.stages, entry.at_ms);
        self.last_ms = entry.at_ms;
        match &entry.body {
            Body::DanmakuSent(_) => {
                if let Some(by) = entry.by {
                    *self.danmaku.entry(by).or_default() += 1;
                }
            }
            Body::HandRaised(_) => self.hands += 1,
            Body::LessonClosed(_) => self.closed_ms = Some(entry.at_ms),
            _ => {}
        }
    }

    /// Takes the choices of an anonymous vote, after all entries.
    pub fn take_ballot(&mut self, ballot: &Ballot) {
        self.state.apply_ballot(ballot);
    }

    /// Lesson time of the latest entry.
    pub const fn last_ms(&self) -> i64 {
        self.last_ms
    }

    /// The report, with all that staff may see. Lesson time now matters only while the lesson goes
    /// on.
    pub fn report(self, now_ms: i64, schedule: &Schedule) -> Report {
        let closed_ms = self.closed_ms.unwrap_or(now_ms);
        let roster = &self.state.roster;
        let mut attendance = self.stays.rows(roster, schedule, closed_ms);
        for row in &mut attendance {
            row.stage_minutes = self.on_stage.of(row.person, closed_ms);
        }
        let here = attendance.iter().filter(|row| row.state != Attended::Absent).count();
        Report {
            opened_at: self.state.opened_utc,
            duration_ms: closed_ms.max(0),
            expected: roster.learners(),
            here: whole(here),
            attendance,
            danmaku_count: self.danmaku.values().sum(),
            danmaku_by_person: danmaku(&self.danmaku, roster),
            hands: self.hands,
            activities: activities(&self.state),
        }
    }
}

impl Report {
    /// What a learner may see: the class's figures, his own rows, and results that were shown.
    #[must_use]
    pub fn for_learner(&self, person: PersonId) -> Self {
        let attendance = self.attendance.iter().filter(|row| row.person == person);
        let danmaku = self.danmaku_by_person.iter().filter(|row| row.person == person);
        Self {
            opened_at: self.opened_at,
            duration_ms: self.duration_ms,
            expected: self.expected,
            here: self.here,
            attendance: attendance.cloned().collect(),
            danmaku_count: self.danmaku_count,
            danmaku_by_person: danmaku.cloned().collect(),
            hands: self.hands,
            activities: self.activities.iter().map(|one| one.for_learner(person)).collect(),
        }
    }

    /// The same with answers that were given after the lesson.
    #[must_use]
    pub fn with_late(&self, late: &[Late]) -> Self {
        let mut report = self.clone();
        for late in late {
            let asked = report.activities.iter_mut().find(|one| one.activity() == late.activity);
            if let Some(asked) = asked {
                asked.add_late(late);
            }
        }
        report
    }

    /// How many rows about people it has.
    pub fn rows(&self) -> usize {
        let answers = self.activities.iter().map(|activity| match activity {
            ActivityReport::Poll(poll) => poll.answers.len(),
            ActivityReport::Quiz(quiz) => quiz.answers.len(),
        });
        self.attendance.len() + self.danmaku_by_person.len() + answers.sum::<usize>()
    }
}

/// An answer given after the lesson, to the question of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// The poll or quiz.
    pub activity: ActivityId,
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// The answer.
    pub answer: Answer,
}

impl ActivityReport {
    /// Names it.
    pub const fn activity(&self) -> ActivityId {
        match self {
            Self::Poll(poll) => poll.activity,
            Self::Quiz(quiz) => quiz.activity,
        }
    }

    fn add_late(&mut self, late: &Late) {
        let mut row = AnswerRow {
            person: late.person,
            name: late.name.clone(),
            answer: Some(late.answer.clone()),
            right: None,
            points: 0,
            late_by_network: false,
            class_ms: None,
        };
        match self {
            Self::Poll(poll) => poll.late.push(row),
            Self::Quiz(quiz) => {
                if let Ok(judged) = judge_with(&quiz.prompt, quiz.key.as_ref(), &late.answer) {
                    (row.right, row.points) = (judged.right, judged.points);
                }
                quiz.late.push(row);
            }
        }
    }

    fn for_learner(&self, person: PersonId) -> Self {
        match self {
            Self::Poll(poll) => Self::Poll(poll.for_learner(person)),
            Self::Quiz(quiz) => Self::Quiz(quiz.for_learner(person)),
        }
    }
}

impl PollReport {
    fn for_learner(&self, person: PersonId) -> Self {
        Self {
            activity: self.activity,
            at_ms: self.at_ms,
            stem: self.stem.clone(),
            choices: self.choices.clone(),
            multiple: self.multiple,
            anonymous: self.anonymous,
            is_shown: self.is_shown,
            answered: self.answered,
            counts: self.counts.clone().filter(|_| self.is_shown),
            answers: rows_of(&self.answers, person).collect(),
            late: rows_of(&self.late, person).collect(),
        }
    }
}

impl QuizReport {
    fn for_learner(&self, person: PersonId) -> Self {
        let hidden = |row| AnswerRow { right: None, points: 0, ..row };
        let shown = |rows| -> Vec<AnswerRow> {
            let rows = rows_of(rows, person);
            if self.is_shown { rows.collect() } else { rows.map(hidden).collect() }
        };
        Self {
            activity: self.activity,
            at_ms: self.at_ms,
            stem: self.stem.clone(),
            prompt: self.prompt.clone(),
            key: self.key.clone().filter(|_| self.is_shown),
            explanation: self.explanation.clone().filter(|_| self.is_shown),
            is_shown: self.is_shown,
            answered: self.answered,
            counts: self.counts.clone().filter(|_| self.is_shown),
            answers: shown(&self.answers),
            late: shown(&self.late),
        }
    }
}

fn rows_of(rows: &[AnswerRow], person: PersonId) -> impl Iterator<Item = AnswerRow> {
    rows.iter().filter(move |row| row.person == person).cloned()
}

fn danmaku(counts: &HashMap<PersonId, u32>, roster: &Roster) -> Vec<PersonCount> {
    let name = |person| roster.get(person).map(|known| known.name.clone()).unwrap_or_default();
    let row = |(person, count): (&PersonId, &u32)| PersonCount {
        person: *person,
        name: name(*person),
        count: *count,
    };
    let mut rows: Vec<_> = counts.iter().map(row).collect();
    rows.sort_by(|a, b| b.count.cmp(&a.count).then(a.person.cmp(&b.person)));
    rows
}

fn activities(state: &State) -> Vec<ActivityReport> {
    let one = |id: &ActivityId| match state.polls.get(id) {
        Some(poll) => Some(ActivityReport::Poll(poll_report(poll, &state.roster))),
        None => Some(ActivityReport::Quiz(quiz_report(state.quizzes.get(id)?, &state.roster))),
    };
    state.order.iter().filter_map(one).collect()
}

/// People who did something, in the roster's order, those who left the roster last.
fn ordered<'a, T>(
    given: &'a HashMap<PersonId, T>,
    roster: &'a Roster,
) -> Vec<(PersonId, String, &'a T)> {
    let known = roster.people().iter();
    let mut rows: Vec<_> = known
        .filter_map(|known| Some((known.person, known.name.clone(), given.get(&known.person)?)))
        .collect();
    let on_roster: HashSet<_> = rows.iter().map(|(person, ..)| *person).collect();
    let mut gone: Vec<_> = given.iter().filter(|(person, _)| !on_roster.contains(person)).collect();
    gone.sort_by_key(|(person, _)| **person);
    rows.extend(gone.into_iter().map(|(person, given)| (*person, String::new(), given)));
    rows
}

fn poll_report(poll: &Poll, roster: &Roster) -> PollReport {
    let opened = poll.opened.clone();
    let row = |(person, name, vote): (PersonId, String, &crate::poll::Vote)| AnswerRow {
        person,
        name,
        answer: vote.choices.clone().map(|choices| Answer::Choices(ChoicesAnswer { choices })),
        right: None,
        points: 0,
        late_by_network: false,
        class_ms: None,
    };
    PollReport {
        activity: opened.activity,
        at_ms: poll.opened_ms,
        stem: opened.stem,
        choices: opened.choices,
        multiple: opened.multiple,
        anonymous: opened.anonymous,
        is_shown: poll.is_shown,
        answered: poll.answered(),
        counts: Some(poll.counts()),
        answers: ordered(&poll.votes, roster).into_iter().map(row).collect(),
        late: Vec::new(),
    }
}

fn quiz_report(quiz: &Quiz, roster: &Roster) -> QuizReport {
    let prompt = quiz.opened.prompt.clone();
    let row = |(person, name, given): (PersonId, String, &crate::quiz::Given)| {
        let judged = judge_with(&quiz.opened.prompt, quiz.key.as_ref(), &given.answer).ok();
        AnswerRow {
            person,
            name,
            answer: Some(given.answer.clone()),
            right: judged.as_ref().and_then(|judged| judged.right),
            points: judged.map_or(0, |judged| judged.points),
            late_by_network: given.late_by_network,
            class_ms: given.class_ms,
        }
    };
    QuizReport {
        activity: quiz.opened.activity,
        at_ms: quiz.opened_ms,
        stem: prompt.stem.clone(),
        prompt,
        key: quiz.key.clone(),
        explanation: quiz.explanation.clone(),
        is_shown: quiz.is_shown,
        answered: quiz.answered(),
        counts: Some(quiz.counts()),
        answers: ordered(&quiz.given, roster).into_iter().map(row).collect(),
        late: Vec::new(),
    }
}

fn whole(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

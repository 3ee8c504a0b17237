//! Answers that a teacher collects from a class before one screen.

use std::collections::HashSet;

use xingtan_base::ids::ClientId;
use xingtan_item::judge::choice_keys;

use crate::decide::From;
use crate::decide_activities::when_answered;
use crate::entry::{Body, QuizAnswered, See, SeePerson};
use crate::input::{Decision, Draft};
use crate::limits;
use crate::message::{CollectAnswers, Role};
use crate::quiz::Quiz;
use crate::refusal::Refusal;
use crate::state::State;

/// The entry that the same collection has brought about before.
pub(crate) fn done_before(state: &State, from: From<'_>, said: &CollectAnswers) -> Option<u32> {
    let given = &state.quizzes.get(&said.activity)?.given;
    let first = said.answers.first()?;
    let messages = &given.get(&first.person)?.messages;
    let same = |(id, _): &&(ClientId, u32)| *id == from.client_id;
    messages.iter().find(same).map(|(_, seq)| *seq)
}

/// Each counts as its learner's own, under the class's own clock.
pub(crate) fn collect(
    state: &State,
    from: From<'_>,
    said: CollectAnswers,
    now_ms: i64,
) -> Result<Decision, Refusal> {
    let quiz = state.quizzes.get(&said.activity).ok_or(Refusal::new("quiz.unknown"))?;
    if said.answers.is_empty() || said.answers.len() > limits::COLLECTED_MAX {
        return Err(Refusal::new("answers.out_of_range"));
    }
    let mut seen = HashSet::new();
    let mut decision = Decision::default();
    for one in said.answers {
        let learner = state.roster.get(one.person).filter(|known| known.role == Role::Learner);
        let learner = learner.ok_or(Refusal::new("person.unknown"))?;
        super::decide::class_of(state, from, learner.class)?;
        if !seen.insert(one.person) {
            return Err(Refusal::new("answers.duplicate_person"));
        }
        let changes = quiz.given.get(&one.person).map_or(0, |given| given.messages.len());
        if changes >= limits::ANSWER_CHANGES_MAX {
            return Err(Refusal::new("quiz.too_many_changes"));
        }
        choice_keys(&quiz.opened.prompt, &one.answer).map_err(|e| Refusal::new(e.code()))?;
        let when = when_answered(state, quiz, learner.class, (None, now_ms))?;
        let body = Body::QuizAnswered(QuizAnswered {
            activity: said.activity,
            answer: one.answer,
            late_by_network: false,
            class_ms: when.class_ms,
            collected_by: Some(from.who.person),
        });
        decision.entries.push(Draft {
            by: Some(one.person),
            class: learner.class,
            client_id: Some(from.client_id),
            see: See::Person(SeePerson { person: one.person }),
            body,
        });
    }
    Ok(decision)
}

/// Whether a quiz that was judged has answers that came after, from classes behind the lesson, and
/// no such class comes to it any more.
pub(crate) fn is_to_be_judged_again(state: &State, quiz: &Quiz, now_ms: i64) -> bool {
    let end_ms = quiz.grace_end_ms().unwrap_or(i64::MAX);
    quiz.is_judged && quiz.has_late && !state.classes.awaits(end_ms, now_ms)
}

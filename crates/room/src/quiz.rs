//! A quiz's running state.

use std::collections::{BTreeMap, HashMap};

use xingtan_base::ids::{ClientId, PersonId};
use xingtan_item::answer::Answer;
use xingtan_item::judge::{choice_keys, judge_with};
use xingtan_item::question::{Key, QuestionKind};

use crate::entry::{Count, PersonResult, QuizAnswered, QuizOpened};

/// One person's answer as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Entry of the answer that counts.
    pub seq: u32,
    /// When that answer was kept, lesson time.
    pub at_ms: i64,
    /// The answer that counts.
    pub answer: Answer,
    /// Whether it came in the grace time.
    pub late_by_network: bool,
    /// Where the class's own clock stood, when it was behind the lesson.
    pub class_ms: Option<i64>,
    /// Every message that set an answer, so that a late retry cannot bring an old one back.
    pub messages: Vec<(ClientId, u32)>,
}

/// A quiz's running state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quiz {
    /// How it was opened.
    pub opened: QuizOpened,
    /// When, lesson time.
    pub opened_ms: i64,
    /// Time to answer with all extensions.
    pub limit_ms: Option<u32>,
    /// What is right.
    pub key: Option<Key>,
    /// Why.
    pub explanation: Option<String>,
    /// When it was closed, lesson time.
    pub closed_ms: Option<i64>,
    /// Whether its results are final.
    pub is_judged: bool,
    /// Whether an answer came after that, from a class that was behind.
    pub has_late: bool,
    /// Whether its result is shown to everyone.
    pub is_shown: bool,
    /// The entry that showed it.
    pub shown_seq: Option<u32>,
    /// The answers.
    pub given: HashMap<PersonId, Given>,
    chosen: BTreeMap<String, u32>,
}

impl Quiz {
    pub(crate) fn new(opened: QuizOpened, opened_ms: i64) -> Self {
        Self {
            limit_ms: opened.limit_ms,
            opened,
            opened_ms,
            key: None,
            explanation: None,
            closed_ms: None,
            is_judged: false,
            has_late: false,
            is_shown: false,
            shown_seq: None,
            given: HashMap::new(),
            chosen: BTreeMap::new(),
        }
    }

    pub(crate) fn set(
        &mut self,
        person: PersonId,
        said: &QuizAnswered,
        at: (u32, i64, Option<ClientId>),
    ) {
        let (seq, at_ms, client_id) = at;
        let keys = choice_keys(&self.opened.prompt, &said.answer).unwrap_or_default();
        let mut messages = match self.given.remove(&person) {
            None => Vec::new(),
            Some(old) => {
                self.uncount(&old.answer);
                old.messages
            }
        };
        messages.extend(client_id.map(|id| (id, seq)));
        for key in keys {
            *self.chosen.entry(key).or_default() += 1;
        }
        let late_by_network = said.late_by_network;
        let (answer, class_ms) = (said.answer.clone(), said.class_ms);
        let given = Given { seq, at_ms, answer, late_by_network, class_ms, messages };
        self.has_late |= self.is_judged;
        self.given.insert(person, given);
    }

    fn uncount(&mut self, answer: &Answer) {
        for key in choice_keys(&self.opened.prompt, answer).unwrap_or_default() {
            if let Some(people) = self.chosen.get_mut(&key) {
                *people = people.saturating_sub(1);
                if *people == 0 {
                    self.chosen.remove(&key);
                }
            }
        }
    }

    /// Whether it takes answers pressed now.
    pub const fn is_open(&self) -> bool {
        self.closed_ms.is_none()
    }

    /// When pressing ends: by the limit or by hand, whichever is first.
    pub fn end_ms(&self) -> Option<i64> {
        let limit = self.limit_ms.map(|limit| self.opened_ms.saturating_add(i64::from(limit)));
        match (limit, self.closed_ms) {
            (Some(limit), Some(closed)) => Some(limit.min(closed)),
            (limit, closed) => limit.or(closed),
        }
    }

    /// Until when an answer pressed in time may arrive.
    pub fn grace_end_ms(&self) -> Option<i64> {
        Some(self.end_ms()?.saturating_add(i64::from(self.opened.grace_ms)))
    }

    /// How many answered.
    pub fn answered(&self) -> u32 {
        u32::try_from(self.given.len()).unwrap_or(u32::MAX)
    }

    /// How often each option was chosen, in the options' order; short texts by frequency.
    pub fn counts(&self) -> Vec<Count> {
        let count = |choice: &str| Count {
            choice: choice.to_owned(),
            people: self.chosen.get(choice).copied().unwrap_or(0),
        };
        match self.opened.prompt.kind {
            QuestionKind::Single | QuestionKind::Multiple => {
                self.opened.prompt.choices.iter().map(|choice| count(&choice.id)).collect()
            }
            QuestionKind::TrueFalse => vec![count("true"), count("false")],
            QuestionKind::ShortText => {
                let mut counts: Vec<_> = self.chosen.keys().map(|text| count(text)).collect();
                counts.sort_by(|a, b| b.people.cmp(&a.people).then(a.choice.cmp(&b.choice)));
                counts
            }
        }
    }

    /// Each person's result, in the order of ids.
    pub fn results(&self) -> Vec<PersonResult> {
        let result = |(person, given): (&PersonId, &Given)| {
            let judged = judge_with(&self.opened.prompt, self.key.as_ref(), &given.answer).ok();
            PersonResult {
                person: *person,
                right: judged.as_ref().and_then(|judged| judged.right),
                points: judged.map_or(0, |judged| judged.points),
            }
        };
        let mut results: Vec<_> = self.given.iter().map(result).collect();
        results.sort_by_key(|result| result.person);
        results
    }
}

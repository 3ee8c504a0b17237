//! The parts of an edition.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::DeckId;
use xingtan_base::problems::{self, Problem};
use xingtan_item::normal::is_control;
use xingtan_item::question::{Prompt, Question};
use xingtan_room::limits::{LIMIT_MS_MAX, LIMIT_MS_MIN, PAGES_MAX, PARTS_MAX};

use super::refusals;
use crate::limits::{EDITION_PARTS_MAX, EDITION_TEXT_CHARS_MAX};

/// A part of an edition. Parts play in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EditionPart {
    /// Its number, which no other part of the edition has: it stays when the part is moved.
    pub part: u32,
    /// What it is.
    #[serde(flatten)]
    pub content: PartContent,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PartContent {
    /// Some of the recorded lesson.
    Passage(PassagePart),
    /// A page of one's own, until one goes on.
    Slide(SlidePart),
    /// A question.
    Question(QuestionPart),
    /// A stop, to explain something oneself.
    Pause(PausePart),
}

/// Some of the recorded lesson, on its own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PassagePart {
    /// From where.
    pub from_ms: i64,
    /// Up to where.
    pub to_ms: i64,
}

/// A page of a deck of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SlidePart {
    /// The deck.
    pub deck: DeckId,
    /// The page, from 1.
    pub page: u32,
    /// Words beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A question that stops the picture until it is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuestionPart {
    /// The question; without its key for who is to answer it.
    pub question: Question,
    /// Time to answer it in class, 5 seconds to an hour; unlimited when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_ms: Option<u32>,
}

/// A stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PausePart {
    /// What it is for.
    pub text: String,
}

/// Checks the parts of an edition whose source lasted `source_ms`.
///
/// # Errors
/// What is wrong with them, in words.
pub fn check(parts: &[EditionPart], source_ms: i64) -> Result<(), Problem> {
    if parts.is_empty() {
        return Err(refusals::no_parts());
    }
    if parts.len() > EDITION_PARTS_MAX {
        return Err(refusals::too_many_parts());
    }
    let mut problem = problems::invalid();
    let mut seen = HashSet::new();
    for (n, part) in parts.iter().enumerate() {
        if !(1..=PARTS_MAX).contains(&part.part) {
            problem = problem.field(&format!("parts.{n}.part"), "out_of_range");
        }
        if !seen.insert(part.part) {
            problem = problem.field(&format!("parts.{n}.part"), "duplicate");
        }
        match &part.content {
            PartContent::Passage(passage) => check_passage(n, *passage, source_ms)?,
            PartContent::Slide(slide) => problem = check_slide(problem, n, slide),
            PartContent::Question(asked) => problem = check_question(problem, n, asked),
            PartContent::Pause(pause) => {
                let field = format!("parts.{n}.text");
                if pause.text.trim().is_empty() {
                    problem = problem.field(&field, "required");
                }
                problem = check_text(problem, &field, &pause.text);
            }
        }
    }
    if problem.fields.is_empty() { Ok(()) } else { Err(problem) }
}

fn check_passage(n: usize, passage: PassagePart, source_ms: i64) -> Result<(), Problem> {
    if passage.to_ms <= passage.from_ms {
        return Err(refusals::passage_backwards(n));
    }
    if passage.from_ms < 0 || passage.to_ms > source_ms {
        return Err(refusals::passage_beyond(n));
    }
    Ok(())
}

fn check_slide(mut problem: Problem, n: usize, slide: &SlidePart) -> Problem {
    if !(1..=PAGES_MAX).contains(&slide.page) {
        problem = problem.field(&format!("parts.{n}.page"), "out_of_range");
    }
    check_text(problem, &format!("parts.{n}.text"), slide.text.as_deref().unwrap_or_default())
}

fn check_question(mut problem: Problem, n: usize, asked: &QuestionPart) -> Problem {
    for fault in asked.question.validate().err().unwrap_or_default() {
        problem = problem.field(&format!("parts.{n}.question.{}", fault.field), fault.code);
    }
    if asked.limit_ms.is_some_and(|limit| !(LIMIT_MS_MIN..=LIMIT_MS_MAX).contains(&limit)) {
        problem = problem.field(&format!("parts.{n}.limit_ms"), "out_of_range");
    }
    problem
}

fn check_text(mut problem: Problem, field: &str, text: &str) -> Problem {
    if text.chars().count() > EDITION_TEXT_CHARS_MAX {
        problem = problem.field(field, "too_long");
    }
    if text.chars().any(|one| one != '\n' && is_control(one)) {
        problem = problem.field(field, "control_characters");
    }
    problem
}

/// The parts as those may see them who are to answer their questions.
pub fn without_keys(parts: Vec<EditionPart>) -> Vec<EditionPart> {
    let bare = |mut part: EditionPart| {
        if let PartContent::Question(asked) = &mut part.content {
            asked.question.key = None;
            asked.question.explanation = None;
        }
        part
    };
    parts.into_iter().map(bare).collect()
}

/// The numbers under which there is another question now than before, or none, or one where none
/// was: what was answered there is no answer any more. Another key, explanation, time or number of
/// points leaves the question the same.
pub fn asked_anew(before: &[EditionPart], now: &[EditionPart]) -> Vec<u32> {
    let prompts = |parts: &[EditionPart]| -> BTreeMap<u32, Prompt> {
        let prompt = |part: &EditionPart| match &part.content {
            PartContent::Question(asked) => {
                Some((part.part, Prompt { points: 0, ..asked.question.prompt.clone() }))
            }
            _ => None,
        };
        parts.iter().filter_map(prompt).collect()
    };
    let (before, now) = (prompts(before), prompts(now));
    let numbers: BTreeSet<u32> = before.keys().chain(now.keys()).copied().collect();
    numbers.into_iter().filter(|number| before.get(number) != now.get(number)).collect()
}

/// How long all passages take.
pub fn length_ms(parts: &[EditionPart]) -> i64 {
    let length = |part: &EditionPart| match &part.content {
        PartContent::Passage(passage) => passage.to_ms - passage.from_ms,
        _ => 0,
    };
    parts.iter().map(length).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(part: u32, from_ms: i64, to_ms: i64) -> EditionPart {
        EditionPart { part, content: PartContent::Passage(PassagePart { from_ms, to_ms }) }
    }

    #[test]
    fn parts_that_cannot_be_are_refused_by_name() {
        let many = (1..=201).map(|n| passage(n, 0, 10)).collect();
        let pause = |text: &str| PartContent::Pause(PausePart { text: text.to_owned() });
        for (parts, code) in [
            (vec![], "edition.no_parts"),
            (many, "edition.too_many_parts"),
            (vec![passage(1, 500, 500)], "edition.passage_backwards"),
            (vec![passage(1, 900, 100)], "edition.passage_backwards"),
            (vec![passage(1, -1, 100)], "edition.passage_beyond"),
            (vec![passage(1, 0, 1_001)], "edition.passage_beyond"),
            (vec![passage(0, 0, 10)], "request.invalid"),
            (vec![passage(1, 0, 10), passage(1, 20, 30)], "request.invalid"),
            (vec![EditionPart { part: 1, content: pause(" ") }], "request.invalid"),
            (vec![EditionPart { part: 1, content: pause("\u{7}") }], "request.invalid"),
        ] {
            let refused = check(&parts, 1_000).expect_err(code);
            assert_eq!(refused.code, code, "{parts:?}");
        }
        let good = vec![passage(7, 0, 1_000), EditionPart { part: 2, content: pause("读图") }];
        assert_eq!(check(&good, 1_000), Ok(()));
        assert_eq!(length_ms(&good), 1_000);
    }
}

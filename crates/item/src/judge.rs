//! Judging an answer against a key.

use crate::answer::Answer;
use crate::limits;
use crate::normal::normal;
use crate::question::{Choice, Key, Prompt, Question, QuestionKind};

/// What judging an answer yields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Whether it is right; absent when the question has no key.
    pub right: Option<bool>,
    /// Points earned: all or none.
    pub points: u32,
    /// Under which keys the answer is counted: option ids, `true` or `false`, or the normal text.
    pub choice_keys: Vec<String>,
}

/// Why an answer cannot be one to its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerError {
    /// Its shape is that of another kind of question.
    WrongKind,
    /// Nothing was chosen or written.
    Empty,
    /// Several options where one is asked for.
    TooManyChoices,
    /// An option that is not there.
    UnknownChoice,
    /// An option twice.
    DuplicateChoice,
    /// A text beyond the limit.
    TooLong,
}

impl AnswerError {
    /// The stable code of the refusal.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongKind => "answer.wrong_kind",
            Self::Empty => "answer.empty",
            Self::TooManyChoices => "answer.too_many_choices",
            Self::UnknownChoice => "answer.unknown_choice",
            Self::DuplicateChoice => "answer.duplicate_choice",
            Self::TooLong => "answer.too_long",
        }
    }
}

/// Judges an answer to a question.
///
/// # Errors
/// When the answer is not of the question's shape; it then counts as not given.
pub fn judge(question: &Question, answer: &Answer) -> Result<Judgement, AnswerError> {
    judge_with(&question.prompt, question.key.as_ref(), answer)
}

/// Judges an answer when prompt and key are held apart.
///
/// # Errors
/// As [`judge`].
pub fn judge_with(
    prompt: &Prompt,
    key: Option<&Key>,
    answer: &Answer,
) -> Result<Judgement, AnswerError> {
    let choice_keys = choice_keys(prompt, answer)?;
    let right = key.map(|key| is_right(key, &choice_keys));
    let points = if right == Some(true) { prompt.points } else { 0 };
    Ok(Judgement { right, points, choice_keys })
}

/// Checks an answer's shape and names the keys under which it is counted.
///
/// # Errors
/// As [`judge`].
pub fn choice_keys(prompt: &Prompt, answer: &Answer) -> Result<Vec<String>, AnswerError> {
    match (prompt.kind, answer) {
        (QuestionKind::Single, Answer::Choices(a)) => {
            check_choices(&prompt.choices, false, &a.choices)?;
            Ok(a.choices.clone())
        }
        (QuestionKind::Multiple, Answer::Choices(a)) => {
            check_choices(&prompt.choices, true, &a.choices)?;
            Ok(a.choices.clone())
        }
        (QuestionKind::TrueFalse, Answer::Truth(a)) => Ok(vec![a.value.to_string()]),
        (QuestionKind::ShortText, Answer::Text(a)) => {
            if a.text.chars().count() > limits::TEXT_CHARS_MAX {
                return Err(AnswerError::TooLong);
            }
            let text = normal(&a.text);
            if text.is_empty() { Err(AnswerError::Empty) } else { Ok(vec![text]) }
        }
        _ => Err(AnswerError::WrongKind),
    }
}

/// Checks chosen options against those offered, for a question or a poll.
///
/// # Errors
/// When nothing, too much, something twice or something unknown was chosen.
pub fn check_choices(
    offered: &[Choice],
    multiple: bool,
    chosen: &[String],
) -> Result<(), AnswerError> {
    if chosen.is_empty() {
        return Err(AnswerError::Empty);
    }
    if !multiple && chosen.len() > 1 || chosen.len() > offered.len() {
        return Err(AnswerError::TooManyChoices);
    }
    for (n, id) in chosen.iter().enumerate() {
        if !offered.iter().any(|choice| choice.id == *id) {
            return Err(AnswerError::UnknownChoice);
        }
        if chosen.iter().take(n).any(|earlier| earlier == id) {
            return Err(AnswerError::DuplicateChoice);
        }
    }
    Ok(())
}

fn is_right(key: &Key, given: &[String]) -> bool {
    match key {
        Key::Choices(key) => {
            key.choices.len() == given.len() && given.iter().all(|id| key.choices.contains(id))
        }
        Key::Truth(key) => given.first().is_some_and(|text| *text == key.value.to_string()),
        Key::Text(key) => {
            given.first().is_some_and(|text| key.accepted.iter().any(|one| normal(one) == *text))
        }
    }
}

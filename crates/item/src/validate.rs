//! Whether a question can be asked at all.

use std::collections::HashSet;

use crate::limits;
use crate::normal::{is_control, normal};
use crate::question::{Choice, Key, Prompt, Question, QuestionKind, TextKey};

/// One field of a question that is wrong, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionFault {
    /// Path of the field, dotted: `prompt.choices.0.text`.
    pub field: String,
    /// Stable reason: `required`, `too_long`, `too_few`, `too_many`, `duplicate`, `malformed`,
    /// `unknown_choice`, `wrong_kind`, `out_of_range`, `control_characters`.
    pub code: &'static str,
}

impl Question {
    /// Checks the whole question.
    ///
    /// # Errors
    /// Every fault found, in the order of the fields.
    pub fn validate(&self) -> Result<(), Vec<QuestionFault>> {
        let mut faults = Faults::default();
        faults.text("prompt.stem", &self.prompt.stem, limits::STEM_CHARS_MAX);
        if matches!(self.prompt.kind, QuestionKind::Single | QuestionKind::Multiple) {
            faults.choices("prompt.choices", &self.prompt.choices);
        } else if !self.prompt.choices.is_empty() {
            faults.add("prompt.choices", "wrong_kind");
        }
        if self.prompt.points > limits::POINTS_MAX {
            faults.add("prompt.points", "out_of_range");
        }
        if let Some(key) = &self.key {
            faults.key(&self.prompt, key);
        }
        if let Some(text) = &self.explanation
            && text.chars().count() > limits::EXPLANATION_CHARS_MAX
        {
            faults.add("explanation", "too_long");
        }
        faults.done()
    }
}

/// Checks what a poll asks: a stem and its options.
///
/// # Errors
/// Every fault found.
pub fn validate_poll(stem: &str, choices: &[Choice]) -> Result<(), Vec<QuestionFault>> {
    let mut faults = Faults::default();
    faults.text("stem", stem, limits::STEM_CHARS_MAX);
    faults.choices("choices", choices);
    faults.done()
}

#[derive(Default)]
struct Faults(Vec<QuestionFault>);

impl Faults {
    fn done(self) -> Result<(), Vec<QuestionFault>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }

    fn add(&mut self, field: &str, code: &'static str) {
        self.0.push(QuestionFault { field: field.to_owned(), code });
    }

    /// A required text; line breaks and tabs are allowed in it.
    fn text(&mut self, field: &str, text: &str, chars_max: usize) {
        if text.trim().is_empty() {
            self.add(field, "required");
        } else if text.chars().count() > chars_max {
            self.add(field, "too_long");
        } else if text.chars().any(|c| is_control(c) && !matches!(c, '\n' | '\t' | '\r')) {
            self.add(field, "control_characters");
        }
    }

    fn choices(&mut self, field: &str, choices: &[Choice]) {
        if choices.len() < limits::CHOICES_MIN {
            return self.add(field, "too_few");
        }
        if choices.len() > limits::CHOICES_MAX {
            return self.add(field, "too_many");
        }
        let mut seen = HashSet::new();
        for (n, choice) in choices.iter().enumerate() {
            if !is_choice_id(&choice.id) {
                self.add(&format!("{field}.{n}.id"), "malformed");
            } else if !seen.insert(choice.id.as_str()) {
                self.add(&format!("{field}.{n}.id"), "duplicate");
            }
            let text_field = format!("{field}.{n}.text");
            self.text(&text_field, &choice.text, limits::CHOICE_TEXT_CHARS_MAX);
        }
    }

    fn key(&mut self, prompt: &Prompt, key: &Key) {
        match (prompt.kind, key) {
            (QuestionKind::Single | QuestionKind::Multiple, Key::Choices(key)) => {
                self.choices_key(prompt, &key.choices);
            }
            (QuestionKind::TrueFalse, Key::Truth(_)) => {}
            (QuestionKind::ShortText, Key::Text(key)) => self.text_key(key),
            _ => self.add("key", "wrong_kind"),
        }
    }

    fn choices_key(&mut self, prompt: &Prompt, right: &[String]) {
        const FIELD: &str = "key.choices";
        if right.is_empty() {
            self.add(FIELD, "required");
        } else if prompt.kind == QuestionKind::Single && right.len() > 1 {
            self.add(FIELD, "too_many");
        }
        let mut seen = HashSet::new();
        for id in right {
            if !prompt.choices.iter().any(|choice| choice.id == *id) {
                return self.add(FIELD, "unknown_choice");
            }
            if !seen.insert(id) {
                return self.add(FIELD, "duplicate");
            }
        }
    }

    fn text_key(&mut self, key: &TextKey) {
        if key.accepted.is_empty() {
            self.add("key.accepted", "required");
        } else if key.accepted.len() > limits::ACCEPTED_MAX {
            self.add("key.accepted", "too_many");
        }
        for (n, text) in key.accepted.iter().take(limits::ACCEPTED_MAX).enumerate() {
            let code = if normal(text).is_empty() {
                "required"
            } else if text.chars().count() > limits::TEXT_CHARS_MAX {
                "too_long"
            } else {
                continue;
            };
            self.add(&format!("key.accepted.{n}"), code);
        }
    }
}

fn is_choice_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= limits::CHOICE_ID_CHARS_MAX
        && id.bytes().all(|b| matches!(b, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-'))
}

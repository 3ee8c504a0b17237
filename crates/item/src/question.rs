//! A question and its key.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What kind of answer a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One option is right.
    Single,
    /// Every right option and no other is to be chosen.
    Multiple,
    /// A claim is true or false.
    TrueFalse,
    /// A word, number or short phrase.
    ShortText,
}

/// One option of a choice question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Choice {
    /// Letter or short id, unique within the question: `a`, `b`.
    pub id: String,
    /// What the learner reads. Plain text.
    pub text: String,
}

/// What a learner may see of a question before its result is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Prompt {
    /// Kind of answer asked for.
    pub kind: QuestionKind,
    /// The question itself. Plain text.
    pub stem: String,
    /// Options, for choice questions; empty otherwise.
    #[serde(default)]
    #[schema(required = true)]
    pub choices: Vec<Choice>,
    /// Points for a right answer, in whole points.
    #[serde(default = "one_point")]
    #[schema(required = true)]
    pub points: u32,
}

/// What makes an answer right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Key {
    /// For `single` and `multiple`.
    Choices(ChoicesKey),
    /// For `true_false`.
    Truth(TruthKey),
    /// For `short_text`.
    Text(TextKey),
}

/// The right options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChoicesKey {
    /// Ids of the right options.
    pub choices: Vec<String>,
}

/// Whether the claim is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TruthKey {
    /// The right verdict.
    pub value: bool,
}

/// Accepted texts; compared without regard to case, width, spaces around and runs of spaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TextKey {
    /// Any of these is right.
    pub accepted: Vec<String>,
}

/// A whole question, with its key. Staff only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Question {
    /// What the learner sees.
    pub prompt: Prompt,
    /// What is right; absent when nothing is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Why it is right, shown with the result. Plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

const fn one_point() -> u32 {
    1
}

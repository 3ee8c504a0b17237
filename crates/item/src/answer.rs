//! A learner's answer.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An answer, in the shape its question's kind asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    /// To `single` (exactly one) and `multiple` (one or more).
    Choices(ChoicesAnswer),
    /// To `true_false`.
    Truth(TruthAnswer),
    /// To `short_text`.
    Text(TextAnswer),
}

/// Chosen options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChoicesAnswer {
    /// Ids of the chosen options, each once.
    pub choices: Vec<String>,
}

/// A verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TruthAnswer {
    /// True or false.
    pub value: bool,
}

/// A short text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TextAnswer {
    /// As typed.
    pub text: String,
}

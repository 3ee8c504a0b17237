//! A note as it is shown and as it is written.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::NoteId;
use xingtan_base::problems::{self, Problem};
use xingtan_item::normal::is_control;

use crate::limits::{NOTE_AT_MS_MAX, NOTE_CHARS_MAX};

/// What a note says of its moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// It was not understood.
    Unclear,
    /// It matters.
    Important,
    /// What the words say.
    Words,
}

impl NoteKind {
    /// As it stands in the database.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Unclear => "unclear",
            Self::Important => "important",
            Self::Words => "words",
        }
    }

    /// The kind with a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        [Self::Unclear, Self::Important, Self::Words].into_iter().find(|kind| kind.name() == name)
    }
}

/// A mark or note of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Note {
    /// Its name, made on the device.
    pub id: NoteId,
    /// What it says of its moment.
    pub kind: NoteKind,
    /// The moment, on the lesson's clock.
    pub at_ms: i64,
    /// One's own words; may be empty of a mark.
    pub words: String,
    /// When it was first kept.
    pub created_at: UtcMs,
    /// When it was last changed.
    pub changed_at: UtcMs,
}

/// What a note is to say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NoteToWrite {
    /// What it says of its moment.
    pub kind: NoteKind,
    /// The moment, on the lesson's clock.
    pub at_ms: i64,
    /// One's own words, 2,000 characters at most; may be absent of a mark.
    #[serde(default)]
    pub words: String,
}

impl NoteToWrite {
    /// The same without the white space around it, or what is wrong with it.
    pub(super) fn checked(mut self) -> Result<Self, Problem> {
        self.words = self.words.trim().to_owned();
        let is_bad = |c: char| is_control(c) && !matches!(c, '\n' | '\r' | '\t');
        let fault = if self.words.is_empty() && self.kind == NoteKind::Words {
            Some(("words", "required"))
        } else if self.words.chars().count() > NOTE_CHARS_MAX {
            Some(("words", "too_long"))
        } else if self.words.chars().any(is_bad) {
            Some(("words", "bad_characters"))
        } else if !(0..=NOTE_AT_MS_MAX).contains(&self.at_ms) {
            Some(("at_ms", "out_of_range"))
        } else {
            None
        };
        match fault {
            Some((field, code)) => Err(problems::invalid().field(field, code)),
            None => Ok(self),
        }
    }
}

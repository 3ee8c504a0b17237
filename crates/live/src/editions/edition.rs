//! An edition as its people see it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{EditionId, LessonId, PersonId, SchoolId};
use xingtan_item::normal::is_control;
use xingtan_teaching::limits::TITLE_CHARS_MAX;

use super::part::{self, EditionPart};

/// Whose the recorded lesson is; kept with the edition, and shown wherever it plays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EditionCredit {
    /// The lesson's title.
    pub title: String,
    /// Who taught it.
    pub teachers: Vec<String>,
    /// The school that taught it.
    pub school: String,
    /// When it was taught.
    pub taught_at: UtcMs,
}

/// A teacher's own version of a recorded lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Edition {
    /// Its id.
    pub id: EditionId,
    /// Its title.
    pub title: String,
    /// The recorded lesson.
    pub source: LessonId,
    /// How long that took: passages lie within.
    pub source_ms: i64,
    /// Whose it is.
    pub credit: EditionCredit,
    /// Its parts in their order; questions with their keys for its owner only.
    pub parts: Vec<EditionPart>,
    /// Counts its changes.
    pub version: u32,
    /// Since when it is.
    pub created_at: UtcMs,
    /// When it was changed last.
    pub changed_at: UtcMs,
    /// Whether the reader may change it.
    pub may_edit: bool,
}

/// An edition in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EditionSummary {
    /// Its id.
    pub id: EditionId,
    /// Its title.
    pub title: String,
    /// The recorded lesson.
    pub source: LessonId,
    /// Whose it is.
    pub credit: EditionCredit,
    /// How many parts it has.
    pub parts: u32,
    /// How long its passages take.
    pub length_ms: i64,
    /// When it was changed last.
    pub changed_at: UtcMs,
}

/// An edition as its row has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EditionRow {
    pub(super) id: EditionId,
    pub(super) school: SchoolId,
    pub(super) source: LessonId,
    pub(super) source_ms: i64,
    pub(super) credit: EditionCredit,
    pub(super) owner: PersonId,
    pub(super) title: String,
    pub(super) parts: Vec<EditionPart>,
    pub(super) version: u32,
    pub(super) created_at: UtcMs,
    pub(super) changed_at: UtcMs,
}

impl EditionRow {
    /// As its owner sees it, or one who may only play it.
    pub(super) fn shown(self, may_edit: bool) -> Edition {
        let parts = if may_edit { self.parts } else { part::without_keys(self.parts) };
        Edition {
            id: self.id,
            title: self.title,
            source: self.source,
            source_ms: self.source_ms,
            credit: self.credit,
            parts,
            version: self.version,
            created_at: self.created_at,
            changed_at: self.changed_at,
            may_edit,
        }
    }

    /// As it stands in a list.
    pub(super) fn summary(self) -> EditionSummary {
        EditionSummary {
            parts: u32::try_from(self.parts.len()).unwrap_or(u32::MAX),
            length_ms: part::length_ms(&self.parts),
            id: self.id,
            title: self.title,
            source: self.source,
            credit: self.credit,
            changed_at: self.changed_at,
        }
    }
}

/// Why a title cannot be used.
pub(super) fn title_fault(title: &str) -> Option<&'static str> {
    let title = title.trim();
    if title.is_empty() {
        Some("required")
    } else if title.chars().count() > TITLE_CHARS_MAX {
        Some("too_long")
    } else if title.chars().any(is_control) {
        Some("bad_characters")
    } else {
        None
    }
}

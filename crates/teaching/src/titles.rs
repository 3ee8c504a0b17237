//! What titles of courses and lessons must be.

use crate::limits::TITLE_CHARS_MAX;

/// Why a title cannot be used, as a stable code.
pub(crate) fn fault(title: &str) -> Option<&'static str> {
    let title = title.trim();
    if title.is_empty() {
        Some("required")
    } else if title.chars().count() > TITLE_CHARS_MAX {
        Some("too_long")
    } else if title.chars().any(char::is_control) {
        Some("bad_characters")
    } else {
        None
    }
}

//! What titles of decks must be.

use crate::limits::DECK_TITLE_CHARS_MAX;

/// Why a title cannot be used, as a stable code.
pub fn fault(title: &str) -> Option<&'static str> {
    let title = title.trim();
    if title.is_empty() {
        Some("required")
    } else if title.chars().count() > DECK_TITLE_CHARS_MAX {
        Some("too_long")
    } else if title.chars().any(char::is_control) {
        Some("bad_characters")
    } else {
        None
    }
}

/// The title of a deck whose maker gave none: its document's name without the ending.
pub fn of_file(file_name: &str) -> String {
    let stem = match file_name.rsplit_once('.') {
        Some((stem, _)) if !stem.trim().is_empty() => stem,
        _ => file_name,
    };
    stem.trim().chars().take(DECK_TITLE_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_documents_name_gives_a_title() {
        for (name, expected) in [("圆的面积.pptx", "圆的面积"), (".pdf", ".pdf"), ("a.b.c", "a.b")]
        {
            assert_eq!(of_file(name), expected);
            assert_eq!(fault(expected), None);
        }
        assert_eq!(fault(&of_file(&"长".repeat(200))), None);
    }
}

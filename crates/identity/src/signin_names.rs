//! What people sign in with, and how names are compared.

use crate::limits::{DISPLAY_NAME_CHARS_MAX, NAME_CHARS_MAX};

/// Folds width, case and outer spaces, so that `Ｗａｎｇ ` and `wang` are one name.
pub fn fold(text: &str) -> String {
    text.trim().chars().map(narrow).flat_map(char::to_lowercase).collect()
}

/// A full-width ASCII character made narrow.
fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Why a sign-in name cannot be used, as a stable code.
pub fn name_fault(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    if folded.is_empty() {
        return Some("required");
    }
    if folded.chars().count() > NAME_CHARS_MAX {
        return Some("too_long");
    }
    let mut chars = folded.chars();
    let starts_well = chars.next().is_some_and(char::is_alphanumeric);
    let goes_well = chars.all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '+'));
    (!starts_well || !goes_well).then_some("bad_characters")
}

/// Why a name that people read cannot be used, as a stable code.
pub fn display_name_fault(name: &str) -> Option<&'static str> {
    let name = name.trim();
    if name.is_empty() {
        Some("required")
    } else if name.chars().count() > DISPLAY_NAME_CHARS_MAX {
        Some("too_long")
    } else if name.chars().any(char::is_control) {
        Some("bad_characters")
    } else {
        None
    }
}

/// A `like` pattern that finds the folded text anywhere; `\` is its escape.
pub fn like_anywhere(text: &str) -> String {
    let escaped = fold(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_and_are_checked() {
        assert_eq!(fold(" Ｗａｎｇ.Ｌｉ　"), "wang.li");
        for (name, fault) in [
            ("wang.li", None),
            ("王丽", None),
            ("", Some("required")),
            ("=cmd", Some("bad_characters")),
            ("a b", Some("bad_characters")),
            (&"x".repeat(41), Some("too_long")),
        ] {
            assert_eq!(name_fault(name), fault, "{name}");
        }
        assert_eq!(like_anywhere("5%_"), "%5\\%\\_%");
    }
}

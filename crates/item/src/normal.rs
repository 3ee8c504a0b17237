//! The normal form in which short texts are compared and counted.
//!
//! The same function stands in `web/src/features/item/normal.ts`; `docs/protocol/golden/item.json`
//! holds both to the same results. It is a small, fixed part of NFKC, so that no Unicode table's
//! version can make a browser and a server disagree about an answer.

/// Folds full-width forms to half-width, upper to lower case, runs of white space to one space,
/// and drops white space at both ends.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space_waits = false;
    for folded in text.chars().map(half_width) {
        if is_space(folded) {
            space_waits = !out.is_empty();
            continue;
        }
        if space_waits {
            out.push(' ');
            space_waits = false;
        }
        out.extend(folded.to_lowercase());
    }
    out
}

/// Whether a character may not stand in one line of plain text: controls, line separators and the
/// marks that turn the direction of the text around them.
pub const fn is_control(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}'
        | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

const fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
}

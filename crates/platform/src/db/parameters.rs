//! `$n` for SQLite, which numbers `$n` by first appearance and would swap arguments silently.

use std::borrow::Cow;

/// Rewrites `$n` to `?n` outside of quotes and comments.
pub(super) fn for_sqlite(sql: &str) -> Cow<'_, str> {
    if !sql.contains('$') {
        return Cow::Borrowed(sql);
    }
    let bytes = sql.as_bytes();
    let mut rewritten = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            quote @ (b'\'' | b'"' | b'`') => at = after(bytes, at + 1, &[quote]),
            b'-' if bytes[at..].starts_with(b"--") => at = after(bytes, at + 2, b"\n"),
            b'/' if bytes[at..].starts_with(b"/*") => at = after(bytes, at + 2, b"*/"),
            b'$' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                rewritten[at] = b'?';
                at += 1;
            }
            _ => at += 1,
        }
    }
    Cow::Owned(String::from_utf8(rewritten).expect("ASCII was replaced by ASCII"))
}

/// Where the text goes on after the next `end`. A doubled quote opens the next quoted part at
/// once, so that it needs no care of its own.
fn after(bytes: &[u8], from: usize, end: &[u8]) -> usize {
    let rest = &bytes[from.min(bytes.len())..];
    match rest.windows(end.len()).position(|window| window == end) {
        Some(found) => from + found + end.len(),
        None => bytes.len(),
    }
}

/// The highest `$n` of a statement: how many parameters it takes.
pub(super) fn count(sql: &str) -> usize {
    let rewritten = for_sqlite(sql);
    let changed = sql.bytes().zip(rewritten.bytes()).enumerate().filter(|(_, (a, b))| a != b);
    changed.filter_map(|(at, _)| number(&sql[at + 1..])).max().unwrap_or(0)
}

fn number(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_parameters_are_rewritten() {
        for (sql, expected, parameters) in [
            ("select 1", "select 1", 0),
            ("select $1, $2", "select ?1, ?2", 2),
            ("values ($2, $1, $12)", "values (?2, ?1, ?12)", 12),
            ("select '$1', $1", "select '$1', ?1", 1),
            ("select 'it''s $1', \"$2\", $3", "select 'it''s $1', \"$2\", ?3", 3),
            ("select $1 -- not $2\n, $3", "select ?1 -- not $2\n, ?3", 3),
            ("select /* $1 ' */ $1", "select /* $1 ' */ ?1", 1),
            ("select '杏坛$1' || $1", "select '杏坛$1' || ?1", 1),
            ("select 'open $1", "select 'open $1", 0),
            ("select $", "select $", 0),
        ] {
            assert_eq!(for_sqlite(sql), expected);
            assert_eq!(count(sql), parameters, "{sql}");
        }
    }
}

//! Which part of a file a request asks for.

use std::ops::Range;

/// What a request asks for by its `Range`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// All of it.
    All,
    /// These bytes; never none.
    Part(Range<u64>),
    /// Bytes that there are not.
    Nothing,
}

/// Reads one range of `bytes=` for a file of this size. Several are answered with all, and so is
/// what cannot be read.
pub fn asked(header: Option<&str>, size: u64) -> Asked {
    match header.and_then(|text| range(text, size)) {
        None => Asked::All,
        Some(range) if range.is_empty() => Asked::Nothing,
        Some(range) => Asked::Part(range),
    }
}

fn range(text: &str, size: u64) -> Option<Range<u64>> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    if first.is_empty() {
        let length: u64 = last.parse().ok()?;
        return Some(size.saturating_sub(length)..size);
    }
    let first: u64 = first.parse().ok()?;
    let end = if last.is_empty() { size } else { last.parse::<u64>().ok()?.saturating_add(1) };
    if first >= size { Some(0..0) } else { Some(first..end.min(size).max(first)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_http_means_them() {
        for (text, expected) in [
            ("bytes=0-9", Asked::Part(0..10)),
            ("bytes=90-", Asked::Part(90..100)),
            ("bytes=90-200", Asked::Part(90..100)),
            ("bytes=-10", Asked::Part(90..100)),
            ("bytes=-200", Asked::Part(0..100)),
            ("bytes=100-", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=0-1,5-6", Asked::All),
            ("lines=0-1", Asked::All),
        ] {
            assert_eq!(asked(Some(text), 100), expected, "{text}");
        }
        assert_eq!(asked(None, 100), Asked::All);
    }
}

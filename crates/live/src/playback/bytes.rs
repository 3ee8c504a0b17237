//! A response made of pieces of files, whole or a range of it.

use std::collections::VecDeque;
use std::ops::Range;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE,
};
use axum::http::{Response, StatusCode};
use bytes::Bytes;
use futures_util::stream;
use xingtan_platform::files::Files;
use xingtan_platform::http::ranges::{Asked, asked};

use super::read::{self, Part};

/// Bytes in memory and then pieces of files.
#[derive(Debug)]
pub(super) struct Pieces {
    pub(super) head: Bytes,
    pub(super) parts: Vec<Part>,
    /// Where the pieces are that are not on disk any more.
    pub(super) files: Option<Files>,
}

impl Pieces {
    fn size(&self) -> u64 {
        self.head.len() as u64 + self.parts.iter().map(|part| part.length).sum::<u64>()
    }

    /// Only these bytes of it.
    fn cut(self, range: &Range<u64>) -> (Bytes, VecDeque<Part>) {
        let head_len = self.head.len() as u64;
        let head = clip(range, 0, head_len);
        let bound = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        let head = self.head.slice(bound(head.start)..bound(head.end));
        let mut at = head_len;
        let mut parts = VecDeque::new();
        for part in self.parts {
            let wanted = clip(range, at, part.length);
            at += part.length;
            if !wanted.is_empty() {
                let length = wanted.end - wanted.start;
                parts.push_back(Part { offset: part.offset + wanted.start, length, ..part });
            }
        }
        (head, parts)
    }

    /// An answer with all of it, or with the range asked for.
    pub(super) fn answer(
        self,
        (content_type, cache): (&'static str, &'static str),
        range: Option<&str>,
    ) -> Response<Body> {
        let size = self.size();
        let (range, is_part) = match asked(range, size) {
            Asked::All => (0..size, false),
            Asked::Part(part) => (part, true),
            Asked::Nothing => {
                return plain(StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{size}"));
            }
        };
        let files = self.files.clone();
        let (head, parts) = self.cut(&range);
        let mut response = Response::builder()
            .header(CONTENT_TYPE, content_type)
            .header(CACHE_CONTROL, cache)
            .header(ACCEPT_RANGES, "bytes")
            .header(CONTENT_LENGTH, range.end - range.start);
        if is_part {
            let text = format!("bytes {}-{}/{size}", range.start, range.end - 1);
            response = response.status(StatusCode::PARTIAL_CONTENT).header(CONTENT_RANGE, text);
        }
        response.body(body(files, head, parts)).unwrap_or_default()
    }
}

fn plain(status: StatusCode, content_range: String) -> Response<Body> {
    let response = Response::builder().status(status).header(CONTENT_RANGE, content_range);
    response.body(Body::empty()).unwrap_or_default()
}

/// The overlap of a range with a piece that lies at `at`, counted from the piece's start.
pub(crate) fn clip(range: &Range<u64>, at: u64, length: u64) -> Range<u64> {
    let start = range.start.saturating_sub(at).min(length);
    let end = range.end.saturating_sub(at).min(length);
    start..end.max(start)
}

fn body(files: Option<Files>, head: Bytes, parts: VecDeque<Part>) -> Body {
    let head = (!head.is_empty()).then_some(head);
    Body::from_stream(stream::unfold((files, head, parts), async |(files, head, mut parts)| {
        if let Some(head) = head {
            return Some((Ok(head), (files, None, parts)));
        }
        let batch = read::batch(&mut parts);
        if batch.is_empty() {
            return None;
        }
        let bytes = read::read(files.as_ref(), batch).await;
        if let Err(error) = &bytes {
            tracing::warn!(%error, "A recording could not be read.");
            parts.clear();
        }
        Some((bytes, (files, None, parts)))
    }))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::read::Place;
    use super::*;

    #[test]
    fn a_range_cuts_through_head_and_parts() {
        let file = Place { path: Path::new("x").into(), key: "x".into() };
        let part = |offset| Part { file: file.clone(), offset, length: 10, retold: None };
        let (head, parts) = (Bytes::from_static(b"0123456789"), vec![part(100), part(500)]);
        let pieces = Pieces { head, parts, files: None };
        let (head, parts) = pieces.cut(&(8..22));
        assert_eq!(&head[..], b"89");
        assert_eq!(parts, [part(100), Part { length: 2, ..part(500) }]);
    }
}

//! An answer made of stretches, of which some are files in the file store.

use std::collections::VecDeque;
use std::ops::Range;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, Response, StatusCode};
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use xingtan_platform::files::{ByteStream, Files};
use xingtan_platform::http::ranges::{self, Asked};

use crate::playback::bytes::clip;

/// A stretch of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Bytes that are here.
    Here(Bytes),
    /// A part of a file in the store.
    Stored(String, Range<u64>),
}

impl Piece {
    const fn bytes(&self) -> u64 {
        match self {
            Self::Here(bytes) => bytes.len() as u64,
            Self::Stored(_, range) => range.end - range.start,
        }
    }

    fn cut(&self, range: &Range<u64>) -> Self {
        match self {
            Self::Here(bytes) => {
                let bound = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
                Self::Here(bytes.slice(bound(range.start)..bound(range.end)))
            }
            Self::Stored(key, whole) => {
                let range = whole.start + range.start..whole.start + range.end;
                Self::Stored(key.clone(), range)
            }
        }
    }
}

/// What the answer says of itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) content_type: &'a str,
    pub(super) cache: &'a str,
    /// Without its quotes.
    pub(super) etag: &'a str,
}

/// An answer with all stretches, or with the range of them that is asked for.
pub(super) fn answer(
    files: Files,
    pieces: &[Piece],
    about: About<'_>,
    asked: &HeaderMap,
) -> Response<Body> {
    let etag = format!("\"{}\"", about.etag);
    let header = |name| asked.get(name).and_then(|value| value.to_str().ok());
    let response = Response::builder()
        .header(CONTENT_TYPE, about.content_type)
        .header(CACHE_CONTROL, about.cache)
        .header(ACCEPT_RANGES, "bytes")
        .header(ETAG, &etag);
    let is_known = |tags: &str| tags.split(',').any(|tag| tag.trim() == etag || tag.trim() == "*");
    if header(IF_NONE_MATCH).is_some_and(is_known) {
        return response.status(StatusCode::NOT_MODIFIED).body(Body::empty()).unwrap_or_default();
    }
    let size: u64 = pieces.iter().map(Piece::bytes).sum();
    // Half of another making and half of this one would be no pack at all.
    let is_same = header(IF_RANGE).is_none_or(|tag| tag == etag);
    let (range, is_part) = match ranges::asked(header(RANGE).filter(|_| is_same), size) {
        Asked::All => (0..size, false),
        Asked::Part(part) => (part, true),
        Asked::Nothing => {
            let response = response.header(CONTENT_RANGE, format!("bytes */{size}"));
            let response = response.status(StatusCode::RANGE_NOT_SATISFIABLE);
            return response.body(Body::empty()).unwrap_or_default();
        }
    };
    let mut response = response.header(CONTENT_LENGTH, range.end - range.start);
    if is_part {
        let text = format!("bytes {}-{}/{size}", range.start, range.end - 1);
        response = response.status(StatusCode::PARTIAL_CONTENT).header(CONTENT_RANGE, text);
    }
    response.body(body(files, cut(pieces, &range))).unwrap_or_default()
}

fn cut(pieces: &[Piece], range: &Range<u64>) -> VecDeque<Piece> {
    let mut at = 0;
    let mut wanted = VecDeque::new();
    for piece in pieces {
        let inner = clip(range, at, piece.bytes());
        at += piece.bytes();
        if !inner.is_empty() {
            wanted.push_back(piece.cut(&inner));
        }
    }
    wanted
}

fn body(files: Files, pieces: VecDeque<Piece>) -> Body {
    let state = (files, pieces, None::<ByteStream>);
    Body::from_stream(stream::unfold(state, async |(files, mut pieces, mut open)| {
        loop {
            if let Some(stream) = &mut open
                && let Some(bytes) = stream.next().await
            {
                if let Err(error) = &bytes {
                    tracing::warn!(%error, "A file of a pack could not be read.");
                    pieces.clear();
                }
                return Some((bytes, (files, pieces, open)));
            }
            match pieces.pop_front()? {
                Piece::Here(bytes) => return Some((Ok(bytes), (files, pieces, None))),
                Piece::Stored(key, range) => match files.stream(&key, range).await {
                    Ok(stream) => open = Some(stream),
                    Err(error) => {
                        tracing::warn!(%error, "A file of a pack could not be read.");
                        pieces.clear();
                        return Some((Err(error), (files, pieces, None)));
                    }
                },
            }
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ask(headers: &[(axum::http::HeaderName, &'static str)]) -> (u16, String) {
        let files = Files::in_memory();
        files.put("a", &Bytes::from_static(b"0123456789")).await.unwrap();
        let here = |text: &'static str| Piece::Here(Bytes::from_static(text.as_bytes()));
        let pieces = [here("<<"), Piece::Stored("a".into(), 0..10), here(">>")];
        let mut asked = HeaderMap::new();
        for (name, value) in headers {
            asked.insert(name, value.parse().unwrap());
        }
        let about = About { content_type: "x/y", cache: "no-cache", etag: "t" };
        let answer = answer(files, &pieces, about, &asked);
        let status = answer.status().as_u16();
        let bytes = axum::body::to_bytes(answer.into_body(), 100).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_range_goes_through_all_kinds_of_stretches() {
        assert_eq!(ask(&[]).await, (200, "<<0123456789>>".into()));
        assert_eq!(ask(&[(RANGE, "bytes=1-4")]).await, (206, "<012".into()));
        assert_eq!(ask(&[(RANGE, "bytes=10-")]).await, (206, "89>>".into()));
        assert_eq!(ask(&[(RANGE, "bytes=14-")]).await, (416, String::new()));
        assert_eq!(ask(&[(IF_NONE_MATCH, "\"t\"")]).await, (304, String::new()));
        let other = [(RANGE, "bytes=1-4"), (IF_RANGE, "\"other\"")];
        assert_eq!(ask(&other).await.0, 200, "a part of another making is of no use");
        let same = [(RANGE, "bytes=1-4"), (IF_RANGE, "\"t\"")];
        assert_eq!(ask(&same).await.0, 206);
    }
}

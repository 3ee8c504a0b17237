//! Giving the files of a deck to browsers.

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Response, StatusCode};
use xingtan_base::ids::DeckId;
use xingtan_base::problems::{self, Problem};
use xingtan_platform::files::{self, Files};
use xingtan_platform::http::ranges::{Asked, asked};

use super::files::DeckFile;
use crate::limits::PAGE_FILE_BYTES_MAX;
use crate::uploads::upload::store_away;

/// Who may keep an answer on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caches {
    /// The reader's browser alone: the address does not say who may read it.
    Private,
    /// Anyone: who knows the address may read it.
    Shared,
}

/// A file of a deck, or the part asked for of a clip. What has an address never changes.
///
/// # Errors
/// When it is not there, or the store is away.
pub async fn file(
    files: &Files,
    deck: DeckId,
    file: &DeckFile,
    (caches, range): (Caches, Option<&str>),
) -> Result<Response<Body>, Problem> {
    let cache = match caches {
        Caches::Private => "private, max-age=31536000, immutable",
        Caches::Shared => "max-age=31536000, immutable",
    };
    let key = file.key(deck);
    let response = Response::builder()
        .header(CONTENT_TYPE, file.content_type())
        .header(CACHE_CONTROL, cache)
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff");
    let DeckFile::Clip(_) = file else {
        let bytes = files.get_range(&key, 0..PAGE_FILE_BYTES_MAX).await.map_err(problem)?;
        return Ok(response.body(bytes.into()).unwrap_or_default());
    };
    // It came from outside as it is: should it be opened alone, it can do nothing.
    let response = response
        .header(CONTENT_SECURITY_POLICY, "default-src 'none'; media-src 'self'; sandbox")
        .header(ACCEPT_RANGES, "bytes");
    let size = files.size(&key).await.map_err(problem)?.ok_or_else(problems::not_found)?;
    let (range, response) = match asked(range, size) {
        Asked::All => (0..size, response),
        Asked::Part(part) => {
            let said = format!("bytes {}-{}/{size}", part.start, part.end - 1);
            let response = response.status(StatusCode::PARTIAL_CONTENT);
            (part, response.header(CONTENT_RANGE, said))
        }
        Asked::Nothing => {
            let response = response.status(StatusCode::RANGE_NOT_SATISFIABLE);
            let response = response.header(CONTENT_RANGE, format!("bytes */{size}"));
            return Ok(response.body(Body::empty()).unwrap_or_default());
        }
    };
    let response = response.header(CONTENT_LENGTH, range.end - range.start);
    let bytes = files.stream(&key, range).await.map_err(problem)?;
    Ok(response.body(Body::from_stream(bytes)).unwrap_or_default())
}

fn problem(error: files::Error) -> Problem {
    if error.is_missing() {
        return problems::not_found();
    }
    tracing::warn!(%error, "A file of a deck was not read.");
    store_away()
}

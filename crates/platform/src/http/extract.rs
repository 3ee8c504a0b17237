//! Extractors whose refusals are problems that name what was wrong.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use xingtan_base::problems::{self, Problem};

use super::problem::ApiError;

/// A JSON body in a request or an answer.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

impl<S, T> FromRequest<S> for Json<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let is_json = request
            .headers()
            .get(axum::http::header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("application/json"));
        if !is_json {
            return Err(Problem::new(
                415,
                "request.not_json",
                "Send the body as application/json.",
            )
            .into());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|error| body_lost(&error))?;
        parse_json(&bytes).map(Json)
    }
}

/// Why a body could not be read: too long, or broken off.
pub fn body_lost(rejection: &BytesRejection) -> ApiError {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(413, "request.too_large", "The body is too long.").into();
    }
    problems::malformed(rejection.body_text()).into()
}

/// The character that no text may hold, because PostgreSQL stores none with it. Here it is bad
/// input; further in it would be our bug.
fn holds_nul() -> Problem {
    problems::invalid().detail("A text holds the character U+0000.")
}

/// Whether a JSON text writes U+0000, which it can only by the escape.
fn json_writes_nul(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        if rest[at + 1..].starts_with(b"u0000") {
            return true;
        }
        // What is escaped here, a backslash too, begins no escape of its own.
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    false
}

/// Whether a part of an address writes U+0000, which it can only by the escape.
fn address_writes_nul(text: &str) -> bool {
    text.contains("%00")
}

fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    if json_writes_nul(bytes) {
        return Err(holds_nul().into());
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value: Result<T, _> = serde_path_to_error::deserialize(&mut deserializer);
    value.map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        if inner.is_data() {
            problems::invalid().detail(inner.to_string()).field(&path, "invalid").into()
        } else {
            problems::malformed(inner.to_string()).into()
        }
    })
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let mut response = axum::Json(self.0).into_response();
        response
            .headers_mut()
            .entry(axum::http::header::CACHE_CONTROL)
            .or_insert(axum::http::HeaderValue::from_static("no-store"));
        response
    }
}

/// Parameters in the path; one that cannot be parsed names nothing, hence 404.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<S, T> FromRequestParts<S> for Path<T>
where
    S: Send + Sync,
    T: DeserializeOwned + Send,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(_) if address_writes_nul(parts.uri.path()) => Err(problems::not_found().into()),
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(problems::not_found().into()),
        }
    }
}

/// Parameters in the query.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<S, T> FromRequestParts<S> for Query<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        if parts.uri.query().is_some_and(address_writes_nul) {
            return Err(holds_nul().into());
        }
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(problems::invalid().detail(rejection.body_text()).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_character_itself_is_refused() {
        for (text, expected) in [
            (r#"{"name": "a\u0000"}"#, true),
            (r#"{"\u0000": 1}"#, true),
            (r#"["\\\u0000"]"#, true),
            (r#"["\\u0000"]"#, false),
            (r#"["\u0001", "u0000", "\""#, false),
            ("\\", false),
            (r"\u00", false),
            ("", false),
        ] {
            assert_eq!(json_writes_nul(text.as_bytes()), expected, "{text}");
        }
        assert!(address_writes_nul("q=%00"));
        assert!(!address_writes_nul("q=%2500"));
    }
}

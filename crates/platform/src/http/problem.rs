//! How an error becomes an answer: problems as they are, everything else as one opaque 500.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use xingtan_base::problems::Problem;

use crate::db;

/// What a handler fails with. Problems reach the client; anything else is logged once, here, and
/// answered without its inside.
#[derive(Debug)]
pub enum ApiError {
    /// An error the client can act on.
    Problem(Box<Problem>),
    /// Our own failure.
    Internal(anyhow::Error),
}

/// What a handler returns.
pub type ApiResult<T> = Result<T, ApiError>;

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<anyhow::Error> for ApiError {
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<db::Error>() {
            Ok(error) => error.into(),
            Err(error) => Self::Internal(error),
        }
    }
}

impl From<db::Error> for ApiError {
    fn from(error: db::Error) -> Self {
        if error.is_outage() {
            tracing::warn!(%error, "the database is away");
            return database_unavailable().into();
        }
        Self::Internal(anyhow::Error::new(error))
    }
}

/// 503: the database is away; what was sent can be sent again.
pub fn database_unavailable() -> Problem {
    Problem::new(503, "database.unavailable", "The database is away for a moment; try again.")
        .retry_after_s(2)
}

impl ApiError {
    /// The error for a person at the console, with its inside.
    pub fn into_report(self) -> anyhow::Error {
        match self {
            Self::Problem(problem) => {
                let detail = problem.detail.as_deref().unwrap_or_default();
                anyhow::anyhow!("{} {detail}", problem.title)
            }
            Self::Internal(error) => error,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::Problem(problem) => answer(&problem),
            Self::Internal(error) => {
                tracing::error!(error = format!("{error:#}"), "a request failed");
                answer(&Problem::new(500, "internal", "Something went wrong on our side."))
            }
        }
    }
}

/// A problem as an RFC 9457 answer.
pub fn answer(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = problem.retry_after_s {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

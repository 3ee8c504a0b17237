//! Errors that a client can act on (RFC 9457). The web translates `code`, never `title`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One field of a request that was wrong, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldProblem {
    /// Path of the field in the request, dotted: `audience.0.class`.
    pub field: String,
    /// Stable reason, English, dotted: `required`, `too_long`.
    pub code: String,
}

/// An error with a stable code, answered as `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// Stable, English, dotted: `lesson.already_open`.
    pub code: String,
    /// A short English sentence for developers; people see the translation of `code`.
    pub title: String,
    /// What to do, or what exactly was wrong, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The fields that were wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// Seconds after which to try again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u32>,
}

impl Problem {
    /// A problem with a status, a stable code and a sentence for developers.
    pub fn new(status: u16, code: &str, title: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
            title: title.to_owned(),
            detail: None,
            fields: Vec::new(),
            retry_after_s: None,
        }
    }

    /// Adds what exactly was wrong, or what to do.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds a field that was wrong.
    #[must_use]
    pub fn field(mut self, field: &str, code: &str) -> Self {
        self.fields.push(FieldProblem { field: field.to_owned(), code: code.to_owned() });
        self
    }

    /// Says when to try again.
    #[must_use]
    pub fn retry_after_s(mut self, seconds: u32) -> Self {
        self.retry_after_s = Some(seconds);
        self
    }
}

/// 400: the request cannot be understood.
pub fn malformed(detail: impl Into<String>) -> Problem {
    Problem::new(400, "request.malformed", "The request cannot be understood.").detail(detail)
}

/// 401: nobody is signed in.
pub fn not_signed_in() -> Problem {
    Problem::new(401, "session.required", "Sign in first.")
}

/// 403: the person may not do this.
pub fn forbidden() -> Problem {
    Problem::new(403, "access.denied", "You may not do this.")
}

/// 404: there is no such thing, or the person may not know of it.
pub fn not_found() -> Problem {
    Problem::new(404, "not_found", "There is no such thing here.")
}

/// 422: some fields are wrong; add them with [`Problem::field`].
pub fn invalid() -> Problem {
    Problem::new(422, "request.invalid", "Some fields are wrong.")
}

//! `OPTIONS /api/uploads`: what this server speaks, in headers that every answer has.

use axum::http::StatusCode;

/// Says which version and which extensions of tus are spoken, and how large a file may be.
#[utoipa::path(options, path = "/api/uploads", tag = "library", responses((status = 204)))]
pub async fn offer() -> StatusCode {
    StatusCode::NO_CONTENT
}

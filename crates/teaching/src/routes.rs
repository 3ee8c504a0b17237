//! The routes of this crate and their description.

use axum::Router;
use utoipa::OpenApi;

use crate::Teaching;

#[derive(OpenApi)]
#[openapi(paths())]
struct Description;

/// The description of these routes.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

/// The routes of courses, lessons and prepared questions.
pub fn routes(teaching: Teaching) -> Router {
    Router::new().with_state(teaching)
}

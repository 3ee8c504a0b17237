//! The description of the whole interface, committed as `docs/generated/openapi.json`.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;

use crate::health;

#[derive(OpenApi)]
#[openapi(
    info(title = "Xingtan", description = "The interface of the cloud classroom."),
    paths(health::live, health::ready, health::info),
    components(schemas(
        xingtan_base::problems::Problem,
        xingtan_room::message::ClientMessage,
        xingtan_room::message::ServerMessage,
        xingtan_room::entry::Entry,
    ))
)]
struct Own;

/// The description, merged from every domain's.
pub fn describe() -> utoipa::openapi::OpenApi {
    let mut api = Own::openapi();
    api.merge(xingtan_identity::openapi());
    api.merge(xingtan_teaching::openapi());
    api.merge(xingtan_live::openapi());
    api
}

/// The description as it stands in the repository.
///
/// # Errors
/// When it cannot be written as JSON, which would be a fault in a derive.
pub fn text() -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&describe())?;
    text.push('\n');
    Ok(text)
}

/// `GET /api/openapi.json`.
pub async fn serve() -> Response {
    match text() {
        Ok(text) => ([(header::CONTENT_TYPE, "application/json")], text).into_response(),
        Err(error) => xingtan_platform::http::ApiError::Internal(error.into()).into_response(),
    }
}

//! `GET /api/decks/{id}/clips/{file}`.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::RANGE;
use axum::http::{HeaderMap, Response};
use utoipa::ToSchema;
use xingtan_base::ids::DeckId;
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::http::{ApiResult, Path};

use super::files::DeckFile;
use super::serve::{Caches, file};
use super::show::may_see;
use crate::Library;

/// Sound or video.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "It only describes the body.")]
pub struct ClipBytes(Vec<u8>);

/// Gives who keeps a deck a clip, or the part of it asked for by `Range`.
#[utoipa::path(get, path = "/api/decks/{id}/clips/{file}", tag = "library",
    params(("id" = DeckId, Path), ("file" = String, Path)),
    responses((status = 200, body = ClipBytes, content_type = "application/octet-stream"),
        (status = 206, body = ClipBytes, content_type = "application/octet-stream"),
        (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(library): State<Library>,
    caller: Caller,
    Path((id, name)): Path<(DeckId, String)>,
    headers: HeaderMap,
) -> ApiResult<Response<Body>> {
    let clip = DeckFile::clip(&name).ok_or_else(problems::not_found)?;
    may_see(&library, &caller, id).await?;
    let range = headers.get(RANGE).and_then(|range| range.to_str().ok());
    Ok(file(&library.ctx.files, id, &clip, (Caches::Private, range)).await?)
}

//! `GET /api/decks/{id}/pages/{page}/text`.

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use xingtan_base::ids::DeckId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::http::{ApiResult, Path};

use super::files::DeckFile;
use super::serve::{Caches, file};
use super::show::may_see;
use crate::Library;
use crate::convert::TextLayer;

/// Gives who keeps a deck the words of a page.
#[utoipa::path(get, path = "/api/decks/{id}/pages/{page}/text", tag = "library",
    params(("id" = DeckId, Path), ("page" = u32, Path)),
    responses((status = 200, body = TextLayer), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
pub async fn show(
    State(library): State<Library>,
    caller: Caller,
    Path((id, page)): Path<(DeckId, u32)>,
) -> ApiResult<Response<Body>> {
    may_see(&library, &caller, id).await?;
    let text = DeckFile::Text { page };
    Ok(file(&library.ctx.files, id, &text, (Caches::Private, None)).await?)
}

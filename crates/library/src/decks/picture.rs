//! `GET /api/decks/{id}/pages/{page}/{picture}`.

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use utoipa::ToSchema;
use xingtan_base::ids::DeckId;
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::http::{ApiResult, Path};

use super::files::DeckFile;
use super::serve::{Caches, file};
use super::show::may_see;
use crate::Library;

/// A picture.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "It only describes the body.")]
pub struct PagePicture(Vec<u8>);

/// Gives who keeps a deck the picture of a page: `640.webp`, `960.webp` or `1600.webp`.
#[utoipa::path(get, path = "/api/decks/{id}/pages/{page}/{picture}", tag = "library",
    params(("id" = DeckId, Path), ("page" = u32, Path), ("picture" = String, Path)),
    responses((status = 200, body = PagePicture, content_type = "image/webp"),
        (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(library): State<Library>,
    caller: Caller,
    Path((id, page, picture)): Path<(DeckId, u32, String)>,
) -> ApiResult<Response<Body>> {
    let width = picture.strip_suffix(".webp").ok_or_else(problems::not_found)?;
    let picture = DeckFile::picture(page, width).ok_or_else(problems::not_found)?;
    may_see(&library, &caller, id).await?;
    Ok(file(&library.ctx.files, id, &picture, (Caches::Private, None)).await?)
}

//! `HEAD /api/uploads/{id}`: from where to go on.

use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse as _, Response};
use xingtan_base::ids::UploadId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiResult, Path};

use super::headers::{LENGTH, OFFSET, Spoken};
use super::upload;
use crate::Library;

/// Says how much of one's own file has arrived.
#[utoipa::path(head, path = "/api/uploads/{id}", tag = "library",
    params(("id" = UploadId, Path)),
    responses((status = 200, headers(("Upload-Offset" = u64), ("Upload-Length" = u64))),
        (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(library): State<Library>,
    caller: Caller,
    Path(id): Path<UploadId>,
    _: Spoken,
) -> ApiResult<Response> {
    let found = library
        .ctx
        .db
        .read("uploads.show", async move |tx: &Tx| upload::own(tx, caller.person, id).await)
        .await?;
    let numbers =
        [(OFFSET, found.received_bytes.to_string()), (LENGTH, found.size_bytes.to_string())];
    Ok(([(CACHE_CONTROL, "no-store")], numbers).into_response())
}

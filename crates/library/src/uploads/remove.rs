//! `DELETE /api/uploads/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::UploadId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::headers::Spoken;
use super::upload;
use crate::Library;

/// Forgets one's own file, wherever it stands on its way.
#[utoipa::path(delete, path = "/api/uploads/{id}", tag = "library",
    params(("id" = UploadId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn remove(
    State(library): State<Library>,
    caller: Caller,
    Path(id): Path<UploadId>,
    _: Spoken,
) -> ApiResult<StatusCode> {
    let ids = library.ctx.ids.clone();
    library
        .ctx
        .db
        .write("uploads.remove", async move |tx: &Tx| {
            let found = upload::own(tx, caller.person, id).await?;
            if found.deck.is_some() {
                return Err(upload::taken().into());
            }
            upload::forget(tx, &ids, &[id]).await?;
            Ok::<_, ApiError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

//! `DELETE /api/pack-imports/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::PackImportId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::rows::{self, State as Stored};
use super::worker;
use crate::pack::access;
use crate::pack::shelf::erase::{self, Gone};
use crate::pack::state::Packs;

/// Calls an import off. Of one that has ended no more is told; what it put on the shelf stays
/// there. For the school's staff.
#[utoipa::path(delete, path = "/api/pack-imports/{id}", tag = "packs",
    params(("id" = PackImportId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn remove(
    State(packs): State<Packs>,
    caller: Caller,
    Path(import): Path<PackImportId>,
) -> ApiResult<StatusCode> {
    let (person, now, ids) = (caller.person, packs.ctx.clock.now(), packs.ctx.ids.clone());
    let write = async move |tx: &Tx| -> Result<(), ApiError> {
        let row = access::of_import(tx, person, import, now).await?;
        rows::remove(tx, import).await?;
        if matches!(row.state, Stored::Arriving | Stored::Importing) {
            worker::call_off(tx, import).await?;
            erase::ask(tx, &ids, Gone::Import(import)).await?;
        }
        Ok(())
    };
    packs.ctx.db.write("shelf.call_off", write).await?;
    Ok(StatusCode::NO_CONTENT)
}

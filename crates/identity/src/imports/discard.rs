//! `DELETE /api/imports/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::ImportId;
use xingtan_base::problems::Problem;
use xingtan_platform::db::{Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::show::{self, ImportState};
use super::{access, refusals};
use crate::{Caller, Identity};

/// Discards a previewed import and forgets its rows.
#[utoipa::path(delete, path = "/api/imports/{id}", tag = "identity",
    params(("id" = ImportId, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn discard(
    State(identity): State<Identity>,
    caller: Caller,
    Path(import): Path<ImportId>,
) -> ApiResult<StatusCode> {
    let (by, now) = (caller.person, identity.ctx.clock.now());
    identity
        .ctx
        .db
        .write("imports.discard", async move |tx: &Tx| {
            let can = access::decide(tx, by, import, now).await?;
            if show::import(tx, can).await?.state == ImportState::Accepted {
                return Err(ApiError::from(refusals::already_accepted()));
            }
            let names: [Value; 2] = [can.school().into(), import.into()];
            let sql = "delete from roster_import_row where school = $1 and import = $2";
            tx.execute(sql, &names).await?;
            let sql = "update roster_import set state = 'discarded' \
                       where school = $1 and id = $2";
            tx.execute(sql, &names).await?;
            Ok(())
        })
        .await?;
    identity.imports.forget_file(import, now);
    Ok(StatusCode::NO_CONTENT)
}

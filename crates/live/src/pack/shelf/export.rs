//! `GET /api/packs/{id}/answers`.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use xingtan_base::ids::ShelvedId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::rows::{self, ShelvedRow};
use crate::pack::access;
use crate::pack::deliver::attached;
use crate::pack::format::answers::AnswersFile;
use crate::pack::state::Packs;

/// All answers given to a pack on the shelf, as the file that its maker takes. For the school's
/// staff.
#[utoipa::path(get, path = "/api/packs/{id}/answers", tag = "packs",
    params(("id" = ShelvedId, Path)),
    responses((status = 200, body = AnswersFile), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn export(
    State(packs): State<Packs>,
    caller: Caller,
    Path(shelved): Path<ShelvedId>,
) -> ApiResult<Response> {
    let (person, now) = (caller.person, packs.ctx.clock.now());
    let read = async move |tx: &Tx| -> Result<_, ApiError> {
        let row = access::keep_shelf(tx, person, shelved, now).await?;
        let file = file(tx, &row).await?;
        Ok((row, file))
    };
    let (row, file) = packs.ctx.db.read("shelf.export", read).await?;
    let headers = [
        (CONTENT_TYPE, "application/json".to_owned()),
        (CACHE_CONTROL, "no-store".to_owned()),
        (CONTENT_DISPOSITION, attached(&format!("{} answers", row.title), "json")),
    ];
    let body = serde_json::to_vec_pretty(&file).map_err(anyhow::Error::from)?;
    Ok((headers, body).into_response())
}

/// The file of a shelved pack's answers.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn file(tx: &Tx, row: &ShelvedRow) -> Result<AnswersFile, db::Error> {
    let answers = rows::answers(tx, row).await?;
    Ok(AnswersFile::new((row.pack, row.lesson), row.secret.clone(), answers))
}

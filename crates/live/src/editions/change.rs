//! `PUT /api/editions/{id}`.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::ids::EditionId;
use xingtan_base::problems::{self, Problem};
use xingtan_facts::Happened;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::access::edit_access;
use super::edition::{Edition, EditionRow, title_fault};
use super::part::{self, EditionPart};
use super::recorded::{self, Occasion};
use super::{decks, refusals, rows};
use crate::state::Live;

/// An edition as it is to be.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct EditionToSave {
    /// Its title.
    pub title: String,
    /// All its parts, 1 to 200, in their order.
    pub parts: Vec<EditionPart>,
    /// The version that was changed.
    pub version: u32,
}

/// Saves an edition whole, unless it was changed since the version that is named. Its source need
/// not be there any more. The same once more is saved once. Answers to a question that is gone or
/// asks something else are dropped.
#[utoipa::path(put, path = "/api/editions/{id}", tag = "live", params(("id" = EditionId, Path)),
    request_body = EditionToSave,
    responses((status = 200, body = Edition), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn change(
    State(live): State<Live>,
    caller: Caller,
    Path(id): Path<EditionId>,
    Json(wanted): Json<EditionToSave>,
) -> ApiResult<Json<Edition>> {
    let (now, ids, by) = (live.ctx.clock.now(), live.ctx.ids.clone(), caller.person);
    let saved = live
        .ctx
        .db
        .write("editions.change", async move |tx: &Tx| -> Result<EditionRow, ApiError> {
            let row = edit_access(tx, by, id).await?.row;
            if let Some(fault) = title_fault(&wanted.title) {
                return Err(problems::invalid().field("title", fault).into());
            }
            part::check(&wanted.parts, row.source_ms)?;
            let title = wanted.title.trim().to_owned();
            let is_so = row.title == title && row.parts == wanted.parts;
            if row.version != wanted.version {
                let is_again = wanted.version.checked_add(1) == Some(row.version);
                return if is_again && is_so { Ok(row) } else { Err(refusals::changed().into()) };
            }
            if is_so {
                return Ok(row);
            }
            decks::check(tx, by, (&row.parts, &wanted.parts), now).await?;
            decks::hold(tx, (&row.parts, &wanted.parts)).await?;
            rows::forget(tx, (row.school, id), &part::asked_anew(&row.parts, &wanted.parts))
                .await?;
            let version = row.version.saturating_add(1);
            let parts = wanted.parts.clone();
            let row = EditionRow { title, parts, version, changed_at: now, ..row };
            rows::update(tx, &row).await?;
            let on = Occasion::of_owner(&row, now);
            let parts = u32::try_from(row.parts.len()).unwrap_or(u32::MAX);
            let happened = Happened::EditionSaved { edition: id, version, parts };
            recorded::record(tx, &ids, on, happened).await?;
            Ok(row)
        })
        .await?;
    Ok(Json(saved.shown(true)))
}

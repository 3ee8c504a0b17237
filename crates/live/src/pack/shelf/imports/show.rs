//! `GET /api/pack-imports/{id}`.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{PackImportId, ShelvedId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_platform::jobs;

use super::rows::{ImportRow, State as Stored};
use super::worker;
use crate::pack::access;
use crate::pack::make::Done;
use crate::pack::state::Packs;

/// A pack on its way to a school's shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PackImport {
    /// The import.
    pub id: PackImportId,
    /// The lesson's title.
    pub title: String,
    /// The class it was made for.
    pub class_name: String,
    /// The size of the file.
    pub size_bytes: u64,
    /// When it came.
    pub asked_at: UtcMs,
    /// How it stands.
    pub state: PackImportState,
    /// How far it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<Done>,
    /// The code of why it cannot stand on the shelf.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// What exactly was wrong, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What it became on the shelf.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shelved: Option<ShelvedId>,
}

/// How an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PackImportState {
    /// Others come first, or it is tried again soon.
    Waiting,
    /// Its files are being checked and kept.
    Importing,
    /// It stands on the shelf.
    Done,
    /// It cannot stand there.
    Refused,
}

impl PackImport {
    /// An import as those see it who wait for it.
    pub fn of(row: &ImportRow, job: Option<&jobs::Status>) -> Self {
        let is_running = job.is_some_and(|job| job.state == jobs::State::Running);
        let state = match row.state {
            Stored::Importing if is_running => PackImportState::Importing,
            Stored::Arriving | Stored::Importing => PackImportState::Waiting,
            Stored::Done => PackImportState::Done,
            Stored::Refused => PackImportState::Refused,
        };
        let progress = job.filter(|_| state == PackImportState::Importing);
        let progress = progress.and_then(|job| job.progress.as_deref());
        Self {
            id: row.id,
            title: row.title.clone(),
            class_name: row.class_name.clone(),
            size_bytes: row.size_bytes,
            asked_at: row.asked_at,
            state,
            progress: progress.and_then(|text| serde_json::from_str(text).ok()),
            problem: row.problem.clone(),
            detail: row.detail.clone(),
            shelved: row.shelved,
        }
    }
}

/// How the job of an import stands.
pub(in crate::pack::shelf) async fn shown(
    tx: &Tx,
    row: &ImportRow,
) -> Result<PackImport, db::Error> {
    let job = jobs::status(tx, worker::KIND, &row.id.to_string()).await?;
    Ok(PackImport::of(row, job.as_ref()))
}

/// How a pack on its way to the shelf stands, for the school's staff.
#[utoipa::path(get, path = "/api/pack-imports/{id}", tag = "packs",
    params(("id" = PackImportId, Path)),
    responses((status = 200, body = PackImport), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(packs): State<Packs>,
    caller: Caller,
    Path(import): Path<PackImportId>,
) -> ApiResult<Json<PackImport>> {
    let (person, now) = (caller.person, packs.ctx.clock.now());
    let read = async move |tx: &Tx| -> Result<_, ApiError> {
        let row = access::of_import(tx, person, import, now).await?;
        Ok(shown(tx, &row).await?)
    };
    Ok(Json(packs.ctx.db.read("shelf.import", read).await?))
}

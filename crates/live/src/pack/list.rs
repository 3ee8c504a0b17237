//! `GET /api/lessons/{id}/packs`.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId, PackId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiResult, Json, Path};
use xingtan_platform::jobs;

use super::limits::PACK_ADDRESS_MS;
use super::make::{Done, worker};
use super::rows::{self, PackRow};
use super::state::Packs;

/// A lesson packed, or to be packed, for a class.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Pack {
    /// The pack.
    pub id: PackId,
    /// The class it is for.
    pub class: ClassId,
    /// Whether the picture is in it, and not only the sound.
    pub pictures: bool,
    /// How the latest making stands.
    pub state: PackState,
    /// How far it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<Done>,
    /// The code of why it can never be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// What is there to be downloaded; of an earlier making while it is made anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<PackFile>,
}

/// A pack that can be downloaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PackFile {
    /// When it was made.
    pub made_at: UtcMs,
    /// The size of the ZIP.
    pub size_bytes: u64,
    /// Its address on this server, for whoever is given it.
    pub address: String,
    /// Until when the address is good.
    pub until: UtcMs,
}

/// How a pack's making stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PackState {
    /// Others are made first, or it is tried again soon.
    Waiting,
    /// It is being made.
    Making,
    /// It is there.
    Ready,
    /// It could not be made.
    Failed,
    /// It was called off.
    Cancelled,
}

/// A lesson's packs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LessonPacks {
    /// Those that the caller may have.
    pub items: Vec<Pack>,
}

/// A lesson's packs, for its staff; for the teacher of a single class, that class's.
#[utoipa::path(get, path = "/api/lessons/{id}/packs", tag = "packs",
    params(("id" = LessonId, Path)),
    responses((status = 200, body = LessonPacks), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list(
    State(packs): State<Packs>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<LessonPacks>> {
    let can = packs.teach(&caller, lesson).await?;
    let read = async move |tx: &Tx| -> Result<_, db::Error> {
        let mut found = Vec::new();
        for row in rows::of_lesson(tx, lesson).await? {
            if can.class().is_none_or(|own| own == row.class) {
                let status = job(tx, &row).await?;
                found.push((row, status));
            }
        }
        Ok(found)
    };
    let found: Vec<(PackRow, Option<jobs::Status>)> = packs.ctx.db.read("pack.list", read).await?;
    let items = found.iter().map(|(row, status)| packs.shown(row, status.as_ref())).collect();
    Ok(Json(LessonPacks { items }))
}

/// How the job of a row's latest making stands.
pub(super) async fn job(tx: &Tx, row: &PackRow) -> Result<Option<jobs::Status>, db::Error> {
    jobs::status(tx, worker::KIND, &worker::key(row)).await
}

impl Packs {
    /// A pack as its makers see it.
    pub(super) fn shown(&self, row: &PackRow, status: Option<&jobs::Status>) -> Pack {
        let state = match status.map(|status| status.state) {
            _ if row.made == row.making => PackState::Ready,
            _ if row.problem.is_some() => PackState::Failed,
            Some(jobs::State::Waiting) | None => PackState::Waiting,
            Some(jobs::State::Running) => PackState::Making,
            Some(jobs::State::Cancelled) => PackState::Cancelled,
            Some(jobs::State::Failed | jobs::State::Done) => PackState::Failed,
        };
        let progress = status.and_then(|status| status.progress.as_deref());
        let progress = progress.and_then(|text| serde_json::from_str(text).ok());
        let until = self.ctx.clock.now().plus_ms(PACK_ADDRESS_MS);
        let file = row.made_at.filter(|_| row.made > 0).map(|made_at| {
            let prefix = self.signer.pack_prefix(row.lesson, row.id, until);
            let address = format!("{}/pack/{}.zip", prefix.path, row.id);
            PackFile { made_at, size_bytes: row.size_bytes, address, until: prefix.until }
        });
        let (id, class, pictures) = (row.id, row.class, row.pictures);
        let progress = progress.filter(|_| state == PackState::Making);
        let problem = row.problem.clone().filter(|_| state == PackState::Failed);
        Pack { id, class, pictures, state, progress, problem, file }
    }
}

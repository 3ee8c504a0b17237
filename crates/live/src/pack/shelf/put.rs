//! `POST /api/schools/{school}/packs`: takes a pack from elsewhere for a school's shelf.
//!
//! The ZIP comes whole into a file of this disk and is looked at; then it is imported by a job. All
//! that goes on in a task of its own: once the last byte is here, it needs its sender no more.

use std::io;
use std::path::PathBuf;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use futures_util::StreamExt as _;
use tokio::io::AsyncWriteExt as _;
use tokio::sync::oneshot;
use tokio::time::timeout;
use xingtan_base::ids::{PersonId, SchoolId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::imports::begin::begin;
use super::imports::rows::ImportRow;
use super::imports::show::PackImport;
use super::room;
use crate::pack::limits::{PACK_BYTES_MAX, SENDER_SILENCE};
use crate::pack::state::Packs;
use crate::pack::{access, refusals};

/// How much of a pack that is refused is read all the same.
const HEARD_OUT_BYTES: u64 = 32 << 20;
/// How often it is looked whether the disk still has room, in bytes that arrived.
const LOOK_EVERY: u64 = 64 << 20;

/// Takes a pack, sent as it is, for a school's shelf, where it stands once its files are checked
/// and kept. One that is there is replaced by the version that comes, and keeps the answers given
/// to it.
#[utoipa::path(post, path = "/api/schools/{school}/packs", tag = "packs",
    params(("school" = SchoolId, Path)),
    request_body(content = String, content_type = "application/zip"),
    responses((status = 202, body = PackImport), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem),
        (status = 507, body = Problem)))]
pub async fn put(
    State(packs): State<Packs>,
    caller: Caller,
    Path(school): Path<SchoolId>,
    headers: HeaderMap,
    body: Body,
) -> ApiResult<(StatusCode, Json<PackImport>)> {
    let (person, now) = (caller.person, packs.ctx.clock.now());
    let prove = async move |tx: &Tx| -> Result<_, ApiError> {
        let can = access::shelve(tx, person, school, now).await?;
        Ok(room::used(tx, can.school).await?)
    };
    let used = packs.ctx.db.read("shelf.access", prove).await?;
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let length: u64 = length.unwrap_or(0);
    if let Some(refusal) = refused(&packs.ctx, length, &used) {
        hear_out(body).await;
        return Err(refusal.into());
    }
    let (told, tell) = oneshot::channel();
    let ctx = packs.ctx.clone();
    packs.ctx.tasks.spawn("shelf.put", async move {
        // Nobody listens when the sender is gone.
        let _ = told.send(take(&ctx, body, (school, person)).await);
    });
    let row = tell.await.map_err(anyhow::Error::from)??;
    Ok((StatusCode::ACCEPTED, Json(PackImport::of(&row, None))))
}

/// Why a pack of this length cannot be taken, as far as it can be known before it comes.
fn refused(ctx: &Ctx, length: u64, used: &room::Used) -> Option<Problem> {
    if length > PACK_BYTES_MAX {
        return Some(refusals::too_large());
    }
    if length > used.room_bytes(ctx.config.limits.shelf_bytes) {
        return Some(refusals::over_quota());
    }
    (length > room::on_disk(&ctx.config)).then(refusals::no_room)
}

/// Reads on for a while and throws away what comes: most senders read no answer before they have
/// sent all, and a line that is cut meanwhile takes the answer with it.
async fn hear_out(body: Body) {
    let mut stream = body.into_data_stream();
    let mut left = HEARD_OUT_BYTES;
    let hear = async {
        while let Some(Ok(bytes)) = stream.next().await {
            let Some(rest) = left.checked_sub(bytes.len() as u64) else { return };
            left = rest;
        }
    };
    // One who takes longer is cut off, and learns nothing but that.
    let _ = timeout(SENDER_SILENCE, hear).await;
}

async fn take(ctx: &Ctx, body: Body, (school, by): (SchoolId, PersonId)) -> ApiResult<ImportRow> {
    let arrived = Arrived::begin(ctx).map_err(anyhow::Error::from)?;
    let stopping = ctx.tasks.stopping();
    tokio::select! {
        received = arrived.receive(ctx, body) => received?,
        () = stopping.cancelled() => return Err(refusals::cut_off().into()),
    }
    begin(ctx, &arrived.0, (school, Some(by))).await
}

/// The folder of what arrives and of its pieces.
pub(crate) const ARRIVING: &str = "packs-arriving";

/// A file of this disk that is gone at the end, however that comes.
pub(super) struct Arrived(pub(super) PathBuf);

impl Arrived {
    pub(super) fn begin(ctx: &Ctx) -> io::Result<Self> {
        let folder = ctx.config.data.join(ARRIVING);
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder.join(ctx.ids.secret(12))))
    }

    async fn receive(&self, ctx: &Ctx, body: Body) -> ApiResult<()> {
        let mut file = tokio::fs::File::create(&self.0).await.map_err(anyhow::Error::from)?;
        let mut stream = body.into_data_stream();
        let (mut length, mut look_at) = (0_u64, 0_u64);
        loop {
            let Ok(next) = timeout(SENDER_SILENCE, stream.next()).await else {
                return Err(refusals::cut_off().into());
            };
            let Some(bytes) = next else { break };
            let bytes = bytes.map_err(|error| refusals::cut_off().detail(error.to_string()))?;
            length += bytes.len() as u64;
            if length > PACK_BYTES_MAX {
                return Err(refusals::too_large().into());
            }
            if length > look_at {
                look_at = length + LOOK_EVERY;
                if length > room::on_disk(&ctx.config) {
                    return Err(refusals::no_room().into());
                }
            }
            file.write_all(&bytes).await.map_err(anyhow::Error::from)?;
        }
        file.flush().await.map_err(anyhow::Error::from)?;
        Ok(())
    }
}

impl Drop for Arrived {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

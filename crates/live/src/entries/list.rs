//! `GET /api/lessons/{id}/entries`.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiResult, Json, Path, Query};
use xingtan_room::entry::{Body, Entry};
use xingtan_room::view::{self, Viewer};

use crate::journal::read;
use crate::limits::{ENTRIES_INK_BYTES, ENTRIES_PAGE_MAX};
use crate::state::{Live, role};

/// Which entries.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EntriesQuery {
    /// The `seq` after which to begin; 0 or absent for the beginning.
    pub after: Option<u32>,
    /// Entries to look at, 1 to 1,000.
    pub limit: Option<u32>,
    /// Whether `ink.drawn` is among them; a surface's ink is had more cheaply as its log.
    #[serde(default)]
    pub ink: bool,
}

/// A page of the log.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EntriesPage {
    /// The entries that the caller may see, in order; some numbers may be missing.
    pub items: Vec<Entry>,
    /// Ask for the next page after this `seq`; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<u32>,
}

/// The log, for replay.
#[utoipa::path(get, path = "/api/lessons/{id}/entries", tag = "live",
    params(("id" = LessonId, Path), EntriesQuery),
    responses((status = 200, body = EntriesPage), (status = 404, body = Problem)))]
pub async fn list(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Query(query): Query<EntriesQuery>,
) -> ApiResult<Json<EntriesPage>> {
    let can = live.attend(&caller, lesson).await?;
    let viewer = Viewer { person: can.person(), role: role(can.role()), class: can.class() };
    let after = query.after.unwrap_or(0);
    let limit = query.limit.unwrap_or(ENTRIES_PAGE_MAX).clamp(1, ENTRIES_PAGE_MAX);
    let entries: Result<Vec<Entry>, db::Error> = live
        .ctx
        .db
        .read("entries.list", async move |tx: &Tx| {
            if query.ink {
                read::entries(tx, lesson, after, limit).await
            } else {
                read::entries_but_ink(tx, lesson, after, limit).await
            }
        })
        .await;
    let mut entries = entries?;
    let mut is_full = entries.len() == limit as usize;
    if let Some(fit) = too_much_ink(&entries) {
        entries.truncate(fit);
        is_full = true;
    }
    let next = entries.last().filter(|_| is_full).map(|entry| entry.seq);
    let items = entries.iter().filter_map(|entry| view::entry_for(&viewer, entry)).collect();
    Ok(Json(EntriesPage { items, next }))
}

/// How many entries a page has when all of them have too much ink for it.
fn too_much_ink(entries: &[Entry]) -> Option<usize> {
    let mut bytes = 0;
    let end = entries.iter().position(|entry| {
        if let Body::InkDrawn(said) = &entry.body {
            bytes += said.op.bytes().len();
        }
        bytes > ENTRIES_INK_BYTES
    });
    end.map(|end| end.max(1))
}

//! `GET /api/lessons/{id}/ink/log`: how a surface came to be.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::header::CONTENT_TYPE;
use serde::Deserialize;
use utoipa::IntoParams;
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiResult, Path, Query};
use xingtan_room::entry::{Body, Entry};
use xingtan_room::ink::Log;

use super::surface::lawful;
use crate::journal::read;
use crate::limits::{INK_LOG_BYTES, INK_PAGE_MAX};
use crate::state::Live;

/// Which surface, from where on.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LogQuery {
    /// Its name: `slide/{deck}/{slide}` or `board/{page}`.
    pub surface: String,
    /// What the page before answered as `Xingtan-Next`; absent for the beginning.
    pub cursor: Option<u32>,
}

/// The operations on a surface with their times and authors, as `docs/protocol/room.md` writes
/// them, some 256 KiB at a time. `Xingtan-Next` is there when there are more.
#[utoipa::path(get, path = "/api/lessons/{id}/ink/log", tag = "live",
    params(("id" = LessonId, Path), LogQuery),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>,
            headers(("Xingtan-Next" = u32, description = "The next page's cursor."))),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn log(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Query(query): Query<LogQuery>,
) -> ApiResult<Response> {
    live.attend(&caller, lesson).await?;
    log_of(&live, lesson, &query, |person| person).await
}

/// A page of a surface's log, with its authors as they are to be called. Asks nothing about access.
pub(crate) async fn log_of(
    live: &Live,
    lesson: LessonId,
    query: &LogQuery,
    called: impl Fn(PersonId) -> PersonId + Send + Sync,
) -> ApiResult<Response> {
    lawful(&query.surface)?;
    let mut page = begin(live, lesson, query).await?;
    while !page.is_full {
        let (name, after) = (query.surface.clone(), page.after);
        let entries = async move |tx: &Tx| -> Result<_, db::Error> {
            read::ink(tx, lesson, &name, after, INK_PAGE_MAX).await
        };
        let entries = live.ctx.db.read("ink.log", entries).await?;
        entries.iter().for_each(|entry| page.take(entry, &called));
        if entries.len() < INK_PAGE_MAX as usize {
            break;
        }
    }
    let next = page.is_full.then_some([("xingtan-next", page.after.to_string())]);
    let kind = [(CONTENT_TYPE, "application/octet-stream")];
    Ok(match next {
        Some(next) => (kind, next, page.log.into_bytes()).into_response(),
        None => (kind, page.log.into_bytes()).into_response(),
    })
}

/// A page that begins where the one before ended; its times go on from there.
async fn begin(live: &Live, lesson: LessonId, query: &LogQuery) -> Result<Page, db::Error> {
    let after = query.cursor.unwrap_or(0);
    let surface = query.surface.clone();
    let last_ms = async move |tx: &Tx| -> Result<_, db::Error> {
        read::ink_ms(tx, lesson, &surface, after).await
    };
    let last_ms = match after {
        0 => 0,
        _ => live.ctx.db.read("ink.log", last_ms).await?,
    };
    Ok(Page { log: Log::after(last_ms), after, is_full: false })
}

struct Page {
    log: Log,
    /// The last entry looked at.
    after: u32,
    /// An entry did not fit any more.
    is_full: bool,
}

impl Page {
    fn take(&mut self, entry: &Entry, called: impl Fn(PersonId) -> PersonId) {
        if self.is_full {
            return;
        }
        if let (Body::InkDrawn(said), Some(by)) = (&entry.body, entry.by) {
            let size_bytes = self.log.size_bytes();
            if size_bytes > 0 && size_bytes + said.op.bytes().len() > INK_LOG_BYTES {
                self.is_full = true;
                return;
            }
            self.log.push(entry.at_ms, called(by), said.op.bytes());
        }
        self.after = entry.seq;
    }
}

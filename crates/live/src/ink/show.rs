//! `GET /api/lessons/{id}/ink`: a surface as it is.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde::Deserialize;
use utoipa::IntoParams;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiResult, Path, Query};
use xingtan_teaching::lessons::LessonState;

use super::surface::lawful;
use crate::journal::read;
use crate::lessons::opening::room_problem;
use crate::limits::INK_PAGE_MAX;
use crate::rooms::Drawn;
use crate::state::Live;

/// Which surface.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SurfaceQuery {
    /// Its name: `slide/{deck}/{slide}` or `board/{page}`.
    pub surface: String,
}

/// What is drawn on a surface, as `docs/protocol/ink.md` writes it; nothing drawn is an empty
/// surface. `Xingtan-Seq` says up to which entry; ink entries after it are to be added.
#[utoipa::path(get, path = "/api/lessons/{id}/ink", tag = "live",
    params(("id" = LessonId, Path), SurfaceQuery),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>,
            headers(("Xingtan-Seq" = u32, description = "The last entry that it holds."))),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn show(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Query(query): Query<SurfaceQuery>,
) -> ApiResult<Response> {
    live.attend(&caller, lesson).await?;
    lawful(&query.surface)?;
    let (seq, bytes) = match live.stands(lesson).await?.state {
        LessonState::Planned => (0, Drawn::default().snapshot(&query.surface)),
        LessonState::Open => {
            let door = live.door(lesson).await?;
            door.ink(&query.surface).await.map_err(room_problem)?
        }
        LessonState::Closed => fold(&live, lesson, &query.surface).await?,
    };
    let headers = [
        (CONTENT_TYPE.as_str(), "application/octet-stream".to_owned()),
        ("xingtan-seq", seq.to_string()),
    ];
    Ok((headers, bytes).into_response())
}

/// Folds a surface from the journal, page by page.
async fn fold(live: &Live, lesson: LessonId, surface: &str) -> Result<(u32, Bytes), db::Error> {
    let mut drawn = Drawn::default();
    let mut seq = 0;
    loop {
        let (name, after) = (surface.to_owned(), seq);
        let page = async move |tx: &Tx| -> Result<_, db::Error> {
            read::ink(tx, lesson, &name, after, INK_PAGE_MAX).await
        };
        let page = live.ctx.db.read("ink.show", page).await?;
        let Some(last) = page.last() else { break };
        seq = last.seq;
        page.iter().for_each(|entry| drawn.take(entry));
    }
    Ok((seq, drawn.snapshot(surface)))
}

//! `GET /api/lessons/{id}/preview`: where staff see their own picture before the lesson opens.
//!
//! The room's socket tells everyone the same media address, so that this one has a door of its
//! own: only the lesson's staff get it, and it is signed for a scope that no other address has.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_room::entry::Track;
use xingtan_teaching::access::staff_access;

use crate::hub::{Audience, Output};
use crate::ingest::{StreamProblem, StreamStats};
use crate::limits::MEDIA_TOKEN_MS;
use crate::media_side::MediaSide;
use crate::recording::rows;

/// A lesson's picture as nobody but its staff may see it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Preview {
    /// Address prefix of the preview, with its signature.
    pub prefix: String,
    /// Until when it is good.
    pub until: UtcMs,
    /// The tracks that arrive; none while nothing does, and none in an open lesson, whose picture
    /// everyone sees.
    pub tracks: Vec<Track>,
    /// What the encoder sends, while one publishes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signal: Option<StreamStats>,
    /// What last went wrong; gone when an encoder is let in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<StreamProblem>,
}

/// Shows the lesson's staff their own picture while learners wait.
#[utoipa::path(get, path = "/api/lessons/{id}/preview", tag = "live",
    params(("id" = LessonId, Path)), responses((status = 200, body = Preview)))]
pub async fn show(
    State(side): State<MediaSide>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<Preview>> {
    let (now, person) = (side.ctx().clock.now(), caller.person);
    side.ctx()
        .db
        .read("media_access.preview", async move |tx: &Tx| -> Result<_, ApiError> {
            staff_access(tx, person, lesson, now).await.map_err(ApiError::from)
        })
        .await?;
    let prefix = side.preview_prefix(lesson, now.plus_ms(MEDIA_TOKEN_MS));
    let live = side.hubs().known(lesson, Output::Programme);
    let live = live.and_then(|hub| hub.live(Audience::Preview));
    let tracks = live.map(|run| rows::tracks(&run.configs())).unwrap_or_default();
    Ok(Json(Preview {
        prefix: prefix.path,
        until: prefix.until,
        tracks,
        signal: side.gate().stats(lesson),
        problem: side.gate().problem(lesson),
    }))
}

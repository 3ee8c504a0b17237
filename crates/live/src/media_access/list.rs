//! `GET /api/lessons/{id}/media`: where a lesson's stream can be watched.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_identity::Caller;
use xingtan_identity::access::AccessError;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_teaching::access::attend_access;

use crate::limits::MEDIA_TOKEN_MS;
use crate::media_limits::ADDRESS_MS;
use crate::media_side::MediaSide;

/// A way to watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// Fragmented MP4 in one long response, for MSE.
    Fmp4,
    /// HTTP-FLV.
    Flv,
    /// HLS.
    Hls,
    /// The sound alone in few bits, as fragmented MP4 in one long response.
    Voice,
    /// The same as HLS, for phones that are locked and for native players.
    VoiceHls,
    /// The stage by WebRTC, with hardly any delay: an address for WHEP.
    Whep,
}

/// An address to watch a lesson at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MediaAddress {
    /// Which kind of output it gives.
    pub kind: MediaKind,
    /// The address on this server.
    pub url: String,
    /// Until when the address is good.
    pub until: UtcMs,
}

/// Lists the addresses of a lesson, also while nothing is published yet.
#[utoipa::path(get, path = "/api/lessons/{id}/media", tag = "live",
    params(("id" = LessonId, Path)), responses((status = 200, body = Vec<MediaAddress>)))]
pub async fn list(
    State(side): State<MediaSide>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<Vec<MediaAddress>>> {
    let (now, person) = (side.ctx().clock.now(), caller.person);
    side.ctx()
        .db
        .read("media_access.list", async move |tx: &Tx| -> Result<_, ApiError> {
            attend_access(tx, person, lesson, now).await.map_err(AccessError::into)
        })
        .await?;
    let of = |kind, file, good_ms| {
        let prefix = side.prefix(lesson, now.plus_ms(good_ms));
        MediaAddress { kind, url: format!("{}/{file}", prefix.path), until: prefix.until }
    };
    // A native player cannot be given another address while it plays.
    Ok(Json(vec![
        of(MediaKind::Fmp4, "live.mp4", MEDIA_TOKEN_MS),
        of(MediaKind::Flv, "live.flv", MEDIA_TOKEN_MS),
        of(MediaKind::Hls, "index.m3u8", ADDRESS_MS),
        of(MediaKind::Voice, "voice/live.mp4", MEDIA_TOKEN_MS),
        of(MediaKind::VoiceHls, "voice/index.m3u8", ADDRESS_MS),
        of(MediaKind::Whep, "whep", MEDIA_TOKEN_MS),
    ]))
}

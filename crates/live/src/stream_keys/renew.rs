//! `POST /api/lessons/{id}/stream-key`: a new key; whoever publishes with the old one is sent away.

use axum::extract::State;
use axum::http::HeaderMap;
use xingtan_base::ids::LessonId;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_teaching::access::staff_access;

use super::show::host;
use super::{Stream, rows};
use crate::media_side::MediaSide;

/// Gives the lesson a new key.
#[utoipa::path(post, path = "/api/lessons/{id}/stream-key", tag = "live",
    params(("id" = LessonId, Path)), responses((status = 200, body = Stream)))]
pub async fn renew(
    State(side): State<MediaSide>,
    caller: Caller,
    headers: HeaderMap,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<Stream>> {
    let now = side.ctx().clock.now();
    let fresh = side.ctx().ids.secret(18);
    let (person, key) = (caller.person, fresh.clone());
    side.ctx()
        .db
        .write("stream_keys.renew", async move |tx: &Tx| -> Result<_, ApiError> {
            staff_access(tx, person, lesson, now).await?;
            Ok(rows::replace(tx, lesson, &fresh, now).await?)
        })
        .await?;
    side.gate().set_key(lesson, &key);
    side.gate().send_away(lesson);
    side.stages().key_changed(lesson).await;
    Ok(Json(Stream::new(&side, lesson, key, (host(&headers), caller.language))))
}

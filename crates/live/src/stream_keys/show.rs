//! `GET /api/lessons/{id}/stream`: how to publish to a lesson, and how that stands.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use xingtan_base::ids::LessonId;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_teaching::access::staff_access;

use super::{Stream, rows};
use crate::media_side::MediaSide;

/// Shows the lesson's staff what to type into the encoder, and what it sends.
#[utoipa::path(get, path = "/api/lessons/{id}/stream", tag = "live",
    params(("id" = LessonId, Path)), responses((status = 200, body = Stream)))]
pub async fn show(
    State(side): State<MediaSide>,
    caller: Caller,
    headers: HeaderMap,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<Stream>> {
    let now = side.ctx().clock.now();
    let fresh = side.ctx().ids.secret(18);
    let person = caller.person;
    let key = side
        .ctx()
        .db
        .write("stream_keys.show", async move |tx: &Tx| -> Result<_, ApiError> {
            staff_access(tx, person, lesson, now).await?;
            Ok(rows::of(tx, lesson, &fresh, now).await?)
        })
        .await?;
    Ok(Json(Stream::new(&side, lesson, key, (host(&headers), caller.language))))
}

/// The host by which the caller reached us.
pub(super) fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok()
}

//! `PUT /api/lessons/{id}/classes/{class}/still`.

use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use bytes::Bytes;
use utoipa::ToSchema;
use xingtan_base::ids::{ClassId, LessonId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::http::extract::body_lost;
use xingtan_platform::http::{ApiResult, Path};

use super::access::{CanShowClass, show_access};
use super::refusals::{not_jpeg, not_open, too_large, too_soon};
use super::stills::Still;
use crate::limits::STILL_BYTES_MAX;
use crate::state::Live;

/// A JPEG of 12 KiB at most.
#[derive(ToSchema)]
#[expect(dead_code, reason = "It describes the body, which is bytes.")]
pub struct ClassStill(Vec<u8>);

/// Shows the staff a still picture of a class; from its screen alone. It takes the place of the
/// one before, is in memory only, and goes with the lesson.
#[utoipa::path(put, path = "/api/lessons/{id}/classes/{class}/still", tag = "live",
    params(("id" = LessonId, Path), ("class" = ClassId, Path)),
    request_body(content = ClassStill, content_type = "image/jpeg"),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem)))]
pub async fn put(
    State(live): State<Live>,
    caller: Caller,
    Path((lesson, class)): Path<(LessonId, ClassId)>,
    body: Result<Bytes, BytesRejection>,
) -> ApiResult<StatusCode> {
    let CanShowClass { lesson, class } = show_access(&live, &caller, (lesson, class)).await?;
    let jpeg = body.map_err(|error| body_lost(&error))?;
    if jpeg.len() > STILL_BYTES_MAX {
        return Err(too_large().into());
    }
    if !is_jpeg(&jpeg) {
        return Err(not_jpeg().into());
    }
    if live.rooms.clock(lesson).is_none() {
        return Err(not_open().into());
    }
    // Those of lessons that ended otherwise than by their teachers.
    live.stills.retain(|lesson| live.rooms.clock(lesson).is_some());
    let still = Still { jpeg, at: live.ctx.clock.now() };
    live.stills.keep((lesson, class), still).map_err(too_soon)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether it begins and ends as a JPEG does. What is between only a browser reads.
fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8, 0xff]) && bytes.ends_with(&[0xff, 0xd9])
}

//! `GET /api/lessons/{id}/classes/{class}/still`.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use xingtan_base::ids::{ClassId, LessonId};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::http::{ApiResult, Path};

use super::access::see_access;
use crate::state::Live;

/// The newest still picture of a class, while the lesson goes on; for its staff.
#[utoipa::path(get, path = "/api/lessons/{id}/classes/{class}/still", tag = "live",
    params(("id" = LessonId, Path), ("class" = ClassId, Path)),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn show(
    State(live): State<Live>,
    caller: Caller,
    Path((lesson, class)): Path<(LessonId, ClassId)>,
) -> ApiResult<Response> {
    let can = see_access(&live, &caller, lesson).await?;
    if !can.sees(class) {
        return Err(problems::forbidden().into());
    }
    let goes_on = live.rooms.clock(can.lesson).is_some();
    let still = live.stills.of((can.lesson, class)).filter(|_| goes_on);
    let still = still.ok_or_else(problems::not_found)?;
    let headers = [
        (CONTENT_TYPE, "image/jpeg"),
        (CACHE_CONTROL, "no-store"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ];
    Ok((headers, still.jpeg).into_response())
}

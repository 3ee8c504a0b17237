//! `POST /api/lessons/{id}/whep`: watches a lesson's stage (draft-ietf-wish-whep), for who is
//! signed in and may enter the lesson.

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::access::CanWatch;
use super::answers::{self, come, go};
use crate::media_side::MediaSide;

/// Begins to watch: an SDP offer comes, the answer goes back. The session it began is at
/// `Location`. Nothing comes while nobody sends; then it comes by itself.
#[utoipa::path(post, path = "/api/lessons/{id}/whep", tag = "live",
    params(("id" = LessonId, Path)),
    request_body(content = String, content_type = "application/sdp"),
    responses((status = 201, body = String, content_type = "application/sdp"),
        (status = 409, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem)))]
pub async fn begin(
    State(side): State<MediaSide>,
    can: CanWatch,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> ApiResult<Response> {
    let session = can.session();
    let place = format!("/api/lessons/{}/whep", session.lesson);
    come(&side, (session, None), (&headers, body), &place).await
}

/// Ends watching.
#[utoipa::path(delete, path = "/api/lessons/{id}/whep/{session}", tag = "live",
    params(("id" = LessonId, Path), ("session" = String, Path)),
    responses((status = 200), (status = 404, body = Problem)))]
pub async fn end(
    State(side): State<MediaSide>,
    can: CanWatch,
    Path(place): Path<(LessonId, String)>,
) -> ApiResult<StatusCode> {
    go(&side, can.session(), &place.1).await
}

/// What may be asked for here, and by which TURN server who may come is reached.
pub async fn options(State(side): State<MediaSide>, can: Result<CanWatch, ApiError>) -> Response {
    answers::options(&side, can.ok().map(|can| can.session()))
}

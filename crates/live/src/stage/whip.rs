//! `POST /api/lessons/{id}/whip`: sends picture and sound to a lesson (RFC 9725). An encoder has
//! the lesson's stream key as its bearer token; a browser is signed in as one who has a seat on the
//! stage, or as one of the staff. The first picture of an offer is a camera's, each further one
//! shows a screen.

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::access::CanSend;
use super::answers::{self, come, go};
use crate::media_side::MediaSide;

/// Begins to send: an SDP offer comes, the answer goes back. The session it began is at
/// `Location`.
#[utoipa::path(post, path = "/api/lessons/{id}/whip", tag = "live",
    params(("id" = LessonId, Path)),
    request_body(content = String, content_type = "application/sdp"),
    responses((status = 201, body = String, content_type = "application/sdp"),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem)))]
pub async fn begin(
    State(side): State<MediaSide>,
    can: CanSend,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> ApiResult<Response> {
    let (session, seat) = can.into_parts();
    let place = format!("/api/lessons/{}/whip", session.lesson);
    come(&side, (session, seat), (&headers, body), &place).await
}

/// Ends sending.
#[utoipa::path(delete, path = "/api/lessons/{id}/whip/{session}", tag = "live",
    params(("id" = LessonId, Path), ("session" = String, Path)),
    responses((status = 200), (status = 404, body = Problem)))]
pub async fn end(
    State(side): State<MediaSide>,
    can: CanSend,
    Path(place): Path<(LessonId, String)>,
) -> ApiResult<StatusCode> {
    go(&side, can.into_parts().0, &place.1).await
}

/// What may be asked for here, and by which TURN server who may come is reached.
pub async fn options(State(side): State<MediaSide>, can: Result<CanSend, ApiError>) -> Response {
    answers::options(&side, can.ok().map(|can| can.into_parts().0))
}

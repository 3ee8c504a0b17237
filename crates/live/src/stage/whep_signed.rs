//! `POST /media/{token}/{scope}/whep`: the same as WHEP for who was given a signed address, as
//! players are that know no sign-in.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use xingtan_platform::http::ApiResult;

use super::access::signed;
use super::answers::{self, come, go};
use crate::media_side::MediaSide;

/// Begins to watch.
pub async fn begin(
    State(side): State<MediaSide>,
    Path((token, scope)): Path<(String, String)>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> ApiResult<Response> {
    let session = signed(&side, &token, &scope)?.session();
    come(&side, (session, None), (&headers, body), &format!("/media/{token}/{scope}/whep")).await
}

/// Ends watching.
pub async fn end(
    State(side): State<MediaSide>,
    Path((token, scope, name)): Path<(String, String, String)>,
) -> ApiResult<StatusCode> {
    let session = signed(&side, &token, &scope)?.session();
    go(&side, session, &name).await
}

/// What may be asked for here, and by which TURN server who may come is reached.
pub async fn options(
    State(side): State<MediaSide>,
    Path((token, scope)): Path<(String, String)>,
) -> Response {
    answers::options(&side, signed(&side, &token, &scope).ok().map(|can| can.session()))
}

//! `PATCH /api/uploads/{id}`: a piece of a file.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::{OwnedSemaphorePermit, oneshot};
use utoipa::ToSchema;
use xingtan_base::ids::UploadId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::http::problem::answer;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::headers::{self, OFFSET, Spoken};
use super::piece::{self, Met};
use crate::Library;
use crate::limits::PIECE_BYTES_MAX;

/// The bytes of a piece.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "It only describes the body.")]
pub struct PieceOfFile(Vec<u8>);

/// Sends a piece of one's own file, at most 8 MiB. What has arrived of one that was cut off is
/// kept; the answer says where the file goes on, and so does that of a piece at a wrong offset.
#[utoipa::path(patch, path = "/api/uploads/{id}", tag = "library",
    params(("id" = UploadId, Path), ("Upload-Offset" = u64, Header)),
    request_body(content = PieceOfFile, content_type = "application/offset+octet-stream"),
    responses((status = 204, headers(("Upload-Offset" = u64))),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, headers(("Upload-Offset" = u64))),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 423, body = Problem), (status = 503, body = Problem)))]
pub async fn write(
    State(library): State<Library>,
    caller: Caller,
    Path(id): Path<UploadId>,
    _: Spoken,
    headers: HeaderMap,
    body: Body,
) -> ApiResult<Response> {
    let is_piece =
        headers.get(CONTENT_TYPE).is_some_and(|kind| kind == "application/offset+octet-stream");
    if !is_piece {
        return Err(not_a_piece().into());
    }
    let offset = headers::number(&headers, OFFSET)?;
    let length = match headers.get(CONTENT_LENGTH) {
        Some(_) => Some(headers::number(&headers, CONTENT_LENGTH.as_str())?),
        None => None,
    };
    let most = usize::try_from(length.unwrap_or(PIECE_BYTES_MAX as u64)).unwrap_or(usize::MAX);
    if most > PIECE_BYTES_MAX {
        return Err(too_long().into());
    }
    let room = room(&library, most)?;
    let piece = match piece::begin(&library.ctx, caller.person, id, (offset, length)).await? {
        Met::Go(piece) => piece,
        Met::WrongOffset(right) => return Ok(with_offset(answer(&wrong_offset()), right)),
    };
    // In a task of its own: a request whose connection is cut ends where it waits, and what has
    // arrived of it is to be kept.
    let (told, tell) = oneshot::channel();
    let ctx = library.ctx.clone();
    library.ctx.tasks.spawn("upload.piece", async move {
        let taken = piece.take(&ctx, body, most).await;
        drop(room);
        // Nobody listens when the connection was cut.
        let _ = told.send(taken);
    });
    let lost = |error: oneshot::error::RecvError| ApiError::Internal(error.into());
    let next = tell.await.map_err(lost)??;
    let headers = [(CACHE_CONTROL, "no-store")];
    Ok(with_offset((StatusCode::NO_CONTENT, headers).into_response(), next))
}

fn with_offset(mut response: Response, offset: u64) -> Response {
    response.headers_mut().insert(OFFSET, HeaderValue::from(offset));
    response
}

/// Room in memory for so many bytes.
fn room(library: &Library, bytes: usize) -> Result<OwnedSemaphorePermit, Problem> {
    let kib = u32::try_from(bytes.div_ceil(1 << 10)).unwrap_or(u32::MAX);
    Arc::clone(&library.pieces).try_acquire_many_owned(kib).map_err(|_| no_room())
}

/// 415: the body is not a piece of a file.
fn not_a_piece() -> Problem {
    let title = "Send the piece as application/offset+octet-stream.";
    Problem::new(415, "request.not_a_piece", title)
}

/// 413: the piece is too long.
fn too_long() -> Problem {
    Problem::new(413, "request.too_large", "A piece of a file may have 8 MiB.")
}

/// 409: the file goes on elsewhere; the header says where.
fn wrong_offset() -> Problem {
    Problem::new(409, "upload.wrong_offset", "The file goes on at another offset.")
}

/// 503: too many pieces arrive at once.
fn no_room() -> Problem {
    Problem::new(503, "upload.no_room", "Too many files arrive at once; wait a moment.")
        .retry_after_s(2)
}

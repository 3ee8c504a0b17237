//! `POST /api/lessons/{id}/ink/pictures`.

use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use bytes::Bytes;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_library::convert::{ConvertProblem, Redrawn, redrawn};
use xingtan_library::uploads::upload::store_away;
use xingtan_platform::db::Tx;
use xingtan_platform::http::extract::body_lost;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_teaching::access;
use xingtan_teaching::lessons::LessonState;

use super::file;
use super::rows::{self, PictureRow};
use crate::limits::{INK_PICTURE_BYTES_MAX, INK_PICTURES_MAX};
use crate::state::Live;

/// A JPEG, PNG or WebP.
#[derive(ToSchema)]
#[expect(dead_code, reason = "It describes the body, which is bytes.")]
pub struct PictureFile(Vec<u8>);

/// A picture that ink may name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InkPicture {
    /// The name for an element of the kind `image`.
    pub file: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

/// Takes a picture for the boards and slides of a lesson that is open. It is drawn anew, so
/// that nothing is in it but what is seen. The same picture again is one.
#[utoipa::path(post, path = "/api/lessons/{id}/ink/pictures", tag = "live",
    params(("id" = LessonId, Path)),
    request_body(content = PictureFile, content_type = "image/webp"),
    responses((status = 201, body = InkPicture), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub async fn add(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    body: Result<Bytes, BytesRejection>,
) -> ApiResult<(StatusCode, Json<InkPicture>)> {
    live.teach(&caller, lesson).await?;
    let bytes = body.map_err(|error| body_lost(&error))?;
    if live.stands(lesson).await?.state != LessonState::Open {
        return Err(not_open().into());
    }
    let row = draw(&live, bytes).await?;
    let PictureRow { file, width, height, .. } = store(&live, (&caller, lesson), row).await?;
    Ok((StatusCode::CREATED, Json(InkPicture { file, width, height })))
}

/// A picture and its bytes.
struct Drawn {
    row: PictureRow,
    webp: Bytes,
}

/// Pictures are drawn one after the other: each takes much memory for a moment.
async fn draw(live: &Live, bytes: Bytes) -> ApiResult<Drawn> {
    let _turn = live.drawing.acquire().await.map_err(anyhow::Error::from)?;
    let Redrawn { webp, width, height } = tokio::task::spawn_blocking(move || redrawn(&bytes))
        .await
        .map_err(ConvertProblem::from)
        .flatten()
        .map_err(refused)?;
    if webp.len() as u64 > INK_PICTURE_BYTES_MAX {
        return Err(refused(ConvertProblem::TooLarge));
    }
    let row = PictureRow { file: file::name(&webp), width, height, bytes: webp.len() as u64 };
    Ok(Drawn { row, webp: webp.into() })
}

/// Its row first: what is in the file store is counted.
async fn store(
    live: &Live,
    (caller, lesson): (&Caller, LessonId),
    Drawn { row, webp }: Drawn,
) -> ApiResult<PictureRow> {
    let (by, now, kept) = (caller.person, live.ctx.clock.now(), row.clone());
    let is_new = live
        .ctx
        .db
        .write("ink.pictures.add", async move |tx: &Tx| {
            access::staff_access(tx, by, lesson, now).await?;
            if rows::is_kept(tx, lesson, &kept.file).await? {
                return Ok(false);
            }
            if rows::count(tx, lesson).await? >= INK_PICTURES_MAX {
                return Err(ApiError::from(too_many()));
            }
            rows::keep(tx, lesson, &kept, (by, now)).await?;
            Ok(true)
        })
        .await?;
    // One that was there may have been lost on its way to the store: it is put there again.
    let Err(error) = live.ctx.files.put(&file::key(lesson, &row.file), &webp).await else {
        return Ok(row);
    };
    tracing::warn!(%error, "A picture was not stored.");
    if is_new {
        let gone = row.file.clone();
        let forget = async move |tx: &Tx| -> Result<(), ApiError> {
            Ok(rows::forget(tx, lesson, &gone).await?)
        };
        live.ctx.db.write("ink.pictures.forget", forget).await?;
    }
    Err(store_away().into())
}

fn refused(problem: ConvertProblem) -> ApiError {
    match problem {
        ConvertProblem::Failed(error) => ApiError::from(error),
        ConvertProblem::TooLarge => {
            Problem::new(422, "picture.too_large", "The picture is too large.").into()
        }
        _ => Problem::new(422, "picture.unreadable", "This is no JPEG, PNG or WebP.").into(),
    }
}

fn not_open() -> Problem {
    Problem::new(409, "picture.not_open", "Pictures are put on boards while the lesson is open.")
}

fn too_many() -> Problem {
    Problem::new(409, "picture.too_many", "The lesson has too many pictures.")
}

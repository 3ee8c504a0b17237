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
use crate::limits::INK_PICTURES_MAX;
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

/// Takes a picture for the boards and slides of a lesson that is not over. It is drawn anew, so
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
    if live.stands(lesson).await?.state == LessonState::Closed {
        return Err(over().into());
    }
    let drawn = tokio::task::spawn_blocking(move || redrawn(&bytes))
        .await
        .map_err(ConvertProblem::from)
        .flatten()
        .map_err(refused)?;
    let Redrawn { webp, width, height } = drawn;
    let row = PictureRow { file: file::name(&webp), width, height, bytes: webp.len() as u64 };
    let key = file::key(lesson, &row.file);
    live.ctx.files.put(&key, &Bytes::from(webp)).await.map_err(|error| {
        tracing::warn!(%error, "A picture was not stored.");
        store_away()
    })?;
    let (by, now, kept) = (caller.person, live.ctx.clock.now(), row.clone());
    live.ctx
        .db
        .write("ink.pictures.add", async move |tx: &Tx| {
            access::staff_access(tx, by, lesson, now).await?;
            if rows::count(tx, lesson).await? >= INK_PICTURES_MAX {
                return Err(ApiError::from(too_many()));
            }
            rows::keep(tx, lesson, &kept, (by, now)).await?;
            Ok(())
        })
        .await?;
    let PictureRow { file, width, height, .. } = row;
    Ok((StatusCode::CREATED, Json(InkPicture { file, width, height })))
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

fn over() -> Problem {
    Problem::new(409, "lesson.already_closed", "The lesson is over.")
}

fn too_many() -> Problem {
    Problem::new(409, "picture.too_many", "The lesson has too many pictures.")
}

//! `GET /api/lessons/{id}/questions`.

use axum::extract::State;
use xingtan_base::ids::LessonId;
use xingtan_base::paging::{Page, PageQuery};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path, Query};

use super::prepared::{self, PreparedQuestion};
use crate::{Teaching, access};

/// Lists a lesson's prepared questions with their keys, to its staff.
#[utoipa::path(get, path = "/api/lessons/{id}/questions", tag = "teaching",
    params(("id" = LessonId, Path), PageQuery),
    responses((status = 200, body = Page<PreparedQuestion>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(id): Path<LessonId>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<PreparedQuestion>>> {
    let (now, limit) = (teaching.ctx.clock.now(), page.limit());
    let questions = teaching
        .ctx
        .db
        .read("questions.list", async move |tx: &Tx| {
            let can = access::staff_access(tx, caller.person, id, now).await?;
            let from = match page.cursor.as_deref().map(str::parse::<u32>).transpose() {
                Ok(last) => last.map_or(0, |last| i64::from(last) + 1),
                Err(_) => return Err(problems::invalid().field("cursor", "malformed").into()),
            };
            Ok::<_, ApiError>(prepared::from(tx, &can, from, limit + 1).await?)
        })
        .await?;
    Ok(Json(Page::from_overread(questions, limit, |last| last.position.to_string())))
}

//! `GET /api/editions/{id}/source/ink` and `GET /api/lessons/{id}/edition/source/ink`: how a
//! surface of the source came to be, as its own replay is told it, but for who wrote: the writers
//! are told apart and not by their ids, for they are of another class.

use axum::extract::State;
use axum::response::Response;
use md5::{Digest as _, Md5};
use xingtan_base::ids::{EditionId, LessonId, PersonId, uuid_v7};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::http::{ApiResult, Path, Query};

use super::source::{edition_source, lesson_source};
use crate::ink::log::{LogQuery, log_of};
use crate::state::Live;

/// The ink of the recording behind an edition, for as long as its owner may use it.
#[utoipa::path(get, path = "/api/editions/{id}/source/ink", tag = "live",
    params(("id" = EditionId, Path), LogQuery),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>,
            headers(("Xingtan-Next" = u32, description = "The next page's cursor."))),
        (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn of_edition(
    State(live): State<Live>,
    caller: Caller,
    Path(id): Path<EditionId>,
    Query(query): Query<LogQuery>,
) -> ApiResult<Response> {
    let source = edition_source(&live, caller.person, id).await?;
    log(&live, source, &query).await
}

/// The ink of the recording behind what a lesson plays, to the lesson's people.
#[utoipa::path(get, path = "/api/lessons/{id}/edition/source/ink", tag = "live",
    params(("id" = LessonId, Path), LogQuery),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>,
            headers(("Xingtan-Next" = u32, description = "The next page's cursor."))),
        (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn of_lesson(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Query(query): Query<LogQuery>,
) -> ApiResult<Response> {
    let source = lesson_source(&live, caller.person, lesson).await?;
    log(&live, source, &query).await
}

async fn log(live: &Live, source: LessonId, query: &LogQuery) -> ApiResult<Response> {
    let secret = live.ctx.keys.media().to_owned();
    log_of(live, source, query, |person| unnamed(&secret, source, person)).await
}

/// Somebody as no one: the same in one lesson, another in every other.
fn unnamed(secret: &str, source: LessonId, person: PersonId) -> PersonId {
    let digest = Md5::digest(format!("writer {source} {person} {secret}").as_bytes());
    let mut random = [0; 10];
    random.copy_from_slice(&digest[..10]);
    PersonId::from_uuid(uuid_v7(0, random))
}

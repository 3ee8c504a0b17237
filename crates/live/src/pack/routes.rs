//! The routes of packs and their description.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, post};
use utoipa::OpenApi;

use super::limits::ANSWERS_BYTES_MAX;
use super::shelf::imports::{remove as call_off, show};
use super::shelf::{answer, export, list as shelf, open, put, serve, take_off};
use super::{Packs, ask, list, remove, take_answers};

#[derive(OpenApi)]
#[openapi(paths(
    list::list,
    ask::ask,
    remove::remove,
    take_answers::take,
    shelf::list,
    put::put,
    show::show,
    call_off::remove,
    open::open,
    take_off::take_off,
    answer::give,
    export::export,
))]
struct Description;

pub(crate) fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

pub(crate) fn routes(packs: Packs) -> Router {
    let take = post(take_answers::take).layer(DefaultBodyLimit::max(ANSWERS_BYTES_MAX));
    // It counts its bytes itself, as they go to the disk.
    let shelf = get(shelf::list).post(put::put).layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/api/lessons/{id}/packs", get(list::list).post(ask::ask))
        .route("/api/lessons/{id}/packs/{pack}", delete(remove::remove))
        .route("/api/lessons/{id}/pack-answers", take)
        .route("/api/schools/{school}/packs", shelf)
        .route("/api/pack-imports/{id}", get(show::show).delete(call_off::remove))
        .route("/api/packs/{id}", get(open::open).delete(take_off::take_off))
        .route("/api/packs/{id}/answers", get(export::export).post(answer::give))
        .route("/packs/{id}/{token}/{*file}", get(serve::serve))
        .with_state(packs)
}

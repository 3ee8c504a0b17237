//! The routes of this crate and their description.

use axum::Router;
use axum::routing::{get, post};
use utoipa::OpenApi;

use crate::entries::{list as entries, people};
use crate::gateway::connect;
use crate::ink::{log, show as ink};
use crate::late_answers::{give as give_late, list as late_answers};
use crate::lessons::{closing, opening};
use crate::media_side;
use crate::pack::{Packs, routes as packs};
use crate::report::{csv, show};
use crate::state::Live;
use crate::today::rooms;

#[derive(OpenApi)]
#[openapi(paths(
    opening::open,
    closing::close,
    entries::list,
    people::list,
    ink::show,
    log::log,
    show::show,
    csv::download,
    give_late::give,
    late_answers::list,
    connect::connect,
    rooms::show,
))]
struct Description;

/// The description of these routes.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi().merge_from(media_side::openapi()).merge_from(packs::openapi())
}

/// The routes of rooms, their journal, their report, their media and their packs.
pub fn routes(live: Live, packs: Packs) -> Router {
    let media = live.media.routes();
    Router::new()
        .route("/api/lessons/{id}/opening", post(opening::open))
        .route("/api/lessons/{id}/closing", post(closing::close))
        .route("/api/lessons/{id}/entries", get(entries::list))
        .route("/api/lessons/{id}/people", get(people::list))
        .route("/api/lessons/{id}/ink", get(ink::show))
        .route("/api/lessons/{id}/ink/log", get(log::log))
        .route("/api/lessons/{id}/report", get(show::show))
        .route("/api/lessons/{id}/report.csv", get(csv::download))
        .route("/api/lessons/{id}/late-answers", get(late_answers::list).post(give_late::give))
        .route("/api/today/rooms", get(rooms::show))
        .route("/ws/rooms/{lesson}", get(connect::connect))
        .with_state(live)
        .merge(media)
        .merge(packs::routes(packs))
}

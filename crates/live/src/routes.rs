//! The routes of this crate and their description.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};
use utoipa::OpenApi;

use crate::classes::{list as list_classes, show_still, still};
use crate::editions::{
    answers as edition_answers, attach as attach_edition, attached as attached_edition,
    change as change_edition, create as create_edition, decks as edition_decks,
    list as list_editions, remove as remove_edition, show as show_edition,
    source as edition_source, source_ink,
};
use crate::entries::{list as entries, people};
use crate::gateway::connect;
use crate::ink::{log, pictures, show as ink};
use crate::late_answers::{give as give_late, list as late_answers};
use crate::lessons::{closing, opening};
use crate::limits::{INK_PICTURE_UPLOAD_BYTES, STILL_BYTES_MAX};
use crate::media_side;
use crate::notes::{
    change as change_note, keep as keep_note, list as list_notes, remove as remove_note,
};
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
    pictures::add::add,
    show::show,
    csv::download,
    give_late::give,
    late_answers::list,
    list_classes::list,
    still::put,
    show_still::show,
    list_notes::list,
    keep_note::keep,
    change_note::change,
    remove_note::remove,
    create_edition::create,
    list_editions::list,
    show_edition::show,
    change_edition::change,
    remove_edition::remove,
    edition_source::of_edition,
    edition_source::of_lesson,
    source_ink::of_edition,
    source_ink::of_lesson,
    edition_decks::list,
    edition_decks::page,
    edition_decks::clip,
    edition_answers::give,
    edition_answers::list,
    attached_edition::show,
    attach_edition::attach,
    attach_edition::detach,
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
        .merge(editions())
        .route("/api/lessons/{id}/opening", post(opening::open))
        .route("/api/lessons/{id}/closing", post(closing::close))
        .route("/api/lessons/{id}/entries", get(entries::list))
        .route("/api/lessons/{id}/people", get(people::list))
        .route("/api/lessons/{id}/ink", get(ink::show))
        .route("/api/lessons/{id}/ink/log", get(log::log))
        .route(
            "/api/lessons/{id}/ink/pictures",
            post(pictures::add::add).layer(DefaultBodyLimit::max(INK_PICTURE_UPLOAD_BYTES)),
        )
        .route("/api/lessons/{id}/report", get(show::show))
        .route("/api/lessons/{id}/report.csv", get(csv::download))
        .route("/api/lessons/{id}/late-answers", get(late_answers::list).post(give_late::give))
        .route("/api/lessons/{id}/classes", get(list_classes::list))
        .route(
            "/api/lessons/{id}/classes/{class}/still",
            get(show_still::show)
                .put(still::put)
                // What is a little larger is told so in words of its own.
                .layer(DefaultBodyLimit::max(2 * STILL_BYTES_MAX)),
        )
        .route("/api/lessons/{id}/notes", get(list_notes::list).post(keep_note::keep))
        .route(
            "/api/lessons/{id}/notes/{note}",
            put(change_note::change).delete(remove_note::remove),
        )
        .route("/api/today/rooms", get(rooms::show))
        .route("/ws/rooms/{lesson}", get(connect::connect))
        .with_state(live)
        .merge(media)
        .merge(packs::routes(packs))
}

fn editions() -> Router<Live> {
    Router::new()
        .route("/api/editions", get(list_editions::list).post(create_edition::create))
        .route(
            "/api/editions/{id}",
            get(show_edition::show).put(change_edition::change).delete(remove_edition::remove),
        )
        .route("/api/editions/{id}/source", get(edition_source::of_edition))
        .route("/api/editions/{id}/source/ink", get(source_ink::of_edition))
        .route("/api/editions/{id}/decks", get(edition_decks::list))
        .route("/api/editions/{id}/deck/{deck}/{file}", get(edition_decks::page))
        .route("/api/editions/{id}/deck/{deck}/clip/{file}", get(edition_decks::clip))
        .route("/api/editions/{id}/answers", get(edition_answers::list).post(edition_answers::give))
        .route(
            "/api/lessons/{id}/edition",
            get(attached_edition::show).put(attach_edition::attach).delete(attach_edition::detach),
        )
        .route("/api/lessons/{id}/edition/source", get(edition_source::of_lesson))
        .route("/api/lessons/{id}/edition/source/ink", get(source_ink::of_lesson))
}

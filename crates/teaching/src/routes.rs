//! The routes of this crate and their description.

use axum::Router;
use axum::routing::{get, put};
use utoipa::OpenApi;

use crate::{Teaching, classrooms, courses, decks, lessons, questions, today};

#[derive(OpenApi)]
#[openapi(paths(
    today::show::show,
    today::schools::show,
    courses::list::list,
    courses::create::create,
    courses::show::show,
    courses::change::change,
    lessons::list::list,
    lessons::create::create,
    lessons::show::show,
    lessons::change::change,
    lessons::remove::remove,
    lessons::teachers::list,
    classrooms::current::show,
    classrooms::open::open,
    classrooms::clear::clear,
    classrooms::list::list,
    decks::list::list,
    decks::add::add,
    decks::remove::remove,
    questions::list::list,
    questions::add::add,
    questions::change::change,
    questions::remove::remove,
))]
struct Description;

/// The description of these routes.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

/// The routes of courses, lessons and prepared questions.
pub fn routes(teaching: Teaching) -> Router {
    Router::new()
        .route("/api/today", get(today::show::show))
        .route("/api/today/schools", get(today::schools::show))
        .route("/api/courses", get(courses::list::list).post(courses::create::create))
        .route("/api/courses/{id}", get(courses::show::show).patch(courses::change::change))
        .route("/api/schools/{school}/teachers", get(lessons::teachers::list))
        .route("/api/lessons", get(lessons::list::list).post(lessons::create::create))
        .route(
            "/api/lessons/{id}",
            get(lessons::show::show).patch(lessons::change::change).delete(lessons::remove::remove),
        )
        .route("/api/classrooms/current", get(classrooms::current::show))
        .route(
            "/api/classrooms/{id}/lesson",
            put(classrooms::open::open).delete(classrooms::clear::clear),
        )
        .route("/api/lessons/{id}/classrooms", get(classrooms::list::list))
        .route("/api/lessons/{id}/decks", get(decks::list::list))
        .route("/api/lessons/{id}/decks/{deck}", put(decks::add::add).delete(decks::remove::remove))
        .route("/api/lessons/{id}/questions", get(questions::list::list).post(questions::add::add))
        .route(
            "/api/lessons/{id}/questions/{question}",
            put(questions::change::change).delete(questions::remove::remove),
        )
        .with_state(teaching)
}

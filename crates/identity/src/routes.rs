//! The routes of this crate and their description.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, patch, post, put};
use utoipa::OpenApi;

use crate::classrooms::{arrival, end as end_classroom, list as classrooms, pair, pairing};
use crate::imports::{accept, discard, errors, passwords, preview, rows};
use crate::limits::IMPORT_BYTES_MAX;
use crate::organisations::{add_class, list as organisations};
use crate::passwords::{change as password, reset};
use crate::people::{add, change as person, list as people, resume, sign_out, stop};
use crate::sessions::{end, list as sessions, open};
use crate::setup::{complete, link};
use crate::{Identity, me};

#[derive(OpenApi)]
#[openapi(paths(
    open::open,
    sessions::list,
    end::everywhere,
    end::current,
    end::one,
    me::show::show,
    me::change::change,
    password::change,
    link::show,
    complete::complete,
    pairing::begin,
    arrival::arrive,
    pair::pair,
    classrooms::list,
    end_classroom::end,
    organisations::list,
    add_class::add_class,
    people::list,
    add::add,
    person::change,
    stop::stop,
    resume::resume,
    sign_out::sign_out,
    reset::reset,
    preview::preview,
    rows::rows,
    accept::accept,
    discard::discard,
    errors::errors,
    passwords::passwords,
))]
struct Description;

/// The description of these routes.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

/// The routes of people, organisations and sign-in.
pub fn routes(identity: Identity) -> Router {
    Router::new()
        .route("/api/sessions", post(open::open).get(sessions::list).delete(end::everywhere))
        .route("/api/sessions/current", delete(end::current))
        .route("/api/sessions/{id}", delete(end::one))
        .route("/api/me", get(me::show::show).patch(me::change::change))
        .route("/api/me/password", put(password::change))
        .route("/api/setup/{token}", get(link::show).post(complete::complete))
        .route("/api/pairings", post(pairing::begin))
        .route("/api/pairings/arrival", post(arrival::arrive))
        .route("/api/schools/{school}/classrooms", get(classrooms::list).post(pair::pair))
        .route("/api/schools/{school}/classrooms/{id}", delete(end_classroom::end))
        .route("/api/organisations", get(organisations::list))
        .route("/api/schools/{school}/classes", post(add_class::add_class))
        .route("/api/schools/{school}/people", get(people::list).post(add::add))
        .route("/api/schools/{school}/people/{person}", patch(person::change))
        .route("/api/schools/{school}/people/{person}/stop", put(stop::stop).delete(resume::resume))
        .route("/api/schools/{school}/people/{person}/sessions", delete(sign_out::sign_out))
        .route("/api/people/{person}/password", post(reset::reset))
        .route(
            "/api/schools/{school}/imports",
            post(preview::preview).layer(DefaultBodyLimit::max(IMPORT_BYTES_MAX)),
        )
        .route("/api/imports/{id}", delete(discard::discard))
        .route("/api/imports/{id}/rows", get(rows::rows))
        .route("/api/imports/{id}/acceptance", post(accept::accept))
        .route("/api/imports/{id}/errors.csv", get(errors::errors))
        .route("/api/imports/{id}/passwords.csv", get(passwords::passwords))
        .with_state(identity)
}

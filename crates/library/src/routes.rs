//! The routes of this crate and their description.

use axum::routing::{get, head, post};
use axum::{Router, middleware};
use utoipa::OpenApi;

use crate::Library;
use crate::decks::{cancel, change, clip, create as create_deck, list, picture, text};
use crate::decks::{remove as remove_deck, show as show_deck};
use crate::uploads::{create, offer, remove, say_version, show, write};

#[derive(OpenApi)]
#[openapi(paths(
    offer::offer,
    create::create,
    show::show,
    write::write,
    remove::remove,
    list::list,
    create_deck::create,
    show_deck::show,
    change::change,
    remove_deck::remove,
    cancel::cancel,
    picture::show,
    text::show,
    clip::show,
))]
struct Description;

/// The description of these routes.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

/// The routes of uploads and decks.
pub fn routes(library: Library) -> Router {
    let uploads = Router::new()
        .route("/api/uploads", post(create::create).options(offer::offer))
        .route("/api/uploads/{id}", head(show::show).patch(write::write).delete(remove::remove))
        .route_layer(middleware::from_fn(say_version));
    Router::new()
        .merge(uploads)
        .route("/api/decks", get(list::list).post(create_deck::create))
        .route(
            "/api/decks/{id}",
            get(show_deck::show).patch(change::change).delete(remove_deck::remove),
        )
        .route("/api/decks/{id}/cancellation", post(cancel::cancel))
        .route("/api/decks/{id}/pages/{page}/text", get(text::show))
        .route("/api/decks/{id}/pages/{page}/{picture}", get(picture::show))
        .route("/api/decks/{id}/clips/{file}", get(clip::show))
        .with_state(library)
}

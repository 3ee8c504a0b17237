//! People, organisations, memberships, sign-in, sessions, access and import.

pub mod limits;
pub mod signin_names;
pub mod memberships;
pub mod access;
pub mod rosters;
pub mod organisations;
pub mod people;
pub mod passwords;
pub mod sessions;
pub mod me;
pub mod setup;
mod happened;
mod routes;
mod state;

pub use happened::{Happened, record};
pub use routes::{openapi, routes};
pub use sessions::caller::Caller;
pub use state::Identity;

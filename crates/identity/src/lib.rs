//! People, organisations, memberships, sign-in, sessions, access and import.

pub mod access;
pub mod imports;
pub mod limits;
pub mod me;
pub mod memberships;
pub mod organisations;
pub mod passwords;
pub mod people;
mod recorded;
pub mod rosters;
mod routes;
pub mod sessions;
pub mod setup;
pub mod signin_names;
mod state;

pub use routes::{openapi, routes};
pub use sessions::caller::Caller;
pub use state::Identity;

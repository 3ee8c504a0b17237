//! People, organisations, memberships, sign-in, sessions, access and import.

pub mod access;
mod happened;
pub mod imports;
pub mod limits;
pub mod me;
pub mod memberships;
pub mod organisations;
pub mod passwords;
pub mod people;
pub mod rosters;
mod routes;
pub mod sessions;
pub mod setup;
pub mod signin_names;
mod state;

pub use happened::{Happened, record};
pub use routes::{openapi, routes};
pub use sessions::caller::Caller;
pub use state::Identity;

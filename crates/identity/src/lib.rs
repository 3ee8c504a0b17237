//! People, organisations, memberships, sign-in, sessions, access and import.
//!
//! Nobody is deleted. What a person is in an organisation is a membership with a beginning and an
//! end: a move to another class, a stop and a resumption end memberships and start new ones, so
//! that who was in a class on a day of last term can still be told. A *stopped* person has no
//! membership in the school that stopped them, and whoever has none anywhere cannot sign in.

pub mod access;
pub mod classrooms;
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

pub use classrooms::Screen;
pub use routes::{openapi, routes};
pub use sessions::caller::Caller;
pub use state::Identity;

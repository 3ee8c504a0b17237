//! People: listing, adding, naming.

pub mod add;
pub mod create;
pub mod list;
mod named;

pub use named::names;

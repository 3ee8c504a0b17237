//! People: listing, adding, naming, changing, stopping.

pub mod access;
pub mod add;
pub mod change;
pub mod create;
pub mod list;
mod named;
mod refusals;
pub mod resume;
pub mod sign_out;
pub mod stop;
mod transfer;

pub use named::{accounts, names};

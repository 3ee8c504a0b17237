//! Signed media addresses: short-lived prefixes that a cache can check, one per lesson, never
//! one per viewer.

mod list;
mod sign;

pub use list::list;
pub use sign::{MediaSigner, Prefix, Refused};

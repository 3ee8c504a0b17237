//! Signed media addresses: short-lived prefixes that a cache can check, one per lesson, never
//! one per viewer.

mod sign;

pub use sign::{MediaSigner, Prefix, Refused};

//! The key with which an encoder publishes to a lesson, and how the encoder stands.

pub mod renew;
pub(crate) mod rows;
mod settings;
pub mod show;

pub use settings::Stream;

//! Files on their way here, by tus 1.0.0 with its extensions creation and termination.
//!
//! A file comes in pieces, each a request at an offset. What of a piece has arrived is kept, also
//! when its connection was cut, and the sender asks from where to go on.

pub mod create;
mod headers;
pub mod offer;
pub mod parts;
mod piece;
pub mod remove;
pub mod show;
pub mod sweep;
pub mod upload;
pub mod write;

pub(crate) use headers::say_version;

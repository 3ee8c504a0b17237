//! Ink by HTTP: a surface as it is, for who comes late; and how it came to be, for a replay.

pub mod log;
pub mod pictures;
pub mod show;
mod surface;

//! The demonstration school: people by name, lessons past and present.

pub mod cast;

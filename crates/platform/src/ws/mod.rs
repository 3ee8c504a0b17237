//! Sockets: the upgrade, and frames in both directions (RFC 6455), without extensions.

pub mod frame;
pub mod reader;
pub mod upgrade;

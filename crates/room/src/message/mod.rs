//! The room protocol: one enum per direction, one variant per message.
//!
//! `docs/protocol/room.md` explains it; `docs/protocol/golden/` holds conversations that both the
//! Rust engine and the web reducer run.

mod classes;
mod client;
mod server;
mod snapshot;
mod stage;

pub use classes::*;
pub use client::*;
pub use server::*;
pub use snapshot::*;
pub use stage::*;

/// The protocol version this build speaks.
pub const PROTO: u32 = 1;

//! The gateway: sockets, and the rings of framed bytes they read from.

pub mod connect;
pub mod frames;
pub mod keep;
pub mod line;
pub mod outbox;
pub mod pace;
pub mod ring;
pub mod room;
mod roster;
pub mod section;
mod sign_ins;
pub mod socket;

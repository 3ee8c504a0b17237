//! The stage: browsers and encoders send and watch by WebRTC, over one port.
//!
//! The engine that forwards (`xingtan-sfu`) knows no socket; its driver here gives it one of UDP
//! and one of TCP on the same port, and time. Who comes in by WHIP (RFC 9725) sends, who comes by
//! WHEP (draft-ietf-wish-whep) watches; each has an address of his own that ends what he began.

mod access;
mod addresses;
mod answers;
mod driver;
pub mod lines;
pub mod phone;
mod programme;
mod programmes;
mod refusals;
mod seat;
mod sessions;
mod shown;
mod stages;
mod tcp;
mod turn;
mod udp;
pub mod whep;
pub mod whep_signed;
pub mod whip;

pub use stages::Stages;

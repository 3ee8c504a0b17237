//! Selective forwarding, pure: datagrams and times come in, datagrams and events go out.
//!
//! A *peer* is one WebRTC connection. What it sends are *tracks*; what it watches comes to it over
//! *lines*, each of which carries one track at a time. Nothing here opens a socket, reads a clock
//! or writes a log. Keys, and the numbers by which browsers tell streams apart, are drawn inside
//! `str0m`; the names by which datagrams find their peer are given from outside.
//!
//! Whoever drives the engine hands it every datagram that came in ([`Engine::receive`]), lets it
//! work once ([`Engine::run`]), takes what is to be sent ([`Engine::poll_transmit`]) and what
//! happened ([`Engine::poll_event`]), and comes again when more arrives or [`Engine::next_due`] is
//! there.

pub mod limits;

mod error;
mod event;
mod ids;
mod invitation;

mod holes;
mod key_frame;
mod rewrite;
mod sender_clock;
mod speaker;

mod guard;
mod outbox;
mod routes;
mod timers;

mod line;
mod peer;
mod track;

mod choose;
mod engine;
mod forward;
mod subscribe;

pub use engine::{Counts, Engine};
pub use error::Refusal;
pub use event::{Codec, Datagram, Event, Kind, Leaving, Link, Packet, Transmit};
pub use ids::{PeerId, TrackId};
pub use invitation::{Invitation, Joined, May, On, Setup};
pub use line::Wish;
pub use peer::PeerStats;

#[cfg(test)]
mod tests;

//! A whole server with a known cast, for tests that tell a story over real sockets.
//!
//! A [`World`] is a server in the test's own process, on a database and a file store of its own.
//! Its people come as [`Browser`]s, take [`Seat`]s in rooms and publish by an [`Encoder`]; a
//! [`Log`] knows what each of them should have seen.
#![expect(clippy::missing_panics_doc, reason = "a test stops at the first surprise")]

mod browser;
mod cable;
mod cast;
mod certificate;
mod encoder;
mod line;
mod log;
mod place;
mod seat;
mod shaper;
mod until;
mod world;

pub use browser::{Answer, Browser};
pub use cable::Cable;
pub use cast::Outsiders;
pub use certificate::Certificate;
pub use encoder::{Encoder, clip, connect};
pub use log::Log;
pub use place::{
    DatabaseKind, FilesKind, Kind, Place, for_each_database, for_each_world, for_worlds,
};
pub use seat::Seat;
pub use shaper::{Shape, Shaper};
pub use until::{PATIENCE, until};
pub use world::World;
pub use xingtan_server::demo::cast::{Cast, Member, PASSWORD};

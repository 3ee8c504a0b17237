//! Two hubs per lesson, one for its programme and one for its voice: what arrives is parsed once
//! and shared by all who watch.
//!
//! A hub holds a ring of ready bytes per container. A viewer is a cursor in a ring: he costs no
//! queue, and when he is too slow he loses whole groups of pictures, never the room.

mod hubs;
mod ring;
mod segments;
mod stream;
mod viewer;

pub use hubs::{Hubs, Output};
pub use ring::{Piece, Ring};
pub use segments::Segment;
pub use stream::{Audience, Hub, LiveRun, RunTrack};
pub use viewer::{Container, Viewer};

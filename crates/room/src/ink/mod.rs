//! Ink: what is drawn on slides and boards, as operations in the lesson's log.
//! `docs/protocol/ink.md` defines the bytes and the fold; `web/board` is the other engine of both.

pub mod content;
pub mod fault;
pub mod limits;
pub mod live;
pub mod live_frame;
pub mod log;
pub mod operation;
pub mod packed;
pub mod points;
mod reader;
mod snapshot;
pub mod surface;
mod writer;

pub use fault::Fault;
pub use live::Live;
pub use live_frame::LiveFrame;
pub use log::Log;
pub use operation::Operation;
pub use packed::Packed;
pub use surface::Surface;

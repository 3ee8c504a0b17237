//! Keeps runs on local disk: one growing file per track and run, and an index of both.
//!
//! A dedicated thread writes, so that a slow disk never holds up the lesson. It syncs each
//! second; what a crash leaves half written is cut off when the server starts again.

mod files;
pub mod rows;
mod writer;

pub(crate) use files::index_path;
pub use files::{RecordedRun, open_run, recover_run, runs};
pub use writer::{Outcome, Recorder};

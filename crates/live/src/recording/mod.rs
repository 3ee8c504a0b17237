//! Keeps runs on local disk: one growing file per track and run, and an index of both.
//!
//! A dedicated thread writes, so that a slow disk never holds up the lesson. It syncs each
//! second; what a crash leaves half written is cut off when the run is next opened.

mod files;
mod index;
mod writer;

pub use files::{RecordedRun, open_run, recover_run, runs};
pub use index::Record;
pub use writer::{Outcome, Recorder};

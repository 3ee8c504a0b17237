//! Keeps runs on local disk: one growing file per track and run, and an index of all of them.
//!
//! A dedicated thread writes, so that a slow disk never holds up the lesson. It syncs each
//! second; what a crash leaves half written is cut off when the server starts again. Once a run has
//! ended, a job takes it to the file store; after a while it is removed from disk.

mod files;
pub mod rows;
pub mod store;
pub mod tidy;
mod track_files;
mod writer;

pub use files::{RecordedRun, open_run, recover_run, runs};
pub(crate) use files::{index_path, track_path};
pub use writer::{Beside, Outcome, Progress, Recorder, Side};

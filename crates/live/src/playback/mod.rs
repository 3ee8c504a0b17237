//! Watching a lesson again: segments as byte ranges of the recorded runs, and one file of all.
//! Bytes come from disk while they are there, and from the file store after.

pub(crate) mod bytes;
mod cut;
mod files;
mod kept;
mod read;
pub mod replay;
pub mod run_file;
mod shelf;

pub use cut::Cut;
pub use files::file;
pub use shelf::{Shelves, StoredRun, Unreadable};

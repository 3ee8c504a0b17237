//! Watching a lesson again: segments as byte ranges of the recorded runs, and one file of all.

mod bytes;
mod files;
pub mod replay;
mod shelf;

pub use files::file;
pub use shelf::{Shelves, StoredRun};

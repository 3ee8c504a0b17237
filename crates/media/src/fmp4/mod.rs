//! Fragmented MP4 (CMAF): the init segment and chunks of moof and mdat.

mod boxes;
mod fragment;
mod init;

pub use fragment::{Chunk, Fragmenter};
pub use init::init;

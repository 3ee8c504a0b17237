//! Fragmented MP4 (CMAF): the init segment and chunks of moof and mdat.

mod boxes;
mod fragment;
mod init;

pub use fragment::{Chunk, DECODE_TIMES_AT, Fragmenter};
pub use init::init;

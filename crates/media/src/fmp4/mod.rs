//! Fragmented MP4 (CMAF): the init segment and chunks of moof and mdat.

pub(crate) mod boxes;
mod fragment;
mod init;

pub use fragment::{Chunk, DECODE_TIMES_AT, Fragmenter};
pub(crate) use init::MATRIX;
pub use init::init;

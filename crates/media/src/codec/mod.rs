//! What the codecs say about themselves; one file per codec.

pub mod aac;
pub mod adts;
pub mod fourcc;
pub mod h264;
mod h264_sps;
pub mod opus;

pub use fourcc::Unsupported;
pub use h264_sps::{Sps, parse_sps};

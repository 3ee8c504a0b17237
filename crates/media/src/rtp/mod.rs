//! Payloads of RTP become pictures.

mod assembler;
mod h264;

pub use assembler::{AccessUnit, Assembler, Packet};
pub use h264::{Parameters, frame_tag, sequence_tag};

//! Frames and containers, pure: bytes and times come in, bytes and events go out.
//!
//! RTMP and FLV are taken apart into frames, frames lie on the lesson's clock, and fragmented
//! MP4, ordinary MP4, FLV and playlists are written from them. Nothing here opens a socket or a
//! file, reads a clock or draws a random number, so that a two-hour lesson is tested in a second.

pub mod limits;

mod bits;
mod cursor;

pub mod codec;
pub mod frame;

pub mod flv;
pub mod rtmp;
pub mod rtp;

pub mod intake;
pub mod mix;
pub mod timeline;
pub mod voice;

pub mod fmp4;
pub mod mp4;

pub mod hls;
pub mod index;
pub mod recovery;
pub mod segment;

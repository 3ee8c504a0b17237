//! RTMP messages and their numbers.

use bytes::Bytes;

pub(crate) const SET_CHUNK_SIZE: u8 = 1;
pub(crate) const ABORT: u8 = 2;
pub(crate) const ACKNOWLEDGEMENT: u8 = 3;
pub(crate) const USER_CONTROL: u8 = 4;
pub(crate) const WINDOW_SIZE: u8 = 5;
pub(crate) const PEER_BANDWIDTH: u8 = 6;
pub(crate) const AUDIO: u8 = 8;
pub(crate) const VIDEO: u8 = 9;
pub(crate) const DATA_AMF3: u8 = 15;
pub(crate) const COMMAND_AMF3: u8 = 17;
pub(crate) const DATA_AMF0: u8 = 18;
pub(crate) const COMMAND_AMF0: u8 = 20;
pub(crate) const AGGREGATE: u8 = 22;

/// One message, put together from its chunks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The message type.
    pub kind: u8,
    /// The message stream: 0 for control, else as `createStream` answered.
    pub stream: u32,
    /// Milliseconds on the sender's clock; wraps at 2^32.
    pub timestamp_ms: u32,
    /// The payload.
    pub payload: Bytes,
}

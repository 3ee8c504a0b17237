//! Writes messages as chunks: one full header, then continuations.

use bytes::{BufMut, Bytes, BytesMut};

use super::message::Message;

/// Writes a message on a chunk stream from 2 to 63.
pub(crate) fn write_message(chunk_stream: u8, message: &Message, chunk_size: usize) -> Bytes {
    let chunks = message.payload.len().div_ceil(chunk_size.max(1)).max(1);
    let mut out = BytesMut::with_capacity(message.payload.len() + 16 + chunks * 5);
    let is_extended = message.timestamp_ms >= 0xff_ffff;
    let short_time = message.timestamp_ms.min(0xff_ffff).to_be_bytes();
    let length = u32::try_from(message.payload.len()).unwrap_or(u32::MAX).to_be_bytes();
    out.put_u8(chunk_stream & 0x3f);
    out.put_slice(&short_time[1..]);
    out.put_slice(&length[1..]);
    out.put_u8(message.kind);
    out.put_u32_le(message.stream);
    for index in 0..chunks {
        if index > 0 {
            out.put_u8(0xc0 | chunk_stream & 0x3f);
        }
        if is_extended {
            out.put_u32(message.timestamp_ms);
        }
        let start = index * chunk_size;
        let end = message.payload.len().min(start + chunk_size);
        out.put_slice(&message.payload[start..end]);
    }
    out.freeze()
}

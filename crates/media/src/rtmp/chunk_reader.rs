//! Puts messages together from chunks, however the bytes are split.

use std::collections::HashMap;

use bytes::{Buf, BytesMut};

use super::message::{ABORT, Message, SET_CHUNK_SIZE};
use crate::cursor::Cursor;
use crate::limits::{
    RTMP_CHUNK_SIZE_MAX, RTMP_CHUNK_STREAMS_MAX, RTMP_MESSAGE_BYTES_MAX, RTMP_PARTIAL_BYTES_MAX,
};

/// Why a chunk stream cannot be followed any longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChunkError {
    /// A message longer than allowed.
    #[error("an RTMP message of {0} bytes is too long")]
    MessageTooLong(usize),
    /// Too many unfinished bytes, or too much sent ahead.
    #[error("too many unfinished RTMP bytes")]
    TooMuch,
    /// Too many chunk streams.
    #[error("too many RTMP chunk streams")]
    TooManyStreams,
    /// A short header on a chunk stream that had no full one.
    #[error("an RTMP chunk refers to a header that was never sent")]
    NoHeader,
    /// A chunk size of zero, or far too large.
    #[error("an RTMP chunk size of {0} is not allowed")]
    ChunkSize(u32),
}

#[derive(Debug, Default)]
struct Stream {
    kind: u8,
    length: usize,
    stream: u32,
    timestamp_ms: u32,
    /// The time field of the last header: absolute after type 0, else the difference.
    field: u32,
    is_extended: bool,
    partial: BytesMut,
    is_open: bool,
}

/// What a header said; applied only when all of its bytes are there.
struct Header {
    format: u8,
    stream: u32,
    size: usize,
}

/// Takes bytes, gives messages. Chunk size and abort are obeyed here.
#[derive(Debug)]
pub struct ChunkReader {
    input: BytesMut,
    streams: HashMap<u32, Stream>,
    chunk_size: usize,
    partial_bytes: usize,
    /// The chunk being copied: its stream and the bytes still missing.
    open: Option<(u32, usize)>,
}

impl Default for ChunkReader {
    fn default() -> Self {
        Self {
            input: BytesMut::new(),
            streams: HashMap::new(),
            chunk_size: 128,
            partial_bytes: 0,
            open: None,
        }
    }
}

impl ChunkReader {
    /// Takes more bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ChunkError> {
        if self.input.len().saturating_add(bytes.len()) > RTMP_PARTIAL_BYTES_MAX {
            return Err(ChunkError::TooMuch);
        }
        self.input.extend_from_slice(bytes);
        Ok(())
    }

    /// The next whole message, if its bytes have arrived.
    pub fn next_message(&mut self) -> Result<Option<Message>, ChunkError> {
        loop {
            let Some((id, missing)) = self.open else {
                if !self.begin_chunk()? {
                    return Ok(None);
                }
                continue;
            };
            let count = missing.min(self.input.len());
            let Some(stream) = self.streams.get_mut(&id) else {
                return Err(ChunkError::NoHeader);
            };
            stream.partial.extend_from_slice(&self.input[..count]);
            self.input.advance(count);
            self.partial_bytes += count;
            if self.partial_bytes > RTMP_PARTIAL_BYTES_MAX {
                return Err(ChunkError::TooMuch);
            }
            if count < missing {
                self.open = Some((id, missing - count));
                return Ok(None);
            }
            self.open = None;
            if stream.partial.len() < stream.length {
                continue;
            }
            stream.is_open = false;
            let payload = stream.partial.split().freeze();
            self.partial_bytes -= payload.len();
            let (kind, timestamp_ms) = (stream.kind, stream.timestamp_ms);
            let message = Message { kind, stream: stream.stream, timestamp_ms, payload };
            self.obey(&message)?;
            return Ok(Some(message));
        }
    }

    fn obey(&mut self, message: &Message) -> Result<(), ChunkError> {
        let number = Cursor::new(&message.payload).u32();
        match (message.kind, number) {
            (SET_CHUNK_SIZE, Some(size)) => {
                let wanted = size as usize;
                if !(1..=RTMP_CHUNK_SIZE_MAX).contains(&wanted) {
                    return Err(ChunkError::ChunkSize(size));
                }
                self.chunk_size = wanted;
            }
            (ABORT, Some(id)) => {
                if let Some(stream) = self.streams.get_mut(&id) {
                    self.partial_bytes -= stream.partial.len();
                    stream.partial.clear();
                    stream.is_open = false;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads a chunk's header; false when bytes are missing.
    fn begin_chunk(&mut self) -> Result<bool, ChunkError> {
        let Some(header) = basic_header(&self.input) else { return Ok(false) };
        let is_new = !self.streams.contains_key(&header.stream);
        if is_new && header.format != 0 && header.format != 1 {
            return Err(ChunkError::NoHeader);
        }
        if is_new && self.streams.len() >= RTMP_CHUNK_STREAMS_MAX {
            return Err(ChunkError::TooManyStreams);
        }
        let fields_len = [11, 7, 3, 0][usize::from(header.format & 3)];
        let mut cursor = Cursor::new(&self.input[header.size..]);
        let Some(fields) = cursor.take(fields_len) else { return Ok(false) };
        let mut fields = Cursor::new(fields);
        let before = self.streams.get(&header.stream);
        let short_time = fields.u24();
        let (field, is_extended) = match (short_time, before) {
            (Some(0xff_ffff), _) => match cursor.u32() {
                Some(time) => (time, true),
                None => return Ok(false),
            },
            (Some(time), _) => (time, false),
            (None, Some(stream)) if stream.is_extended => {
                match repeats(cursor.rest(), stream.field) {
                    Some(true) => drop(cursor.u32()),
                    Some(false) => {}
                    None => return Ok(false),
                }
                (stream.field, true)
            }
            (None, before) => (before.map_or(0, |stream| stream.field), false),
        };
        let length = fields.u24();
        let kind = fields.u8();
        let message_stream = fields.u32().map(u32::swap_bytes);
        let header_len = self.input.len() - cursor.left();
        let stream = self.streams.entry(header.stream).or_default();
        if !stream.is_open || header.format < 3 {
            self.partial_bytes -= stream.partial.len();
            stream.partial.clear();
            stream.length = length.map_or(stream.length, |length| length as usize);
            stream.kind = kind.unwrap_or(stream.kind);
            stream.stream = message_stream.unwrap_or(stream.stream);
            stream.field = field;
            stream.is_extended = is_extended;
            let base = if header.format == 0 { 0 } else { stream.timestamp_ms };
            stream.timestamp_ms = base.wrapping_add(field);
            stream.is_open = true;
        }
        if stream.length > RTMP_MESSAGE_BYTES_MAX {
            return Err(ChunkError::MessageTooLong(stream.length));
        }
        let missing = stream.length.saturating_sub(stream.partial.len()).min(self.chunk_size);
        self.open = Some((header.stream, missing));
        self.input.advance(header_len);
        Ok(true)
    }
}

fn basic_header(input: &[u8]) -> Option<Header> {
    let mut cursor = Cursor::new(input);
    let first = cursor.u8()?;
    let stream = match first & 0x3f {
        0 => 64 + u32::from(cursor.u8()?),
        1 => 64 + u32::from(cursor.u16()?.swap_bytes()),
        id => u32::from(id),
    };
    Some(Header { format: first >> 6, stream, size: input.len() - cursor.left() })
}

/// Whether a type 3 chunk repeats the extended time, as most senders do. Some omit it; then the
/// payload follows at once. None while too few bytes are there to tell.
fn repeats(rest: &[u8], field: u32) -> Option<bool> {
    let expected = field.to_be_bytes();
    let count = rest.len().min(4);
    if rest[..count] != expected[..count] {
        return Some(false);
    }
    (count == 4).then_some(true)
}

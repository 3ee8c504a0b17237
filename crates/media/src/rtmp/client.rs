//! The publisher's side: what the built-in demonstration and the tests publish with.

use std::collections::VecDeque;

use bytes::{BufMut, Bytes, BytesMut};

use super::amf0::{self, Value};
use super::chunk_reader::{ChunkError, ChunkReader};
use super::chunk_writer::write_message;
use super::message::{self, Message};
use crate::flv::{Tag, TagKind};
use crate::limits::RTMP_CHUNK_SIZE_OUT;

const HANDSHAKE_BYTES: usize = 1536;

/// Why publishing ended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The server does not speak RTMP as we do.
    #[error(transparent)]
    Chunk(#[from] ChunkError),
    /// A command cannot be read.
    #[error(transparent)]
    Amf(#[from] amf0::Error),
    /// The server refused or ended the stream, with its own words.
    #[error("the server refused the stream: {code}: {description}")]
    Refused {
        /// The status code: `NetStream.Publish.BadName`.
        code: String,
        /// The server's reason.
        description: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Hello,
    Connecting,
    Creating,
    Publishing,
    Ready,
}

/// A publisher. Send its output from the start; write tags once it is ready.
#[derive(Debug)]
pub struct Publisher {
    state: State,
    hello: BytesMut,
    reader: ChunkReader,
    output: VecDeque<Bytes>,
    app: String,
    key: String,
    stream: u32,
}

impl Publisher {
    /// A publisher to an application under a key. Its first output is the greeting.
    pub fn new(app: &str, key: &str) -> Self {
        let mut greeting = BytesMut::with_capacity(HANDSHAKE_BYTES + 1);
        greeting.put_u8(3);
        greeting.put_bytes(0, HANDSHAKE_BYTES);
        Self {
            state: State::Hello,
            hello: BytesMut::new(),
            reader: ChunkReader::default(),
            output: VecDeque::from([greeting.freeze()]),
            app: app.to_owned(),
            key: key.to_owned(),
            stream: 1,
        }
    }

    /// Takes bytes from the server.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if self.state == State::Hello {
            self.hello.extend_from_slice(bytes);
            if self.hello.len() <= 2 * HANDSHAKE_BYTES {
                return Ok(());
            }
            let hello = self.hello.split_to(2 * HANDSHAKE_BYTES + 1).freeze();
            self.output.push_back(hello.slice(1..=HANDSHAKE_BYTES));
            self.connect();
            let rest = std::mem::take(&mut self.hello);
            self.reader.push(&rest)?;
        } else {
            self.reader.push(bytes)?;
        }
        while let Some(message) = self.reader.next_message()? {
            if message.kind == message::COMMAND_AMF0 {
                self.command(&message.payload)?;
            }
        }
        Ok(())
    }

    /// The next bytes to send.
    pub fn poll_output(&mut self) -> Option<Bytes> {
        self.output.pop_front()
    }

    /// Whether the server accepted the stream.
    pub fn is_ready(&self) -> bool {
        self.state == State::Ready
    }

    /// Sends a tag; nothing happens before the publisher is ready.
    pub fn write(&mut self, tag: &Tag) {
        if !self.is_ready() {
            return;
        }
        let chunk_stream = match tag.kind {
            TagKind::Audio => 4,
            TagKind::Video => 6,
            TagKind::Script => 5,
        };
        let message = Message {
            kind: tag.kind.number(),
            stream: self.stream,
            timestamp_ms: tag.timestamp_ms,
            payload: tag.payload.clone(),
        };
        self.output.push_back(write_message(chunk_stream, &message, RTMP_CHUNK_SIZE_OUT));
    }

    /// Says that the stream is over.
    pub fn finish(&mut self) {
        let stream = Value::Number(f64::from(self.stream));
        self.send(0, &["deleteStream".into(), Value::Number(5.0), Value::Null, stream]);
    }

    fn connect(&mut self) {
        let size = Bytes::copy_from_slice(&(RTMP_CHUNK_SIZE_OUT as u32).to_be_bytes());
        let kind = message::SET_CHUNK_SIZE;
        let message = Message { kind, stream: 0, timestamp_ms: 0, payload: size };
        self.output.push_back(write_message(2, &message, 128));
        let object = Value::object([
            ("app", self.app.as_str().into()),
            ("type", "nonprivate".into()),
            ("flashVer", "FMLE/3.0 (compatible; Xingtan)".into()),
        ]);
        self.send(0, &["connect".into(), Value::Number(1.0), object]);
        self.state = State::Connecting;
    }

    fn command(&mut self, payload: &[u8]) -> Result<(), Error> {
        let values = amf0::decode_all(payload)?;
        let name = values.first().and_then(Value::as_str).unwrap_or_default();
        let information = values.get(3);
        let text = |field: &str| {
            let value = information.and_then(|value| value.get(field)).and_then(Value::as_str);
            value.unwrap_or_default().to_owned()
        };
        match (name, self.state) {
            ("_error", _) => {
                let (code, description) = (text("code"), text("description"));
                return Err(Error::Refused { code, description });
            }
            ("_result", State::Connecting) => {
                self.send(0, &["createStream".into(), Value::Number(2.0), Value::Null]);
                self.state = State::Creating;
            }
            ("_result", State::Creating) => {
                self.stream = information.and_then(Value::as_f64).unwrap_or(1.0) as u32;
                let key = self.key.as_str().into();
                let stream = self.stream;
                let number = Value::Number(3.0);
                self.send(stream, &["publish".into(), number, Value::Null, key, "live".into()]);
                self.state = State::Publishing;
            }
            ("onStatus", _) if text("level") == "error" => {
                let (code, description) = (text("code"), text("description"));
                return Err(Error::Refused { code, description });
            }
            ("onStatus", State::Publishing) if text("code") == "NetStream.Publish.Start" => {
                self.state = State::Ready;
            }
            _ => {}
        }
        Ok(())
    }

    fn send(&mut self, stream: u32, values: &[Value]) {
        let payload = amf0::encode(values);
        let message = Message { kind: message::COMMAND_AMF0, stream, timestamp_ms: 0, payload };
        self.output.push_back(write_message(3, &message, RTMP_CHUNK_SIZE_OUT));
    }
}

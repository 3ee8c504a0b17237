//! The server of one publisher's connection.

use std::collections::VecDeque;

use bytes::{BufMut, Bytes, BytesMut};

use super::amf0::{self, Value};
use super::chunk_reader::{ChunkError, ChunkReader};
use super::chunk_writer::write_message;
use super::message::{self, Message};
use crate::cursor::Cursor;
use crate::flv::{Tag, TagKind};
use crate::limits::{
    RTMP_BYTES_BEFORE_PUBLISH_MAX, RTMP_CHUNK_SIZE_OUT, RTMP_COMMAND_BYTES_MAX,
    RTMP_NAME_BYTES_MAX, RTMP_WINDOW_BYTES,
};

const HANDSHAKE_BYTES: usize = 1536;
const PUBLISH_STREAM: u32 = 1;

/// Why the connection must be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not RTMP version 3: encrypted RTMP, or something else altogether.
    #[error("not plain RTMP (version byte {0})")]
    Version(u8),
    /// The chunk layer is broken.
    #[error(transparent)]
    Chunk(#[from] ChunkError),
    /// A command cannot be read.
    #[error(transparent)]
    Amf(#[from] amf0::Error),
    /// A command or name is far too long.
    #[error("an RTMP command is too long")]
    CommandTooLong,
    /// Much data, but no publish.
    #[error("the peer sends data but does not publish")]
    NoPublish,
    /// The peer wants to play.
    #[error("playing by RTMP is not served")]
    PlayNotServed,
}

/// What the publisher did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It connected to an application.
    Connect {
        /// The application: `live`.
        app: String,
    },
    /// It wants to publish. Answer with [`Server::accept`] or [`Server::reject`]; until then
    /// nothing that follows is read.
    Publish {
        /// The application.
        app: String,
        /// The secret stream key, without what follows a question mark.
        key: String,
    },
    /// A piece of sound or picture, or metadata.
    Tag(Tag),
    /// It stopped publishing.
    Closed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Hello,
    HelloAnswer,
    Commands,
    Deciding,
    Publishing,
    Closed,
}

/// The server of one connection. Feed it bytes, then take its output and its events.
#[derive(Debug)]
pub struct Server {
    state: State,
    hello: BytesMut,
    reader: ChunkReader,
    output: VecDeque<Bytes>,
    events: VecDeque<Event>,
    app: String,
    received: u64,
    acknowledged: u64,
    window: u64,
}

impl Default for Server {
    fn default() -> Self {
        Self::new()
    }
}

impl Server {
    /// A server that waits for its publisher.
    pub fn new() -> Self {
        Self {
            state: State::Hello,
            hello: BytesMut::new(),
            reader: ChunkReader::default(),
            output: VecDeque::new(),
            events: VecDeque::new(),
            app: String::new(),
            received: 0,
            acknowledged: 0,
            window: u64::from(RTMP_WINDOW_BYTES),
        }
    }

    /// Takes bytes that arrived. After an error, send what output there is and close.
    pub fn feed(&mut self, bytes: &[u8], now_ms: i64) -> Result<(), Error> {
        self.received = self.received.saturating_add(bytes.len() as u64);
        if matches!(self.state, State::Hello | State::HelloAnswer) {
            self.hello.extend_from_slice(bytes);
            self.greet(now_ms)?;
        } else if self.state != State::Closed {
            self.reader.push(bytes)?;
        }
        let is_early = matches!(self.state, State::Hello | State::HelloAnswer | State::Commands);
        if is_early && self.received > RTMP_BYTES_BEFORE_PUBLISH_MAX {
            return Err(Error::NoPublish);
        }
        self.pump()?;
        if self.received - self.acknowledged >= self.window {
            self.acknowledged = self.received;
            self.send_number(message::ACKNOWLEDGEMENT, self.received as u32);
        }
        Ok(())
    }

    /// The next bytes to send.
    pub fn poll_output(&mut self) -> Option<Bytes> {
        self.output.pop_front()
    }

    /// The next thing that the publisher did.
    pub fn poll_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Lets the publisher publish and reads on.
    pub fn accept(&mut self) -> Result<(), Error> {
        if self.state == State::Deciding {
            self.send_status("status", "NetStream.Publish.Start", "Publishing.");
            self.state = State::Publishing;
        }
        self.pump()
    }

    /// Refuses the publisher, with a reason that the encoder shows. Send the output, then close.
    pub fn reject(&mut self, reason: &str) {
        self.send_status("error", "NetStream.Publish.BadName", reason);
        self.state = State::Closed;
    }

    /// Ends a publisher that was accepted, with a reason that the encoder shows: a codec that is
    /// not supported, the lesson closed. Send the output, then close.
    pub fn end(&mut self, reason: &str) {
        self.send_status("error", "NetStream.Publish.Failed", reason);
        self.state = State::Closed;
    }

    fn greet(&mut self, now_ms: i64) -> Result<(), Error> {
        if self.state == State::Hello {
            if let Some(version) = self.hello.first().filter(|version| **version != 3) {
                return Err(Error::Version(*version));
            }
            if self.hello.len() <= HANDSHAKE_BYTES {
                return Ok(());
            }
            let hello = self.hello.split_to(HANDSHAKE_BYTES + 1);
            let mut answer = BytesMut::with_capacity(2 * HANDSHAKE_BYTES + 1);
            answer.put_u8(3);
            answer.put_u32(now_ms as u32);
            answer.put_bytes(0, HANDSHAKE_BYTES - 4);
            answer.put_slice(&hello[1..]);
            self.output.push_back(answer.freeze());
            self.state = State::HelloAnswer;
        }
        if self.hello.len() >= HANDSHAKE_BYTES {
            let _echo = self.hello.split_to(HANDSHAKE_BYTES);
            self.state = State::Commands;
            let rest = std::mem::take(&mut self.hello);
            self.reader.push(&rest)?;
        }
        Ok(())
    }

    fn pump(&mut self) -> Result<(), Error> {
        while matches!(self.state, State::Commands | State::Publishing) {
            let Some(message) = self.reader.next_message()? else { return Ok(()) };
            self.receive(message)?;
        }
        Ok(())
    }

    fn receive(&mut self, message: Message) -> Result<(), Error> {
        match message.kind {
            message::AUDIO => self.tag(TagKind::Audio, message),
            message::VIDEO => self.tag(TagKind::Video, message),
            message::DATA_AMF0 => self.tag(TagKind::Script, message),
            message::DATA_AMF3 => {
                let payload = message.payload.slice(message.payload.len().min(1)..);
                self.tag(TagKind::Script, Message { payload, ..message });
            }
            message::COMMAND_AMF0 => return self.command(&message.payload, message.stream),
            message::COMMAND_AMF3 => {
                let payload = message.payload.get(1..).unwrap_or_default();
                return self.command(payload, message.stream);
            }
            message::AGGREGATE => self.aggregate(&message),
            message::USER_CONTROL => self.user_control(&message.payload),
            message::WINDOW_SIZE => {
                if let Some(window) = Cursor::new(&message.payload).u32() {
                    self.window = u64::from(window.max(1024));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn tag(&mut self, kind: TagKind, message: Message) {
        let Message { timestamp_ms, payload, .. } = message;
        let fits = kind != TagKind::Script || payload.len() <= RTMP_COMMAND_BYTES_MAX;
        if self.state == State::Publishing && !payload.is_empty() && fits {
            self.events.push_back(Event::Tag(Tag { kind, timestamp_ms, payload }));
        }
    }

    /// Several FLV tags in one message; their times are relative to the first one's.
    fn aggregate(&mut self, message: &Message) {
        let mut cursor = Cursor::new(&message.payload);
        let mut first = None;
        while let Some([number, s2, s1, s0, t2, t1, t0, t3, _, _, _]) = cursor.take(11) {
            let size = u32::from_be_bytes([0, *s2, *s1, *s0]) as usize;
            let time = u32::from_be_bytes([*t3, *t2, *t1, *t0]);
            let start = message.payload.len() - cursor.left();
            if cursor.take(size).is_none() {
                return;
            }
            let base = *first.get_or_insert(time);
            let timestamp_ms = message.timestamp_ms.wrapping_add(time.wrapping_sub(base));
            let payload = message.payload.slice(start..start + size);
            if let Some(kind) = TagKind::from_number(*number) {
                self.tag(kind, Message { kind: *number, stream: 0, timestamp_ms, payload });
            }
            cursor.take(4);
        }
    }

    fn user_control(&mut self, payload: &[u8]) {
        const PING: u16 = 6;
        let mut cursor = Cursor::new(payload);
        if let (Some(PING), Some(time)) = (cursor.u16(), cursor.u32()) {
            let mut pong = BytesMut::new();
            pong.put_u16(7);
            pong.put_u32(time);
            self.send(2, message::USER_CONTROL, 0, pong.freeze());
        }
    }

    fn command(&mut self, payload: &[u8], stream: u32) -> Result<(), Error> {
        if payload.len() > RTMP_COMMAND_BYTES_MAX {
            return Err(Error::CommandTooLong);
        }
        let values = amf0::decode_all(payload)?;
        let name = values.first().and_then(Value::as_str).unwrap_or_default();
        let number = values.get(1).and_then(Value::as_f64).unwrap_or(0.0);
        match name {
            "connect" => self.connect(number, values.get(2)),
            "createStream" => {
                let id = Value::Number(f64::from(PUBLISH_STREAM));
                self.reply(&["_result".into(), Value::Number(number), Value::Null, id]);
            }
            "releaseStream" | "FCPublish" | "getStreamLength" => {
                self.reply(&["_result".into(), Value::Number(number), Value::Null]);
            }
            "publish" => {
                let key = values.get(3).and_then(Value::as_str).unwrap_or_default();
                return self.publish(key);
            }
            "FCUnpublish" | "deleteStream" | "closeStream" => self.unpublish(stream),
            "play" | "play2" => {
                self.send_status("error", "NetStream.Play.Failed", "Playing is not served.");
                return Err(Error::PlayNotServed);
            }
            _ => {}
        }
        Ok(())
    }

    fn connect(&mut self, number: f64, object: Option<&Value>) {
        let app = object.and_then(|object| object.get("app")).and_then(Value::as_str);
        let app: String = app.unwrap_or_default().chars().take(RTMP_NAME_BYTES_MAX).collect();
        self.app = app.trim_matches('/').to_owned();
        self.send_number(message::WINDOW_SIZE, RTMP_WINDOW_BYTES);
        let mut bandwidth = BytesMut::from(&RTMP_WINDOW_BYTES.to_be_bytes()[..]);
        bandwidth.put_u8(2);
        self.send(2, message::PEER_BANDWIDTH, 0, bandwidth.freeze());
        self.send_number(message::SET_CHUNK_SIZE, RTMP_CHUNK_SIZE_OUT as u32);
        let properties = Value::object([
            ("fmsVer", "FMS/3,0,1,123".into()),
            ("capabilities", Value::Number(31.0)),
        ]);
        let information = Value::object([
            ("level", "status".into()),
            ("code", "NetConnection.Connect.Success".into()),
            ("description", "Connected.".into()),
            ("objectEncoding", Value::Number(0.0)),
        ]);
        self.reply(&["_result".into(), Value::Number(number), properties, information]);
        self.events.push_back(Event::Connect { app: self.app.clone() });
    }

    fn publish(&mut self, name: &str) -> Result<(), Error> {
        if name.len() > RTMP_NAME_BYTES_MAX {
            return Err(Error::CommandTooLong);
        }
        if self.state == State::Commands {
            let key = name.split('?').next().unwrap_or_default().trim_matches('/').to_owned();
            self.state = State::Deciding;
            self.events.push_back(Event::Publish { app: self.app.clone(), key });
        }
        Ok(())
    }

    fn unpublish(&mut self, _stream: u32) {
        if self.state == State::Publishing {
            self.send_status("status", "NetStream.Unpublish.Success", "Stopped.");
            self.state = State::Closed;
            self.events.push_back(Event::Closed);
        }
    }

    fn send_status(&mut self, level: &str, code: &str, description: &str) {
        let information = Value::object([
            ("level", level.into()),
            ("code", code.into()),
            ("description", description.into()),
        ]);
        let values = ["onStatus".into(), Value::Number(0.0), Value::Null, information];
        self.send(5, message::COMMAND_AMF0, PUBLISH_STREAM, amf0::encode(&values));
    }

    fn reply(&mut self, values: &[Value]) {
        self.send(3, message::COMMAND_AMF0, 0, amf0::encode(values));
    }

    fn send_number(&mut self, kind: u8, number: u32) {
        self.send(2, kind, 0, Bytes::copy_from_slice(&number.to_be_bytes()));
    }

    fn send(&mut self, chunk_stream: u8, kind: u8, stream: u32, payload: Bytes) {
        let message = Message { kind, stream, timestamp_ms: 0, payload };
        // Messages before our own "set chunk size" are shorter than the default of 128 bytes,
        // except the answers, which all follow it.
        self.output.push_back(write_message(chunk_stream, &message, RTMP_CHUNK_SIZE_OUT));
    }
}

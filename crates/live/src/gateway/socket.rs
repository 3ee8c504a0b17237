//! One socket's task: reads the client's messages, and writes its ring and its own frames in as
//! few and as full writes as the connection takes.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::mpsc;
use tokio::time::Instant;
use xingtan_platform::http::link::Link;
use xingtan_platform::ws::frame::{self, CloseCode};
use xingtan_platform::ws::reader::{Message, Reader};
use xingtan_room::message::{ClientMessage, PROTO};

use super::outbox::{Outbox, Own};
use super::pace::Pace;
use super::ring::{Overtaken, Ring};
use crate::gateway::frames;
use crate::limits::{
    DEAD_AFTER, FAULTS_MAX, HELLO_WITHIN, MESSAGE_BYTES_MAX, PING_AFTER, WRITE_BYTES_MAX,
    WRITE_FRAMES_MAX,
};
use crate::rooms::wire::{ToHome, Visitor};

/// A client's connection to a room.
pub struct Socket {
    link: Link,
    reader: Reader,
    outbox: Arc<Outbox>,
    ring: Arc<Ring>,
    home: mpsc::Sender<ToHome>,
    /// Until hello, who will join.
    visitor: Option<Visitor>,
    /// Where to read on in the ring; absent before the beginning and after being overtaken.
    cursor: Option<u64>,
    /// The last entry taken for writing.
    last_seq: u32,
    /// Taken for writing, not yet written.
    out: VecDeque<Bytes>,
    pace: Pace,
    faults: u32,
    opened: Instant,
    heard: Instant,
    pinged: bool,
    closing: bool,
}

/// Why the socket's task woke.
enum Woke {
    Message(Message),
    Overtaken,
    Closed,
}

impl Socket {
    /// A fresh connection; `early` is what the client sent behind its request.
    pub fn new(
        (link, early): (Link, Bytes),
        outbox: Arc<Outbox>,
        ring: Arc<Ring>,
        home: mpsc::Sender<ToHome>,
        visitor: Visitor,
    ) -> Self {
        let now = Instant::now();
        let mut reader = Reader::new(MESSAGE_BYTES_MAX);
        reader.feed(&early);
        Self {
            link,
            reader,
            outbox,
            ring,
            home,
            visitor: Some(visitor),
            cursor: None,
            last_seq: 0,
            out: VecDeque::new(),
            pace: Pace::new(now),
            faults: 0,
            opened: now,
            heard: now,
            pinged: false,
            closing: false,
        }
    }

    /// Runs until the connection ends.
    pub async fn run(mut self) {
        loop {
            let sent = match poll_fn(|cx| self.poll(cx)).await {
                Woke::Closed => break,
                Woke::Overtaken => {
                    let (conn, after_seq) = (self.outbox.conn, self.last_seq);
                    self.home.send(ToHome::Resync { conn, after_seq }).await.is_ok()
                }
                Woke::Message(message) => self.on_message(message).await,
            };
            // A home that ends in order has said why before it stopped listening.
            if !sent && !self.outbox.has_bye() {
                self.farewell(&frames::bye("room.moved", true), CloseCode::GoingAway);
            }
        }
        if self.visitor.is_none() {
            let _ = self.home.send(ToHome::Leave { conn: self.outbox.conn }).await;
        }
    }

    async fn on_message(&mut self, message: Message) -> bool {
        match message {
            Message::Text(text) => return self.on_text(text).await,
            Message::Binary(_) => self.refuse("", "message.not_text", "Send JSON as text.", None),
            Message::Ping(payload) => self.out.push_back(frame::pong(&payload)),
            Message::Pong(_) => {}
            Message::Close(_) => {
                self.out.push_back(frame::close(CloseCode::Normal));
                self.closing = true;
            }
        }
        true
    }

    async fn on_text(&mut self, text: String) -> bool {
        if let Err(wait_ms) = self.pace.take(Instant::now()) {
            self.refuse(&text, "rate.too_many", "Too many messages.", Some(wait_ms));
            return true;
        }
        self.faults = self.faults.saturating_sub(1);
        let conn = self.outbox.conn;
        if self.visitor.is_none() {
            return self.home.send(ToHome::Text { conn, text }).await.is_ok();
        }
        let hello = match serde_json::from_str(&text) {
            Ok(ClientMessage::Hello(hello)) => hello,
            Ok(_) => {
                self.refuse(&text, "hello.required", "Say hello first.", None);
                return true;
            }
            Err(error) => {
                self.refuse(&text, "message.malformed", &error.to_string(), None);
                return true;
            }
        };
        if hello.proto != PROTO {
            self.farewell(&frames::bye("protocol.unknown", false), CloseCode::Policy);
            return true;
        }
        let Some(visitor) = self.visitor.take() else { return true };
        let since_seq = hello.since_seq;
        self.last_seq = since_seq.unwrap_or(0);
        self.home.send(ToHome::Join { conn, visitor, since_seq }).await.is_ok()
    }

    fn refuse(&mut self, text: &str, code: &str, detail: &str, retry_after_ms: Option<u32>) {
        self.faults += 2;
        if self.faults > FAULTS_MAX {
            self.farewell(&frames::bye("client.misbehaves", false), CloseCode::Policy);
            return;
        }
        let client_id = frames::client_id(text);
        self.out.push_back(frames::refused(client_id, code, detail, retry_after_ms));
    }

    fn farewell(&mut self, bye: &Bytes, code: CloseCode) {
        if !self.closing {
            self.out.push_back(bye.clone());
            self.out.push_back(frame::close(code));
            self.closing = true;
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Woke> {
        // Registered before looking, so that a frame pushed meanwhile wakes this task again.
        self.outbox.waker.register(cx.waker());
        if self.watch_time().is_err() {
            return Poll::Ready(Woke::Closed);
        }
        loop {
            let gathered = if self.closing { Ok(()) } else { self.gather() };
            match self.poll_flush(cx) {
                Poll::Ready(Ok(())) if self.closing => return Poll::Ready(Woke::Closed),
                Poll::Ready(Err(_)) => return Poll::Ready(Woke::Closed),
                Poll::Ready(Ok(())) | Poll::Pending => {}
            }
            if gathered == Err(Overtaken) {
                return Poll::Ready(Woke::Overtaken);
            }
            if self.out.is_empty() && self.has_more() {
                continue;
            }
            return self.poll_message(cx);
        }
    }

    fn watch_time(&mut self) -> Result<(), ()> {
        let now = Instant::now();
        let silent = now.duration_since(self.heard);
        let mute = self.visitor.is_some() && now.duration_since(self.opened) > HELLO_WITHIN;
        if silent > DEAD_AFTER || mute {
            return Err(());
        }
        if silent > PING_AFTER && !self.pinged {
            self.pinged = true;
            self.out.push_back(frame::ping(b""));
        }
        Ok(())
    }

    fn has_more(&self) -> bool {
        let ring = self.cursor.is_some_and(|cursor| cursor < self.ring.end());
        !self.closing && (ring || self.outbox.barrier().is_some())
    }

    /// Takes what may be written next, up to a write's measure, in the home's order.
    fn gather(&mut self) -> Result<(), Overtaken> {
        let mut bytes: usize = self.out.iter().map(Bytes::len).sum();
        while bytes < WRITE_BYTES_MAX && self.out.len() < WRITE_FRAMES_MAX && !self.closing {
            let barrier = self.outbox.barrier().unwrap_or(u64::MAX);
            if let Some(cursor) = self.cursor
                && cursor < barrier
            {
                let (out, last_seq) = (&mut self.out, &mut self.last_seq);
                let read = self.ring.read(cursor, barrier, |frame| {
                    if bytes >= WRITE_BYTES_MAX || out.len() >= WRITE_FRAMES_MAX {
                        return false;
                    }
                    bytes += frame.bytes.len();
                    *last_seq = frame.seq.max(*last_seq);
                    out.push_back(frame.bytes.clone());
                    true
                });
                self.cursor = read.ok();
                read?;
            }
            if bytes >= WRITE_BYTES_MAX || self.out.len() >= WRITE_FRAMES_MAX {
                break;
            }
            let reached = self.cursor;
            let due = |own: &Own| match own {
                Own::Frame { after, .. } => reached.is_none_or(|cursor| cursor >= *after),
                Own::Start { .. } | Own::Bye(_) => true,
            };
            let Some(own) = self.outbox.pop_if(due) else { break };
            bytes += self.take_own(own);
        }
        Ok(())
    }

    fn take_own(&mut self, own: Own) -> usize {
        match own {
            // Between being overtaken and the new beginning an entry would hide the gap.
            Own::Frame { seq, .. } if seq > 0 && self.cursor.is_none() => 0,
            Own::Frame { seq, bytes, .. } => {
                self.last_seq = seq.max(self.last_seq);
                let length = bytes.len();
                self.out.push_back(bytes);
                length
            }
            Own::Start { cursor, seq, frames } => {
                self.cursor = Some(cursor);
                self.last_seq = seq;
                let length = frames.iter().map(Bytes::len).sum();
                self.out.extend(frames);
                length
            }
            Own::Bye(bytes) => {
                self.farewell(&bytes, CloseCode::GoingAway);
                bytes.len()
            }
        }
    }

    fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.out.is_empty() {
            let mut written = match write(Pin::new(&mut self.link), cx, &self.out) {
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(Ok(written)) => written,
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => return Poll::Pending,
            };
            while let Some(first) = self.out.front_mut() {
                if written < first.len() {
                    first.advance(written);
                    break;
                }
                written -= first.len();
                self.out.pop_front();
            }
        }
        if self.out.capacity() > 0 {
            // An idle socket holds no memory here.
            self.out = VecDeque::new();
        }
        Pin::new(&mut self.link).poll_flush(cx)
    }

    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Woke> {
        loop {
            match self.reader.take() {
                Ok(Some(message)) => return Poll::Ready(Woke::Message(message)),
                Ok(None) => {}
                Err(violation) => {
                    let bye = frames::bye("protocol.violation", false);
                    self.farewell(&bye, violation.close_code());
                    let _ = self.poll_flush(cx);
                    return Poll::Ready(Woke::Closed);
                }
            }
            // The buffer lives on the stack for this call only: an idle socket holds none.
            let mut space = [MaybeUninit::uninit(); 2_048];
            let mut buffer = ReadBuf::uninit(&mut space);
            match Pin::new(&mut self.link).poll_read(cx, &mut buffer) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => {
                    self.heard = Instant::now();
                    self.pinged = false;
                    self.reader.feed(buffer.filled());
                }
                Poll::Ready(_) => return Poll::Ready(Woke::Closed),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

/// Writes what it can of the frames in one call. Most often there is one, and a plain write costs
/// the kernel less than a gathering one.
fn write(
    link: Pin<&mut Link>,
    cx: &mut Context<'_>,
    frames: &VecDeque<Bytes>,
) -> Poll<io::Result<usize>> {
    if let (Some(only), 1) = (frames.front(), frames.len()) {
        return link.poll_write(cx, only);
    }
    let mut slices = [IoSlice::new(&[]); WRITE_FRAMES_MAX];
    let mut count = 0;
    for (slice, bytes) in slices.iter_mut().zip(frames) {
        *slice = IoSlice::new(bytes);
        count += 1;
    }
    link.poll_write_vectored(cx, &slices[..count])
}

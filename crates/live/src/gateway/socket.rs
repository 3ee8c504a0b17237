//! One socket's task: reads the client's messages, and writes its ring and its own frames in as
//! few and as full writes as the connection takes.

use std::future::poll_fn;
use std::mem::MaybeUninit;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::io::ReadBuf;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;
use tokio::time::Instant;
use xingtan_platform::ws::frame::{self, CloseCode};
use xingtan_platform::ws::reader::{Message, Reader};
use xingtan_platform::ws::upgrade::Upgraded;
use xingtan_room::message::{ClientMessage, PROTO};

use super::line::Line;
use super::outbox::Outbox;
use super::pace::Pace;
use super::ring::Rings;
use crate::gateway::frames;
use crate::limits::{
    DEAD_AFTER, FAULTS_MAX, HELLO_WITHIN, MESSAGE_BYTES_MAX, MESSAGES_BURST, MESSAGES_PER_SECOND,
    PING_AFTER, POINTS_BYTES_MAX, POINTS_PER_SECOND,
};
use crate::rooms::wire::{ToHome, Visitor};

/// A client's connection to a room.
pub struct Socket {
    reader: Reader,
    outbox: Arc<Outbox>,
    home: mpsc::Sender<ToHome>,
    /// Until hello, who will join.
    visitor: Option<Visitor>,
    pace: Pace,
    points_pace: Pace,
    faults: u32,
    opened: Instant,
    heard: Instant,
    pinged: bool,
}

/// Why the socket's task woke.
enum Woke {
    Message(Message),
    /// The ring went on without this socket, which has all entries up to this one.
    Overtaken(u32),
    Closed,
}

impl Socket {
    /// A fresh connection, which reads these rings.
    pub fn new(
        upgraded: Upgraded,
        outbox: Arc<Outbox>,
        rings: Rings,
        home: mpsc::Sender<ToHome>,
        visitor: Visitor,
    ) -> Self {
        let now = Instant::now();
        let mut reader = Reader::new(MESSAGE_BYTES_MAX);
        reader.feed(&upgraded.early);
        outbox.connect(Line::new(upgraded.link, rings));
        Self {
            reader,
            outbox,
            home,
            visitor: Some(visitor),
            pace: Pace::new(MESSAGES_BURST, MESSAGES_PER_SECOND, now),
            points_pace: Pace::new(POINTS_PER_SECOND, POINTS_PER_SECOND, now),
            faults: 0,
            opened: now,
            heard: now,
            pinged: false,
        }
    }

    /// Runs until the connection ends.
    pub async fn run(mut self) {
        loop {
            let sent = match poll_fn(|cx| self.poll(cx)).await {
                Woke::Closed => break,
                Woke::Overtaken(after_seq) => {
                    let conn = self.outbox.conn;
                    self.home.send(ToHome::Resync { conn, after_seq }).await.is_ok()
                }
                Woke::Message(message) => self.on_message(message).await,
            };
            // A home that ends in order has said why before it stopped listening.
            if !sent && !self.outbox.has_bye() {
                self.farewell(&frames::bye("room.moved", true), CloseCode::GoingAway);
            }
        }
        self.outbox.disconnect();
        if self.visitor.is_none() {
            let _ = self.home.send(ToHome::Leave { conn: self.outbox.conn }).await;
        }
    }

    async fn on_message(&mut self, message: Message) -> bool {
        match message {
            Message::Text(text) => return self.on_text(text).await,
            Message::Binary(points) => return self.on_points(points),
            Message::Ping(payload) => self.on_line(|line| line.send(frame::pong(&payload))),
            Message::Pong(_) => {}
            Message::Close(_) => self.on_line(|line| line.close(CloseCode::Normal)),
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
        self.on_line(|line| line.resume_after(since_seq.unwrap_or(0)));
        self.home.send(ToHome::Join { conn, visitor, since_seq }).await.is_ok()
    }

    /// Live points: whatever cannot be passed on at once is not worth being passed on.
    fn on_points(&mut self, message: Bytes) -> bool {
        if let Err(wait_ms) = self.points_pace.take(Instant::now()) {
            self.refuse("", "rate.too_many", "Too many live points.", Some(wait_ms));
        } else if self.visitor.is_some() {
            self.refuse("", "hello.required", "Say hello first.", None);
        } else if message.len() > POINTS_BYTES_MAX {
            self.refuse("", "ink.size", "A live message has at most 2 KiB.", None);
        } else {
            let conn = self.outbox.conn;
            let sent = self.home.try_send(ToHome::Points { conn, message });
            return !matches!(sent, Err(TrySendError::Closed(_)));
        }
        true
    }

    fn refuse(&mut self, text: &str, code: &str, detail: &str, retry_after_ms: Option<u32>) {
        self.faults += 2;
        if self.faults > FAULTS_MAX {
            self.farewell(&frames::bye("client.misbehaves", false), CloseCode::Policy);
            return;
        }
        let client_id = frames::client_id(text);
        let refused = frames::refused(client_id, code, detail, retry_after_ms);
        self.on_line(|line| line.send(refused));
    }

    fn farewell(&self, bye: &Bytes, code: CloseCode) {
        self.on_line(|line| line.farewell(bye, code));
    }

    fn on_line(&self, act: impl FnOnce(&mut Line)) {
        let _ = self.outbox.with_line(|line, _| act(line));
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Woke> {
        // Registered before looking, so that a frame pushed meanwhile wakes this task again.
        self.outbox.waker.register(cx.waker());
        if self.watch_time().is_err() {
            return Poll::Ready(Woke::Closed);
        }
        if let Poll::Ready(woke) = self.poll_write(cx) {
            return Poll::Ready(woke);
        }
        // Whose end is near is not heard any more, even while he does not read his farewell; the
        // connection itself gives up on who takes nothing for long.
        if self.is_ending() { Poll::Pending } else { self.poll_message(cx) }
    }

    /// Writes what there is; pending when there is nothing to say about that.
    fn poll_write(&self, cx: &mut Context<'_>) -> Poll<Woke> {
        let outcome = self.outbox.with_line(|line, own| match line.poll_write(own, cx) {
            Poll::Ready(Ok(())) if line.is_closing() => Poll::Ready(Woke::Closed),
            Poll::Ready(Err(_)) => Poll::Ready(Woke::Closed),
            Poll::Ready(Ok(())) | Poll::Pending => match line.take_overtaken() {
                Some(after_seq) => Poll::Ready(Woke::Overtaken(after_seq)),
                None => Poll::Pending,
            },
        });
        outcome.unwrap_or(Poll::Ready(Woke::Closed))
    }

    fn is_ending(&self) -> bool {
        let is_closing = self.outbox.with_line(|line, _| line.is_closing());
        is_closing.unwrap_or(true) || self.outbox.has_bye()
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
            self.on_line(|line| line.send(frame::ping(b"")));
        }
        Ok(())
    }

    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Woke> {
        loop {
            match self.reader.take() {
                Ok(Some(message)) => return Poll::Ready(Woke::Message(message)),
                Ok(None) => {}
                Err(violation) => {
                    let bye = frames::bye("protocol.violation", false);
                    self.farewell(&bye, violation.close_code());
                    let _ = self.poll_write(cx);
                    return Poll::Ready(Woke::Closed);
                }
            }
            // The buffer lives on the stack for this call only: an idle socket holds none.
            let mut space = [MaybeUninit::uninit(); 2_048];
            let mut buffer = ReadBuf::uninit(&mut space);
            let read = self.outbox.with_line(|line, _| line.poll_read(cx, &mut buffer));
            match read.unwrap_or(Poll::Ready(Ok(()))) {
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

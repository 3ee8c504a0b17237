//! One client in a room, and what all of them count together.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use tokio::io::{AsyncRead as _, AsyncReadExt as _, AsyncWriteExt as _, ReadBuf};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::frames::{self, Frames, PING, TEXT};
use super::link::{Dialer, Link};
use super::{Kind, Options};
use crate::http::head_end;
use crate::world::World;

/// Stands before the time of sending in a message, in microseconds of the load's own clock.
pub const MARK: &[u8] = b"@t=";
/// Digits of that time.
pub const MARK_DIGITS: usize = 12;
/// Clients that connect at once.
const AT_ONCE: u64 = 50;
/// Sockets of one person; this project's server lets no more into a small room.
pub const SOCKETS_PER_PERSON: u64 = 8;
/// How long all clients together may take to get in.
const PATIENCE: Duration = Duration::from_secs(180);

/// What all clients count together.
#[derive(Debug)]
pub struct Count {
    began: Instant,
    /// Clients that are in the room.
    pub joined: Cell<u64>,
    /// Clients that were refused or thrown out.
    pub lost: Cell<u64>,
    /// Marked messages that clients got.
    pub messages: Cell<u64>,
    /// Their bytes, without frames.
    pub bytes: Cell<u64>,
    /// How long each was on its way, in milliseconds.
    pub delays: RefCell<Vec<f64>>,
    space: RefCell<Vec<u8>>,
}

impl Count {
    /// Nothing yet.
    pub fn new() -> Rc<Self> {
        Rc::new(Self {
            began: Instant::now(),
            joined: Cell::new(0),
            lost: Cell::new(0),
            messages: Cell::new(0),
            bytes: Cell::new(0),
            delays: RefCell::default(),
            space: RefCell::new(vec![0; 64 << 10]),
        })
    }

    /// Microseconds of the load's own clock.
    pub fn now_us(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn got(&self, payload: &[u8]) {
        let Some(sent_us) = sent_us(payload) else { return };
        self.messages.set(self.messages.get() + 1);
        self.bytes.set(self.bytes.get() + payload.len() as u64);
        let delay_us = self.now_us().saturating_sub(sent_us);
        self.delays.borrow_mut().push(delay_us as f64 / 1e3);
    }
}

/// When a marked message was sent.
fn sent_us(payload: &[u8]) -> Option<u64> {
    let at = payload.windows(MARK.len()).position(|part| part == MARK)? + MARK.len();
    std::str::from_utf8(payload.get(at..at + MARK_DIGITS)?).ok()?.parse().ok()
}

/// Lets all clients in, a few at a time.
///
/// # Errors
/// When some of them do not get in.
pub async fn connect(options: &Options, count: &Rc<Count>) -> anyhow::Result<JoinSet<()>> {
    let (dialer, world) = (Dialer::new(&options.url)?, options.world()?.map(Rc::new));
    let mut clients = JoinSet::new();
    for number in 0..options.clients {
        let client = Client { kind: options.kind, count: Rc::clone(count), number };
        clients.spawn_local(client.run(dialer.clone(), world.clone()));
        while number + 1 >= AT_ONCE + count.joined.get() + count.lost.get() {
            sleep(Duration::from_millis(1)).await;
        }
    }
    let all = async {
        while count.joined.get() + count.lost.get() < options.clients {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, all).await.context("not every client got in")?;
    anyhow::ensure!(count.lost.get() == 0, "{} clients were refused", count.lost.get());
    Ok(clients)
}

struct Client {
    kind: Kind,
    count: Rc<Count>,
    number: u64,
}

impl Client {
    async fn run(self, dialer: Dialer, world: Option<Rc<World>>) {
        let person = usize::try_from(self.number / SOCKETS_PER_PERSON).unwrap_or(usize::MAX);
        let cookie = world.as_ref().and_then(|world| world.learners.get(person)).cloned();
        let lesson = world.as_ref().map(|world| world.lesson.clone()).unwrap_or_default();
        let ended = match enter(&dialer, self.number, self.kind, (&lesson, cookie)).await {
            Ok((link, early)) => {
                if self.kind == Kind::Nchan {
                    self.joined();
                }
                self.stay(link, early).await
            }
            Err(error) => Err(error),
        };
        if let Err(error) = ended
            && self.count.lost.replace(self.count.lost.get() + 1) == 0
        {
            eprintln!("a client is lost: {error:#}");
        }
    }

    fn joined(&self) {
        self.count.joined.set(self.count.joined.get() + 1);
    }

    async fn stay(&self, mut link: Link, early: Vec<u8>) -> anyhow::Result<()> {
        let (mut frames, mut answers) = (Frames::default(), Vec::new());
        frames.feed(&early, |opcode, payload| self.on_frame(opcode, payload, &mut answers));
        loop {
            let sent = std::mem::take(&mut answers);
            if !sent.is_empty() {
                link.write_all(&sent).await?;
                link.flush().await?;
            }
            poll_fn(|cx| self.read(cx, &mut link, &mut frames, &mut answers)).await?;
        }
    }

    /// Reads once, into a buffer that all clients share.
    fn read(
        &self,
        cx: &mut Context<'_>,
        link: &mut Link,
        frames: &mut Frames,
        answers: &mut Vec<u8>,
    ) -> Poll<anyhow::Result<()>> {
        let mut space = self.count.space.borrow_mut();
        let mut buffer = ReadBuf::new(&mut space);
        match Pin::new(link).poll_read(cx, &mut buffer) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Err(error)) => Poll::Ready(Err(error.into())),
            Poll::Ready(Ok(())) if buffer.filled().is_empty() => {
                Poll::Ready(Err(anyhow::anyhow!("the server closed the connection")))
            }
            Poll::Ready(Ok(())) => {
                let on = |opcode, payload: &[u8]| self.on_frame(opcode, payload, answers);
                frames.feed(buffer.filled(), on);
                Poll::Ready(Ok(()))
            }
        }
    }

    fn on_frame(&self, opcode: u8, payload: &[u8], answers: &mut Vec<u8>) {
        match (opcode, self.kind) {
            (PING, _) => answers.extend(frames::pong(payload)),
            (TEXT, Kind::Socketio) => match payload {
                [b'0', ..] => answers.extend(frames::text("40")),
                b"2" => answers.extend(frames::text("3")),
                [b'4', b'0', ..] => answers.extend(frames::text(r#"42["join"]"#)),
                b"42[\"joined\"]" => self.joined(),
                _ => self.count.got(payload),
            },
            (TEXT, Kind::Xingtan) if is_welcome(payload) => self.joined(),
            (TEXT, _) => self.count.got(payload),
            _ => {}
        }
    }
}

fn is_welcome(payload: &[u8]) -> bool {
    payload.starts_with(br#"{"type":"welcome""#)
}

/// Opens a socket of a room as the server of a kind wants it.
///
/// # Errors
/// When the server refuses.
pub async fn enter(
    dialer: &Dialer,
    number: u64,
    kind: Kind,
    (lesson, cookie): (&str, Option<String>),
) -> anyhow::Result<(Link, Vec<u8>)> {
    let mut link = dialer.open(number).await.context("no connection")?;
    let path = match kind {
        Kind::Xingtan => format!("/ws/rooms/{lesson}"),
        Kind::Nchan => "/sub".to_owned(),
        Kind::Socketio => "/socket.io/?EIO=4&transport=websocket".to_owned(),
    };
    let cookie = cookie.unwrap_or_else(|| format!("session={}", number / SOCKETS_PER_PERSON));
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: bench\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\
         Cookie: {cookie}\r\n\r\n"
    );
    link.write_all(request.as_bytes()).await?;
    link.flush().await?;
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = head_end(&bytes) {
            break end;
        }
        let mut part = [0; 1_024];
        match link.read(&mut part).await? {
            0 => bail!("closed in the head"),
            length => bytes.extend_from_slice(part.get(..length).unwrap_or_default()),
        }
    };
    let early = bytes.split_off(end);
    let head = String::from_utf8_lossy(&bytes);
    anyhow::ensure!(head.split(' ').nth(1) == Some("101"), "refused: {head}");
    if kind == Kind::Xingtan {
        let hello = format!(r#"{{"type":"hello","proto":1,"room":"{lesson}"}}"#);
        link.write_all(&frames::text(&hello)).await?;
        link.flush().await?;
    }
    Ok((link, early))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_in_any_message() {
        let message = br#"{"type":"entry","body":{"text":"@t=000000012345 xxx"}}"#;
        assert_eq!(sent_us(message), Some(12_345));
        assert_eq!(sent_us(b"@t=0000"), None);
        assert_eq!(sent_us(b"nothing"), None);
    }
}

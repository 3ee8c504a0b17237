//! What waits for one socket: its own frames, in order with its ring's.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_util::task::AtomicWaker;
use xingtan_base::ids::{PersonId, SessionId};

use super::line::Line;
use crate::limits::OWN_FRAMES_MAX;
use crate::rooms::wire::ConnKey;

/// Something for one socket only.
#[derive(Debug)]
pub enum Own {
    /// A frame that comes after the ring's frames before position `after`.
    Frame {
        /// The ring's position.
        after: u64,
        /// The entry it carries; 0 when it carries none.
        seq: u32,
        /// The framed bytes.
        bytes: Bytes,
    },
    /// A beginning: these frames, then the ring from `cursor`.
    Start {
        /// Where to read on in the ring.
        cursor: u64,
        /// The last entry that the frames bring the client to.
        seq: u32,
        /// The framed bytes.
        frames: Vec<Bytes>,
    },
    /// The last frame; the connection is closed after it.
    Bye(Bytes),
}

/// What waits for one socket alone, in order.
#[derive(Debug, Default)]
pub struct OwnFrames(Mutex<VecDeque<Own>>);

impl OwnFrames {
    /// Adds something. When too much waits the client does not read: its waiting frames are
    /// dropped and it is closed, to come back with what it has.
    fn push(&self, own: Own) {
        let mut queue = self.lock();
        queue.push_back(own);
        if queue.len() > OWN_FRAMES_MAX {
            queue.clear();
            queue.push_back(Own::Bye(super::frames::bye("client.too_slow", true)));
        }
    }

    /// Looks at the first thing that waits and takes it if `want` says so.
    pub fn pop_if(&self, want: impl FnOnce(&Own) -> bool) -> Option<Own> {
        let mut queue = self.lock();
        if !want(queue.front()?) {
            return None;
        }
        let own = queue.pop_front();
        if queue.is_empty() {
            // An idle socket holds no memory here.
            *queue = VecDeque::new();
        }
        own
    }

    /// The ring's position before which the first waiting frame may not be sent; `None` when
    /// nothing waits.
    pub fn barrier(&self) -> Option<u64> {
        self.lock().front().map(|own| match own {
            Own::Frame { after, .. } => *after,
            Own::Start { .. } | Own::Bye(_) => 0,
        })
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Own>> {
        // The queue is valid after every statement.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One socket, shared between its task and those who send to it.
#[derive(Debug)]
pub struct Outbox {
    /// The socket.
    pub conn: ConnKey,
    /// Who sits behind it.
    pub person: PersonId,
    /// The sign-in it came with.
    pub session: SessionId,
    /// Wakes the socket's task.
    pub waker: AtomicWaker,
    /// What waits for this socket alone.
    pub own: OwnFrames,
    line: Mutex<Option<Line>>,
}

impl Outbox {
    /// Nothing waits yet, and there is no connection.
    pub fn new(conn: ConnKey, person: PersonId, session: SessionId) -> Self {
        let (waker, own) = (AtomicWaker::new(), OwnFrames::default());
        Self { conn, person, session, waker, own, line: Mutex::new(None) }
    }

    /// Adds something for this socket alone and wakes its task.
    pub fn push(&self, own: Own) {
        self.own.push(own);
        self.waker.wake();
    }

    /// Whether the last frame waits already, with its own reason.
    pub fn has_bye(&self) -> bool {
        self.own.lock().iter().any(|own| matches!(own, Own::Bye(_)))
    }

    /// Gives the socket its connection.
    pub fn connect(&self, line: Line) {
        *self.line() = Some(line);
    }

    /// Takes the connection away; it ends when it is dropped.
    pub fn disconnect(&self) {
        *self.line() = None;
    }

    /// Does something with the connection, if there is one.
    pub fn with_line<T>(&self, act: impl FnOnce(&mut Line, &OwnFrames) -> T) -> Option<T> {
        self.line().as_mut().map(|line| act(line, &self.own))
    }

    /// Writes what waits, as far as the connection takes it at once. Whatever needs more than
    /// that is left to the socket's task, which is woken.
    pub fn write_now(&self) {
        let mut line = match self.line.try_lock() {
            Ok(line) => line,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            // Its task is at it, and may have looked already.
            Err(TryLockError::WouldBlock) => return self.waker.wake(),
        };
        let is_done = line.as_mut().is_some_and(|line| {
            let mut cx = Context::from_waker(Waker::noop());
            let written = line.poll_write(&self.own, &mut cx);
            matches!(written, Poll::Ready(Ok(()))) && !line.needs_task()
        });
        drop(line);
        if !is_done {
            self.waker.wake();
        }
    }

    fn line(&self) -> MutexGuard<'_, Option<Line>> {
        // A line is valid after every statement.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

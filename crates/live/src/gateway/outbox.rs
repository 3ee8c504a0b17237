//! What waits for one socket: its own frames, in order with its ring's.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use futures_util::task::AtomicWaker;
use xingtan_base::ids::{PersonId, SessionId};

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

/// What waits for one socket, shared between the socket's task and those who send to it.
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
    own: Mutex<VecDeque<Own>>,
}

impl Outbox {
    /// Nothing waits yet.
    pub const fn new(conn: ConnKey, person: PersonId, session: SessionId) -> Self {
        let own = Mutex::new(VecDeque::new());
        Self { conn, person, session, waker: AtomicWaker::new(), own }
    }

    /// Adds something and wakes the socket. When too much waits the client does not read: its
    /// waiting frames are dropped and it is closed, to come back with what it has.
    pub fn push(&self, own: Own) {
        let mut queue = self.lock();
        queue.push_back(own);
        if queue.len() > OWN_FRAMES_MAX {
            queue.clear();
            queue.push_back(Own::Bye(super::frames::bye("client.too_slow", true)));
        }
        drop(queue);
        self.waker.wake();
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

    /// Whether the last frame waits already, with its own reason.
    pub fn has_bye(&self) -> bool {
        self.lock().iter().any(|own| matches!(own, Own::Bye(_)))
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Own>> {
        // The queue is valid after every statement.
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

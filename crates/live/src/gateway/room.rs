//! One room's rings and sockets on this gateway.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use xingtan_base::ids::{PersonId, SessionId};

use super::frames;
use super::outbox::{Outbox, Own};
use super::ring::{Frame, Ring};
use crate::limits::SOCKETS_PER_PERSON_MAX;
use crate::rooms::wire::{Audience, ConnKey, FromHome, RingFrame};

/// A room as its gateway knows it.
#[derive(Debug, Default)]
pub struct GatewayRoom {
    halls: Mutex<HashMap<Audience, Arc<Ring>>>,
    sockets: Mutex<HashMap<ConnKey, Seat>>,
}

/// What a socket reads, and what waits for it.
type Seat = (Audience, Arc<Ring>, Arc<Outbox>);

/// The person has too many sockets in this room already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManySockets;

impl GatewayRoom {
    /// Lets a socket in and answers the ring it reads.
    ///
    /// # Errors
    /// When the person has too many already.
    pub fn enter(
        &self,
        audience: Audience,
        outbox: &Arc<Outbox>,
    ) -> Result<Arc<Ring>, TooManySockets> {
        let ring = Arc::clone(lock(&self.halls).entry(audience).or_default());
        let mut sockets = lock(&self.sockets);
        let mine = |person: PersonId| {
            sockets.values().filter(|(_, _, other)| other.person == person).count()
        };
        // Counting costs a walk, so that nobody pays memory for it; only large rooms skip it.
        if sockets.len() < 2_000 && mine(outbox.person) >= SOCKETS_PER_PERSON_MAX {
            return Err(TooManySockets);
        }
        sockets.insert(outbox.conn, (audience, Arc::clone(&ring), Arc::clone(outbox)));
        Ok(ring)
    }

    /// Lets a socket out.
    pub fn leave(&self, conn: ConnKey) {
        lock(&self.sockets).remove(&conn);
    }

    /// How many sockets are in.
    pub fn sockets(&self) -> usize {
        lock(&self.sockets).len()
    }

    /// Delivers what a home sends. Must be called in the home's order.
    pub fn deliver(&self, message: FromHome) {
        match message {
            FromHome::Frames(frames) => self.broadcast(&frames),
            FromHome::Own { conn, seq, frame } => {
                if let Some((_, ring, outbox)) = lock(&self.sockets).get(&conn) {
                    outbox.push(Own::Frame { after: ring.end(), seq, bytes: frame });
                }
            }
            FromHome::Start { conn, seq, frames } => {
                if let Some((_, ring, outbox)) = lock(&self.sockets).get(&conn) {
                    outbox.push(Own::Start { cursor: ring.end(), seq, frames });
                }
            }
            FromHome::ByeAll { code, reconnect } => self.bye_all(code, reconnect),
        }
    }

    /// Ends every socket of a sign-in.
    pub fn end_session(&self, session: SessionId) {
        for (_, _, outbox) in lock(&self.sockets).values() {
            if outbox.session == session {
                outbox.push(Own::Bye(frames::bye("session.ended", false)));
            }
        }
    }

    /// Ends every socket of a person.
    pub fn end_person(&self, person: PersonId, bye: &bytes::Bytes) {
        for (_, _, outbox) in lock(&self.sockets).values() {
            if outbox.person == person {
                outbox.push(Own::Bye(bye.clone()));
            }
        }
    }

    /// Who is in, each once.
    pub fn people(&self) -> HashSet<PersonId> {
        lock(&self.sockets).values().map(|(_, _, outbox)| outbox.person).collect()
    }

    /// How many learners are in, each once.
    pub fn learners(&self) -> usize {
        let sockets = lock(&self.sockets);
        let learners = sockets.values().filter(|(audience, ..)| *audience != Audience::Staff);
        learners.map(|(_, _, outbox)| outbox.person).collect::<HashSet<_>>().len()
    }

    /// Ends every socket.
    pub fn bye_all(&self, code: &str, reconnect: bool) {
        let frame = frames::bye(code, reconnect);
        for (_, _, outbox) in lock(&self.sockets).values() {
            outbox.push(Own::Bye(frame.clone()));
        }
    }

    /// Sends every socket a frame that no entry stands behind.
    pub fn tell_all(&self, frame: &bytes::Bytes) {
        for (_, _, outbox) in lock(&self.sockets).values() {
            outbox.push(Own::Frame { after: 0, seq: 0, bytes: frame.clone() });
        }
    }

    /// Wakes every socket, so that it looks at the clock.
    pub fn sweep(&self) {
        for (_, _, outbox) in lock(&self.sockets).values() {
            outbox.waker.wake();
        }
    }

    fn broadcast(&self, frames: &[RingFrame]) {
        let mut sent = 0_u64;
        {
            let halls = lock(&self.halls);
            for (audience, ring) in halls.iter() {
                for frame in frames {
                    if let Some(bytes) = bytes_for(*audience, frame) {
                        ring.push(Frame { seq: frame.seq, bytes });
                        sent += 1;
                    }
                }
            }
        }
        if sent > 0 {
            self.sweep();
        }
    }
}

fn bytes_for(audience: Audience, frame: &RingFrame) -> Option<bytes::Bytes> {
    match (audience, frame.class) {
        (Audience::Staff, _) => frame.staff.clone(),
        (Audience::Class(class), Some(only)) if class != only => None,
        (Audience::Learners, Some(_)) => None,
        (Audience::Class(_) | Audience::Learners, _) => frame.learners.clone(),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Both maps are valid after every statement.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

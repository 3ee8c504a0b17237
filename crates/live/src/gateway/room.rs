//! One room's rings and sockets on this gateway.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use xingtan_base::ids::{PersonId, SessionId};

use xingtan_platform::tasks::Tasks;

use super::frames;
use super::outbox::{Outbox, Own};
use super::ring::{Frame, Ring, Rings};
use super::section::{Section, Sections};
use crate::limits::SOCKETS_PER_PERSON_MAX;
use crate::rooms::wire::{Audience, ConnKey, FromHome, RingFrame};

/// A room as its gateway knows it.
#[derive(Debug)]
pub struct GatewayRoom {
    tasks: Tasks,
    halls: Mutex<HashMap<Audience, Arc<Ring>>>,
    points: Arc<Ring>,
    sockets: Mutex<Sockets>,
    sections: Sections,
}

#[derive(Debug, Default)]
struct Sockets {
    seats: HashMap<ConnKey, Seat>,
    /// How many sockets each person has.
    people: HashMap<PersonId, u16>,
}

impl Sockets {
    fn remove(&mut self, conn: ConnKey) -> Option<Seat> {
        let seat = self.seats.remove(&conn)?;
        if let Entry::Occupied(mut count) = self.people.entry(seat.outbox.person) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
        Some(seat)
    }
}

/// A socket, the ring it reads, and the section it sits in.
#[derive(Debug)]
struct Seat {
    ring: Arc<Ring>,
    outbox: Arc<Outbox>,
    section: Arc<Section>,
}

/// The person has too many sockets in this room already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManySockets;

impl GatewayRoom {
    /// Nobody is in yet.
    pub fn new(tasks: Tasks) -> Self {
        let (halls, sockets) = (Mutex::default(), Mutex::default());
        let points = Arc::new(Ring::of_points());
        Self { tasks, halls, points, sockets, sections: Sections::default() }
    }

    /// Lets a socket in and answers the rings it reads.
    ///
    /// # Errors
    /// When the person has too many already.
    pub fn enter(&self, audience: Audience, outbox: &Arc<Outbox>) -> Result<Rings, TooManySockets> {
        let ring = Arc::clone(lock(&self.halls).entry(audience).or_default());
        let mut sockets = lock(&self.sockets);
        if let Some(before) = sockets.remove(outbox.conn) {
            self.sections.leave(&before.section, &before.outbox);
        }
        let mine = sockets.people.entry(outbox.person).or_default();
        if usize::from(*mine) >= SOCKETS_PER_PERSON_MAX {
            return Err(TooManySockets);
        }
        *mine += 1;
        let section = self.sections.seat(outbox);
        let seat = Seat { ring: Arc::clone(&ring), outbox: Arc::clone(outbox), section };
        sockets.seats.insert(outbox.conn, seat);
        Ok(Rings { told: ring, points: Arc::clone(&self.points) })
    }

    /// Lets a socket out.
    pub fn leave(&self, conn: ConnKey) {
        if let Some(seat) = lock(&self.sockets).remove(conn) {
            self.sections.leave(&seat.section, &seat.outbox);
        }
    }

    /// How many sockets are in.
    pub fn sockets(&self) -> usize {
        lock(&self.sockets).seats.len()
    }

    /// Delivers what a home sends. Must be called in the home's order.
    pub fn deliver(&self, message: FromHome) {
        match message {
            FromHome::Frames(frames) => self.broadcast(&frames),
            FromHome::Own { conn, seq, frame } => {
                if let Some(seat) = lock(&self.sockets).seats.get(&conn) {
                    let after = seat.ring.end();
                    seat.outbox.push(Own::Frame { after, seq, bytes: frame });
                }
            }
            FromHome::Start { conn, seq, frames } => {
                if let Some(seat) = lock(&self.sockets).seats.get(&conn) {
                    let cursor = seat.ring.end();
                    seat.outbox.push(Own::Start { cursor, seq, frames });
                }
            }
            FromHome::Points(bytes) => {
                self.points.push(Frame { seq: 0, bytes });
                self.sections.serve(&self.tasks);
            }
            FromHome::ByeAll { code, reconnect } => self.bye_all(code, reconnect),
        }
    }

    /// Ends every socket of a sign-in.
    pub fn end_session(&self, session: SessionId) {
        for Seat { outbox, .. } in lock(&self.sockets).seats.values() {
            if outbox.session == session {
                outbox.push(Own::Bye(frames::bye("session.ended", false)));
            }
        }
    }

    /// Ends every socket of a person.
    pub fn end_person(&self, person: PersonId, bye: &bytes::Bytes) {
        for Seat { outbox, .. } in lock(&self.sockets).seats.values() {
            if outbox.person == person {
                outbox.push(Own::Bye(bye.clone()));
            }
        }
    }

    /// Who is in, each once.
    pub fn people(&self) -> HashSet<PersonId> {
        lock(&self.sockets).people.keys().copied().collect()
    }

    /// The sign-ins by which people are in.
    pub fn sessions(&self) -> HashSet<SessionId> {
        lock(&self.sockets).seats.values().map(|seat| seat.outbox.session).collect()
    }

    /// How many learners are in, each once.
    pub fn learners(&self) -> usize {
        let staff = lock(&self.halls).get(&Audience::Staff).cloned();
        let sockets = lock(&self.sockets);
        let is_learner =
            |seat: &&Seat| staff.as_ref().is_none_or(|ring| !Arc::ptr_eq(ring, &seat.ring));
        let learners = sockets.seats.values().filter(is_learner);
        learners.map(|seat| seat.outbox.person).collect::<HashSet<_>>().len()
    }

    /// Ends every socket.
    pub fn bye_all(&self, code: &str, reconnect: bool) {
        let frame = frames::bye(code, reconnect);
        for Seat { outbox, .. } in lock(&self.sockets).seats.values() {
            outbox.push(Own::Bye(frame.clone()));
        }
    }

    /// Sends every socket a frame that no entry stands behind.
    pub fn tell_all(&self, frame: &bytes::Bytes) {
        for Seat { outbox, .. } in lock(&self.sockets).seats.values() {
            outbox.push(Own::Frame { after: 0, seq: 0, bytes: frame.clone() });
        }
    }

    /// Wakes every socket, so that it looks at the clock.
    pub fn sweep(&self) {
        for Seat { outbox, .. } in lock(&self.sockets).seats.values() {
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
            self.sections.serve(&self.tasks);
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

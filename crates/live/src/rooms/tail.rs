//! The last entries of a room, framed once, for sockets and for those who come back.

use std::collections::VecDeque;

use bytes::Bytes;
use xingtan_base::ids::{PersonId, uuid_v7};
use xingtan_room::entry::{Entry, See};
use xingtan_room::message::{Role, ServerMessage};
use xingtan_room::view::{self, Viewer};

use super::wire::{RingFrame, Visitor};
use crate::gateway::frames;
use crate::limits::{RESUME_BYTES_MAX, TAIL_BYTES_MAX, TAIL_ENTRIES_MAX};

/// An entry, framed for each kind of viewer.
#[derive(Debug, Clone)]
pub struct Framed {
    /// The entry's number.
    pub seq: u32,
    /// For the rings; absent when it travels otherwise.
    pub ring: Option<RingFrame>,
    /// For this learner, besides the staff.
    pub person: Option<(PersonId, Bytes)>,
}

impl Framed {
    /// Frames an entry.
    pub fn new(entry: &Entry) -> Self {
        let seq = entry.seq;
        if !view::is_control(entry) {
            return Self { seq, ring: None, person: None };
        }
        if let See::Person(see) = entry.see {
            let staff = Some(frames::text(&ServerMessage::Entry(entry.clone())));
            let ring = Some(RingFrame { seq, staff, learners: None, class: None });
            let viewer = Viewer { person: see.person, role: Role::Learner, class: None };
            let seen = view::entry_for(&viewer, entry);
            let person = seen.map(|seen| (see.person, frames::text(&ServerMessage::Entry(seen))));
            return Self { seq, ring, person };
        }
        let class = match entry.see {
            See::Class(see) => Some(see.class),
            _ => None,
        };
        let framed = |role| {
            // No entry here is for one learner, so that any learner stands for all.
            let viewer = Viewer { person: nobody(), role, class };
            let seen = view::entry_for(&viewer, entry)?;
            Some(frames::text(&ServerMessage::Entry(seen)))
        };
        let (staff, learners) = (framed(Role::Staff), framed(Role::Learner));
        Self { seq, ring: Some(RingFrame { seq, staff, learners, class }), person: None }
    }

    fn size_bytes(&self) -> usize {
        let ring = self.ring.iter().flat_map(|ring| [&ring.staff, &ring.learners]);
        let person = self.person.iter().map(|(_, bytes)| bytes);
        ring.flatten().chain(person).map(Bytes::len).sum()
    }

    fn for_visitor(&self, visitor: &Visitor) -> Option<Bytes> {
        let ring = self.ring.as_ref()?;
        match visitor.role {
            Role::Staff => ring.staff.clone(),
            Role::Learner | Role::Classroom if self.person.is_some() => {
                let own = self.person.as_ref().filter(|(person, _)| *person == visitor.person);
                own.map(|(_, bytes)| bytes.clone())
            }
            _ if ring.class.is_some() && ring.class != visitor.class => None,
            Role::Learner | Role::Classroom => ring.learners.clone(),
        }
    }
}

/// The id of nobody.
fn nobody() -> PersonId {
    PersonId::from_uuid(uuid_v7(0, [0; 10]))
}

/// A bounded queue of the last entries.
#[derive(Debug, Default)]
pub struct Tail {
    framed: VecDeque<Framed>,
    bytes: usize,
}

impl Tail {
    /// Adds the next entry.
    pub fn push(&mut self, framed: Framed) {
        self.bytes += framed.size_bytes();
        self.framed.push_back(framed);
        while self.framed.len() > TAIL_ENTRIES_MAX || self.bytes > TAIL_BYTES_MAX {
            let Some(old) = self.framed.pop_front() else { break };
            self.bytes -= old.size_bytes();
        }
    }

    /// The frames after `since` that a visitor may see, or `None` when they are not all held or
    /// are too many bytes to be sent one by one.
    pub fn since(&self, since: u32, visitor: &Visitor) -> Option<Vec<Bytes>> {
        let first = self.framed.front().map_or(since + 1, |framed| framed.seq);
        if first > since.saturating_add(1) {
            return None;
        }
        let skip = usize::try_from(since + 1 - first).ok()?;
        let later = self.framed.iter().skip(skip);
        let frames: Vec<_> = later.filter_map(|framed| framed.for_visitor(visitor)).collect();
        let bytes: usize = frames.iter().map(Bytes::len).sum();
        (bytes <= RESUME_BYTES_MAX).then_some(frames)
    }
}

/// The viewer a visitor is.
pub fn viewer(visitor: &Visitor) -> Viewer {
    Viewer { person: visitor.person, role: visitor.role, class: visitor.class }
}

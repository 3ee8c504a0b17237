//! Who is on the stage by which address, so that he, and nobody else, ends what he began.

use std::collections::HashMap;

use xingtan_base::ids::{LessonId, PersonId};
use xingtan_sfu::PeerId;

use crate::media_limits::STAGE_PUBLISHERS_MAX;

/// Whether he sends or watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// By WHIP.
    Sends,
    /// By WHEP.
    Watches,
}

/// By what right he came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// He is signed in.
    Person(PersonId),
    /// He has a seat on the stage, which says what of him is passed on.
    Seat(PersonId),
    /// He is somebody's phone: which one it is, of all there ever were.
    Phone(PersonId, u64),
    /// He has the lesson's stream key.
    Key,
    /// He has a signed address.
    Address,
}

/// One who is on the stage or before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// On whose stage.
    pub lesson: LessonId,
    /// Whether he sends or watches.
    pub side: Side,
    /// By what right.
    pub right: Right,
}

impl Right {
    /// Whose right it is, where it is somebody's.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) | Self::Seat(person) | Self::Phone(person, _) => Some(person),
            Self::Key | Self::Address => None,
        }
    }

    /// Whether the holder of the one is that of the other. A seat is given and taken meanwhile.
    fn is_same(self, other: Self) -> bool {
        if matches!(self, Self::Phone(..)) || matches!(other, Self::Phone(..)) {
            // It has one right, and none that its owner has.
            return self == other;
        }
        match (self.person(), other.person()) {
            (Some(one), Some(other)) => one == other,
            _ => self == other,
        }
    }
}

/// All of them by their names, which nobody can guess.
#[derive(Debug, Default)]
pub struct Sessions {
    by_name: HashMap<String, (Session, PeerId)>,
    by_peer: HashMap<PeerId, String>,
}

impl Sessions {
    /// Whether one more may come to a lesson.
    pub fn has_room(&self, session: &Session) -> bool {
        let same = |(other, _): &&(Session, PeerId)| {
            other.lesson == session.lesson && other.side == Side::Sends
        };
        session.side == Side::Watches
            || self.by_name.values().filter(same).count() < STAGE_PUBLISHERS_MAX
    }

    /// One has come.
    pub fn add(&mut self, name: String, session: Session, peer: PeerId) {
        self.by_peer.insert(peer, name.clone());
        self.by_name.insert(name, (session, peer));
    }

    /// One has gone.
    pub fn gone(&mut self, peer: PeerId) -> Option<Session> {
        let name = self.by_peer.remove(&peer)?;
        self.by_name.remove(&name).map(|(session, _)| session)
    }

    /// Who has this name, if he came in by the same right.
    pub fn find(&self, name: &str, session: &Session) -> Option<PeerId> {
        let (known, peer) = self.by_name.get(name)?;
        let is_same = (known.lesson, known.side) == (session.lesson, session.side)
            && known.right.is_same(session.right);
        is_same.then_some(*peer)
    }

    /// All of a lesson that are meant.
    pub fn of(&self, lesson: LessonId, is_meant: impl Fn(&Session) -> bool) -> Vec<PeerId> {
        let of = self.by_name.values().filter(|(session, _)| session.lesson == lesson);
        of.filter(|(session, _)| is_meant(session)).map(|(_, peer)| *peer).collect()
    }

    /// All of all lessons.
    pub fn all(&self) -> Vec<PeerId> {
        self.by_peer.keys().copied().collect()
    }
}

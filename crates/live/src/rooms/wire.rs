//! What passes between a room's home and the gateways: ids and bytes only, so that a bus fits
//! between them.

use bytes::Bytes;
use xingtan_base::ids::{ClassId, PersonId};
use xingtan_room::message::Role;

/// Names a socket on its gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConnKey(pub u64);

/// Which ring of frames a socket reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Teachers, assistants and administrators.
    Staff,
    /// Learners of one class, and its screen.
    Class(ClassId),
    /// Learners without a class.
    Learners,
}

impl Audience {
    /// The ring of a person who stands so to the room.
    pub const fn of(role: Role, class: Option<ClassId>) -> Self {
        match (role, class) {
            (Role::Staff, _) => Self::Staff,
            (Role::Learner | Role::Classroom, Some(class)) => Self::Class(class),
            (Role::Learner | Role::Classroom, None) => Self::Learners,
        }
    }
}

/// Who sits behind a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// The person.
    pub person: PersonId,
    /// What the person may do.
    pub role: Role,
    /// The class the person attends with.
    pub class: Option<ClassId>,
    /// The person's name.
    pub name: String,
}

impl Visitor {
    /// Whether it is somebody who sees everything.
    pub fn is_staff(&self) -> bool {
        self.role == Role::Staff
    }
}

/// From a gateway to a home.
#[derive(Debug)]
pub enum ToHome {
    /// A socket said hello.
    Join {
        /// The socket.
        conn: ConnKey,
        /// Who.
        visitor: Visitor,
        /// The last entry the client has.
        since_seq: Option<u32>,
    },
    /// A socket was overtaken by its ring and needs a snapshot.
    Resync {
        /// The socket.
        conn: ConnKey,
        /// The last entry that was written to it.
        after_seq: u32,
    },
    /// A client's message, unread.
    Text {
        /// The socket.
        conn: ConnKey,
        /// The text.
        text: String,
    },
    /// A client's live points, unread.
    Points {
        /// The socket.
        conn: ConnKey,
        /// One live message of ink.
        message: Bytes,
    },
    /// A socket went.
    Leave {
        /// The socket.
        conn: ConnKey,
    },
}

/// One frame for a ring.
#[derive(Debug, Clone)]
pub struct RingFrame {
    /// The entry it carries; 0 when it carries none.
    pub seq: u32,
    /// For staff.
    pub staff: Option<Bytes>,
    /// For learners.
    pub learners: Option<Bytes>,
    /// Only for the learners of this class.
    pub class: Option<ClassId>,
}

/// From a home to a gateway; to be delivered in order.
#[derive(Debug)]
pub enum FromHome {
    /// Frames for many.
    Frames(Vec<RingFrame>),
    /// A frame of live points for all; whoever is behind may miss it.
    Points(Bytes),
    /// A frame for one socket; `seq` is 0 when it carries no entry.
    Own {
        /// The socket.
        conn: ConnKey,
        /// The entry it carries.
        seq: u32,
        /// The frame.
        frame: Bytes,
    },
    /// The beginning, or new beginning, of one socket: these frames, then its ring from now on.
    Start {
        /// The socket.
        conn: ConnKey,
        /// The last entry that these frames bring the client to.
        seq: u32,
        /// The frames.
        frames: Vec<Bytes>,
    },
    /// The end of every socket in the room.
    ByeAll {
        /// The reason.
        code: &'static str,
        /// Whether to come back.
        reconnect: bool,
    },
}

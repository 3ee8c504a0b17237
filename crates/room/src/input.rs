//! What reaches a room, and what comes of it.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClassId, ClientId, PersonId};

use crate::entry::{Body, Entry, MediaAnchor, MediaStarted, MediaStopped, RecordingState, See};
use crate::message::{ClientMessage, Danmaku};

/// Something that reaches a room.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// The teacher opens the lesson; feed `Connected` for those waiting right afterwards.
    Open {
        /// UTC at lesson time zero.
        utc: UtcMs,
    },
    /// The teacher closes the lesson.
    Close,
    /// A person's first connection is there. Before opening it has no effect.
    Connected {
        /// Who.
        person: PersonId,
    },
    /// A person's last connection went and did not come back within the reconnect grace.
    Disconnected {
        /// Who.
        person: PersonId,
    },
    /// A person sent a message.
    Message {
        /// Who.
        person: PersonId,
        /// What.
        message: ClientMessage,
    },
    /// Time passed; closes what is due. Feed at least once a second, and on
    /// [`crate::state::State::due_ms`].
    Tick,
    /// A publisher's tracks are known.
    MediaStarted(MediaStarted),
    /// Where a track stands on the lesson's clock.
    MediaAnchor(MediaAnchor),
    /// A run's publisher went.
    MediaStopped(MediaStopped),
    /// The recording's state changed.
    Recording {
        /// The new state.
        state: RecordingState,
    },
}

/// An entry before it has its number and time.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Who did it.
    pub by: Option<PersonId>,
    /// The class it belongs to.
    pub class: Option<ClassId>,
    /// The client's own name for the message that caused it.
    pub client_id: Option<ClientId>,
    /// Who may see it.
    pub see: See,
    /// What happened.
    pub body: Body,
}

/// The choices of one anonymous vote, without the voter. Kept apart from the log, under a random
/// key and without a time, so that nobody can link them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// The poll.
    pub activity: ActivityId,
    /// Ids of the chosen options.
    pub choices: Vec<String>,
}

/// What comes of an input. Nothing has changed until its entries and ballots are applied.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decision {
    /// Lesson time of its entries; never before that of an earlier entry.
    pub at_ms: i64,
    /// What happened, in order.
    pub entries: Vec<Draft>,
    /// Anonymous choices, to be stored in the same transaction.
    pub ballots: Vec<Ballot>,
    /// Danmaku to show now; their entries are among `entries` and may be written behind.
    pub crowd: Vec<Danmaku>,
    /// The message had its effect before: this entry. Acknowledge it again, store nothing.
    pub already: Option<u32>,
}

impl Decision {
    /// The entries with their numbers, following `after_seq`.
    pub fn numbered(&self, after_seq: u32) -> Vec<Entry> {
        let mut seq = after_seq;
        let mut number = |draft: &Draft| {
            seq = seq.saturating_add(1);
            Entry {
                seq,
                at_ms: self.at_ms,
                v: 1,
                by: draft.by,
                class: draft.class,
                client_id: draft.client_id,
                see: draft.see,
                body: draft.body.clone(),
            }
        };
        self.entries.iter().map(&mut number).collect()
    }
}

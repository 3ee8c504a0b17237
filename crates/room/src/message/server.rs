//! What the server may send.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClassId, ClientId, PersonId};

use super::classes::Paces;
use super::snapshot::{Danmaku, Snapshot};
use crate::entry::{Count, Entry};

/// What the server may send.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerMessage {
    /// Answer to `hello`: who you are here and where the room stands.
    Welcome(Box<Welcome>),
    /// One entry of the log.
    Entry(Entry),
    /// Danmaku and likes in flight; not recovered after a gap.
    Crowd(Crowd),
    /// How many are here.
    Presence(Presence),
    /// How an open activity stands.
    Tally(Tally),
    /// Staff: how the lesson goes for the classes elsewhere.
    Paces(Paces),
    /// Your message took effect and is durable.
    Ack(Ack),
    /// Your message was refused.
    Refused(Refused),
    /// Answer to `ping`.
    Pong(Pong),
    /// Entries were lost to you; a fresh `welcome` with a snapshot follows.
    Gap(Gap),
    /// The media addresses to use from now on.
    Media(MediaToken),
    /// The server has trouble, or is well again.
    Health(Health),
    /// The server is about to close this connection.
    Bye(Bye),
}

/// See [`ServerMessage::Welcome`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Welcome {
    /// The protocol version the server speaks.
    pub proto: u32,
    /// Who you are in this room.
    pub me: Me,
    /// Lesson time now; absent before opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now_ms: Option<i64>,
    /// UTC now by the server's clock.
    pub utc: UtcMs,
    /// The state to start from; absent when `since_seq` could be honoured, then the missed entries
    /// follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<Snapshot>,
}

/// How a person stands to a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoomRole)]
pub enum Role {
    /// A learner of one of the audience's classes.
    Learner,
    /// A teacher of the lesson, or an administrator.
    Staff,
    /// The screen of a class. It sees what the class sees, and says nothing of its own.
    Classroom,
}

/// Who you are in a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoomMe)]
pub struct Me {
    /// You.
    pub person: PersonId,
    /// Your name as others see it.
    pub name: String,
    /// What you may do.
    pub role: Role,
    /// The class you attend with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
}

/// Where a lesson stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoomState)]
pub enum LessonState {
    /// Not yet opened.
    Waiting,
    /// Going on.
    Open,
    /// Over.
    Closed,
}

/// See [`ServerMessage::Crowd`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Crowd {
    /// Danmaku accepted since the last such frame, perhaps a sample.
    pub danmaku: Vec<Danmaku>,
    /// How many were left out of the sample.
    #[serde(default)]
    pub omitted: u32,
}

/// See [`ServerMessage::Presence`]. At most one a second.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Presence {
    /// Learners connected now.
    pub here: u32,
    /// Learners on the roster.
    pub expected: u32,
}

/// See [`ServerMessage::Tally`]. At most two a second; counts only for staff, or once shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tally {
    /// The poll or quiz.
    pub activity: ActivityId,
    /// How many answered.
    pub answered: u32,
    /// How often each option was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Vec<Count>>,
}

/// See [`ServerMessage::Ack`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ack {
    /// The client's own name for its message.
    pub client_id: ClientId,
    /// The entry that came of it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u32>,
}

/// See [`ServerMessage::Refused`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Refused {
    /// The client's own name for its message; absent when it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// Stable reason, dotted: `danmaku.too_fast`, `quiz.closed`.
    pub code: String,
    /// In English, for developers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// When to try again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u32>,
}

/// See [`ServerMessage::Pong`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pong {
    /// As in the `ping`.
    pub sent_ms: i64,
    /// Lesson time now; absent before opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now_ms: Option<i64>,
}

/// See [`ServerMessage::Gap`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Gap {
    /// The last entry that was sent to you.
    pub after_seq: u32,
    /// Where the room stands now.
    pub to_seq: u32,
}

/// See [`ServerMessage::Media`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MediaToken {
    /// Address prefix for this lesson's media, with its signature:
    /// `/media/{expiry}-{sig}/{lesson}`.
    pub prefix: String,
    /// Until when it is good.
    pub until: UtcMs,
}

/// See [`ServerMessage::Health`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Health {
    /// Whether what must be durable can be kept at the moment; while not, answers wait.
    pub durable: bool,
}

/// See [`ServerMessage::Bye`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Bye {
    /// Stable reason: `session.ended`, `server.stopping`; the page lists all.
    pub code: String,
    /// Whether the client should come back by itself.
    pub reconnect: bool,
}

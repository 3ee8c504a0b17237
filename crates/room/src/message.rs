//! The room protocol: one enum per direction, one variant per message.
//!
//! `docs/protocol/room.md` explains it; `docs/protocol/golden/` holds conversations that both the
//! Rust engine and the web reducer run.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClassId, ClientId, LessonId, PersonId};
use xingtan_item::answer::Answer;
use xingtan_item::question::{Choice, Key, Prompt, Question};

use crate::entry::{Count, Entry, RecordingState, Track};

/// The protocol version this build speaks.
pub const PROTO: u32 = 1;

/// What a client may send.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientMessage {
    /// First message on every connection.
    Hello(ClientHello),
    /// Keeps the connection alive and measures it.
    Ping(Ping),
    /// Sends a danmaku.
    SendDanmaku(SendDanmaku),
    /// Raises one's own hand.
    RaiseHand(RaiseHand),
    /// Lowers a hand: one's own, or as staff anybody's.
    LowerHand(LowerHand),
    /// Staff: lowers all hands.
    LowerAllHands(LowerAllHands),
    /// Votes in a poll.
    Vote(Vote),
    /// Answers a quiz.
    SubmitAnswer(SubmitAnswer),
    /// Staff: opens a poll.
    OpenPoll(OpenPoll),
    /// Staff: closes a poll.
    ClosePoll(ClosePoll),
    /// Staff: shows a poll's counts to everyone.
    ShowPoll(ShowPoll),
    /// Staff: opens a quiz.
    OpenQuiz(OpenQuiz),
    /// Staff: gives a quiz more time.
    ExtendQuiz(ExtendQuiz),
    /// Staff: closes a quiz.
    CloseQuiz(CloseQuiz),
    /// Staff: shows a quiz's result to everyone.
    ShowQuiz(ShowQuiz),
    /// Staff: picks a present learner, those not yet picked first.
    PickPerson(PickPerson),
    /// Staff: announces something.
    PostAnnouncement(PostAnnouncement),
    /// Staff: sets danmaku on or off and slow mode.
    SetDanmaku(SetDanmaku),
    /// Staff: clears the screen of danmaku.
    ClearDanmaku(ClearDanmaku),
    /// Staff: mutes or unmutes a person's danmaku.
    MutePerson(MutePerson),
    /// Staff: shifts the picture against the entries.
    ShiftMedia(ShiftMedia),
}

/// See [`ClientMessage::Hello`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClientHello {
    /// The protocol version the client speaks.
    pub proto: u32,
    /// The lesson, as in the socket's address.
    pub room: LessonId,
    /// The last `seq` the client has applied; absent for a snapshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_seq: Option<u32>,
}

/// See [`ClientMessage::Ping`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ping {
    /// The client's own clock reading, sent back untouched.
    pub sent_ms: i64,
}

/// See [`ClientMessage::SendDanmaku`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SendDanmaku {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// One line, 1 to 30 characters.
    pub text: String,
}

/// See [`ClientMessage::RaiseHand`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RaiseHand {
    /// The client's own name for this message.
    pub client_id: ClientId,
}

/// See [`ClientMessage::LowerHand`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LowerHand {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// Whose hand; absent for one's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// See [`ClientMessage::LowerAllHands`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LowerAllHands {
    /// The client's own name for this message.
    pub client_id: ClientId,
}

/// See [`ClientMessage::Vote`]. The first vote counts; a second is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Vote {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The poll.
    pub activity: ActivityId,
    /// Ids of the chosen options.
    pub choices: Vec<String>,
}

/// See [`ClientMessage::SubmitAnswer`]. A new answer replaces the last while the quiz is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SubmitAnswer {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The quiz.
    pub activity: ActivityId,
    /// The answer.
    pub answer: Answer,
    /// Lesson time at which the learner pressed, by his own reckoning. Believed only within the
    /// grace time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pressed_at_ms: Option<i64>,
}

/// See [`ClientMessage::OpenPoll`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpenPoll {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// What is asked.
    pub stem: String,
    /// The options, two to ten.
    pub choices: Vec<Choice>,
    /// Whether several may be chosen.
    #[serde(default)]
    pub multiple: bool,
    /// Whether nobody can learn who chose what.
    #[serde(default)]
    pub anonymous: bool,
}

/// See [`ClientMessage::ClosePoll`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClosePoll {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The poll.
    pub activity: ActivityId,
}

/// See [`ClientMessage::ShowPoll`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShowPoll {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The poll.
    pub activity: ActivityId,
}

/// See [`ClientMessage::OpenQuiz`]. A prepared question is sent whole, like a typed one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpenQuiz {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The question with its key.
    pub question: Question,
    /// Time to answer, 5 s to 1 h; absent when closed by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_ms: Option<u32>,
}

/// See [`ClientMessage::ExtendQuiz`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExtendQuiz {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The quiz.
    pub activity: ActivityId,
    /// Time to add, 5 s to 10 min.
    pub add_ms: u32,
}

/// See [`ClientMessage::CloseQuiz`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CloseQuiz {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The quiz.
    pub activity: ActivityId,
}

/// See [`ClientMessage::ShowQuiz`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShowQuiz {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The quiz.
    pub activity: ActivityId,
}

/// See [`ClientMessage::PickPerson`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PickPerson {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// Only from this class; absent for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
}

/// See [`ClientMessage::PostAnnouncement`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PostAnnouncement {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// 1 to 200 characters.
    pub text: String,
}

/// See [`ClientMessage::SetDanmaku`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SetDanmaku {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// Whether danmaku may be sent.
    pub on: bool,
    /// The least time between two danmaku of one person, 0 to 60 s.
    pub slow_ms: u32,
}

/// See [`ClientMessage::ClearDanmaku`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClearDanmaku {
    /// The client's own name for this message.
    pub client_id: ClientId,
}

/// See [`ClientMessage::MutePerson`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MutePerson {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// Who.
    pub person: PersonId,
    /// Whether to mute or to unmute.
    pub muted: bool,
}

/// See [`ClientMessage::ShiftMedia`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShiftMedia {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The whole shift from now on, -10,000 to 10,000.
    pub shift_ms: i32,
}

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
pub enum Role {
    /// A learner of one of the audience's classes.
    Learner,
    /// A teacher of the lesson, or an administrator.
    Staff,
}

/// Who you are in a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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
pub enum LessonState {
    /// Not yet opened.
    Waiting,
    /// Going on.
    Open,
    /// Over.
    Closed,
}

/// A room's state as one person may see it, after entry `seq`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Snapshot {
    /// The last entry it holds; 0 when there is none.
    pub seq: u32,
    /// Where the lesson stands.
    pub state: LessonState,
    /// UTC at lesson time zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_utc: Option<UtcMs>,
    /// Danmaku on or off and slow mode.
    pub danmaku: DanmakuRules,
    /// Whether you are muted.
    pub muted: bool,
    /// Raised hands in order.
    pub hands: Vec<Hand>,
    /// Polls and quizzes in order of opening, the latest 50.
    pub activities: Vec<ActivityView>,
    /// Who was picked last, newest last, at most 20.
    pub picks: Vec<Pick>,
    /// Announcements, newest last, at most 20.
    pub announcements: Vec<Announcement>,
    /// The latest danmaku, at most 50, newest last.
    pub danmaku_latest: Vec<Danmaku>,
    /// What is being published now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<MediaNow>,
    /// The shift of the picture against the entries.
    pub shift_ms: i32,
    /// How the recording stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording: Option<RecordingState>,
    /// Staff: everyone on the roster with what is known of him. Empty for learners.
    pub people: Vec<RosterRow>,
    /// How many are here.
    pub presence: Presence,
}

/// The rules for danmaku.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DanmakuRules {
    /// Whether they may be sent.
    pub on: bool,
    /// Least time between two of one person.
    pub slow_ms: u32,
}

/// A raised hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Hand {
    /// Whose.
    pub person: PersonId,
    /// Since when, lesson time.
    pub at_ms: i64,
}

/// A poll or a quiz as one person may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ActivityView {
    /// A poll.
    Poll(PollView),
    /// A quiz.
    Quiz(QuizView),
}

/// A poll as one person may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PollView {
    /// Names it.
    pub activity: ActivityId,
    /// Opened when, lesson time.
    pub opened_ms: i64,
    /// What is asked.
    pub stem: String,
    /// The options.
    pub choices: Vec<Choice>,
    /// Whether several may be chosen.
    pub multiple: bool,
    /// Whether it is anonymous.
    pub anonymous: bool,
    /// Whether it takes votes.
    pub is_open: bool,
    /// Whether its counts are shown to everyone.
    pub is_shown: bool,
    /// Whether you have voted.
    pub voted: bool,
    /// Your own choices, unless anonymous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine: Option<Vec<String>>,
    /// How many voted.
    pub answered: u32,
    /// Counts: always for staff, for others once shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Vec<Count>>,
}

/// A quiz as one person may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuizView {
    /// Names it.
    pub activity: ActivityId,
    /// Opened when, lesson time.
    pub opened_ms: i64,
    /// What is asked.
    pub prompt: Prompt,
    /// Time to answer with all extensions; absent when closed by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_ms: Option<u32>,
    /// How long after the end an answer pressed in time may arrive.
    pub grace_ms: u32,
    /// Whether it takes answers.
    pub is_open: bool,
    /// Whether its result is shown to everyone.
    pub is_shown: bool,
    /// Your own answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine: Option<Answer>,
    /// How many answered.
    pub answered: u32,
    /// Counts: always for staff, for others once shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Vec<Count>>,
    /// The key: always for staff, for others once shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// The explanation: always for staff, for others once shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

/// A person who was picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pick {
    /// Who.
    pub person: PersonId,
    /// When, lesson time.
    pub at_ms: i64,
}

/// An announcement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Announcement {
    /// What was said.
    pub text: String,
    /// When, lesson time.
    pub at_ms: i64,
}

/// A danmaku in flight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Danmaku {
    /// Who sent it.
    pub person: PersonId,
    /// The sender's name.
    pub name: String,
    /// What it says.
    pub text: String,
    /// When it was accepted, lesson time.
    pub at_ms: i64,
}

/// What is being published now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MediaNow {
    /// The run.
    pub run: u32,
    /// Its tracks.
    pub tracks: Vec<Track>,
}

/// One person of the roster, for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RosterRow {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Learner or staff.
    pub role: Role,
    /// Class he attends with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
    /// Whether he is here now.
    pub present: bool,
    /// First arrival, lesson time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_ms: Option<i64>,
    /// Whether his danmaku are muted.
    pub muted: bool,
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
    /// Address prefix for this lesson's media, with its signature: `/media/{expiry}-{sig}/{lesson}`.
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
    /// Stable reason: `session.ended`, `access.ended`, `server.stopping`, `protocol.unknown`.
    pub code: String,
    /// Whether the client should come back by itself.
    pub reconnect: bool,
}

//! Entries: what is stored of a lesson, in order, for ever.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClassId, ClientId, PersonId};
use xingtan_item::answer::Answer;
use xingtan_item::question::{Key, Prompt};

pub use crate::classes::{ClassCaughtUp, ClassHeld, ClassResumed, Pace, PaceSet};
use crate::ink::Packed;
pub use crate::page::PageTurned;
pub use crate::part::{PartHeld, PartPlayed};
pub use crate::poll::{Count, PollClosed, PollOpened, PollShown, PollVoted};
pub use crate::stage::{
    StageChanged, StageCleared, StageInvitationEnded, StageInvited, StageJoined, StageLeft,
    StageMuted, StageSet, StageUnmuteAsked,
};

/// One thing that happened in a lesson.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Entry {
    /// Dense per lesson, from 1. The only cursor on the wire, in replay and in packs.
    pub seq: u32,
    /// Lesson time: milliseconds since opening on the home node.
    pub at_ms: i64,
    /// Version of the body's shape.
    pub v: u16,
    /// Who did it; absent when the room itself did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// The class it belongs to; absent when it belongs to the whole lesson.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
    /// The client's own name for the message that caused it, for harmless retries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// Who may see it.
    pub see: See,
    /// What happened.
    #[serde(flatten)]
    pub body: Body,
}

/// Who may see an entry. Staff see every entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum See {
    /// Everyone in the room.
    Everyone,
    /// Teachers, assistants and administrators.
    Staff,
    /// One class and the staff.
    Class(SeeClass),
    /// One person and the staff.
    Person(SeePerson),
}

/// The class that may see an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeeClass {
    /// The class.
    pub class: ClassId,
}

/// The person who may see an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeePerson {
    /// The person.
    pub person: PersonId,
}

/// What happened. On the wire `kind` and `body` stand side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "body")]
pub enum Body {
    /// The lesson began; its clock stands at zero.
    #[serde(rename = "lesson.opened")]
    LessonOpened(LessonOpened),
    /// The lesson is over.
    #[serde(rename = "lesson.closed")]
    LessonClosed(LessonClosed),
    /// A person came in (first connection).
    #[serde(rename = "person.arrived")]
    PersonArrived(PersonArrived),
    /// A person's last connection went and did not come back in time.
    #[serde(rename = "person.left")]
    PersonLeft(PersonLeft),
    /// A teacher muted or unmuted a person's danmaku.
    #[serde(rename = "person.muted")]
    PersonMuted(PersonMuted),
    /// A comment was accepted.
    #[serde(rename = "danmaku.sent")]
    DanmakuSent(DanmakuSent),
    /// The teacher changed how danmaku work.
    #[serde(rename = "danmaku.set")]
    DanmakuSet(DanmakuSet),
    /// The teacher cleared the screen of danmaku.
    #[serde(rename = "danmaku.cleared")]
    DanmakuCleared(DanmakuCleared),
    /// A hand went up.
    #[serde(rename = "hand.raised")]
    HandRaised(HandRaised),
    /// A hand went down.
    #[serde(rename = "hand.lowered")]
    HandLowered(HandLowered),
    /// All hands went down.
    #[serde(rename = "hands.lowered")]
    HandsLowered(HandsLowered),
    /// A poll was opened.
    #[serde(rename = "poll.opened")]
    PollOpened(PollOpened),
    /// A person voted. In an anonymous poll the choices stand elsewhere, unlinked.
    #[serde(rename = "poll.voted")]
    PollVoted(PollVoted),
    /// A poll takes no more votes; its final counts.
    #[serde(rename = "poll.closed")]
    PollClosed(PollClosed),
    /// A poll's counts were shown to everyone.
    #[serde(rename = "poll.shown")]
    PollShown(PollShown),
    /// A quiz was opened.
    #[serde(rename = "quiz.opened")]
    QuizOpened(QuizOpened),
    /// The key of the quiz just opened; for staff.
    #[serde(rename = "quiz.keyed")]
    QuizKeyed(QuizKeyed),
    /// A quiz got more time.
    #[serde(rename = "quiz.extended")]
    QuizExtended(QuizExtended),
    /// A person answered. A later answer of the same person replaces it while the quiz is open.
    #[serde(rename = "quiz.answered")]
    QuizAnswered(QuizAnswered),
    /// A quiz takes no more answers; its distribution.
    #[serde(rename = "quiz.closed")]
    QuizClosed(QuizClosed),
    /// Each person's result in a closed quiz; for staff.
    #[serde(rename = "quiz.judged")]
    QuizJudged(QuizJudged),
    /// A quiz's key, distribution and explanation were shown to everyone.
    #[serde(rename = "quiz.shown")]
    QuizShown(QuizShown),
    /// A person was picked.
    #[serde(rename = "pick.made")]
    PickMade(PickMade),
    /// A teacher announced something.
    #[serde(rename = "announcement.posted")]
    AnnouncementPosted(AnnouncementPosted),
    /// A picture or sound began to arrive.
    #[serde(rename = "media.started")]
    MediaStarted(MediaStarted),
    /// Where a track's own time stands on the lesson's clock.
    #[serde(rename = "media_anchor")]
    MediaAnchor(MediaAnchor),
    /// A picture or sound stopped arriving.
    #[serde(rename = "media.stopped")]
    MediaStopped(MediaStopped),
    /// The teacher shifted the picture against the entries.
    #[serde(rename = "media.shifted")]
    MediaShifted(MediaShifted),
    /// The recording's state changed.
    #[serde(rename = "recording.changed")]
    RecordingChanged(RecordingChanged),
    /// The class looks at another page.
    #[serde(rename = "page.turned")]
    PageTurned(PageTurned),
    /// A learner may write from now on, or may no longer.
    #[serde(rename = "writer.set")]
    WriterSet(WriterSet),
    /// Somebody drew, erased or moved something.
    #[serde(rename = "ink.drawn")]
    InkDrawn(InkDrawn),
    /// The class sees a part of an edition from now on.
    #[serde(rename = "part.played")]
    PartPlayed(PartPlayed),
    /// The part stands still.
    #[serde(rename = "part.held")]
    PartHeld(PartHeld),
    /// A stage has more or fewer seats.
    #[serde(rename = "stage.set")]
    StageSet(StageSet),
    /// Somebody was invited to a stage.
    #[serde(rename = "stage.invited")]
    StageInvited(StageInvited),
    /// An invitation ended, and nobody came.
    #[serde(rename = "stage.invitation_ended")]
    StageInvitationEnded(StageInvitationEnded),
    /// Somebody is on a stage from now on.
    #[serde(rename = "stage.joined")]
    StageJoined(StageJoined),
    /// Somebody's microphone, camera or screen went on or off.
    #[serde(rename = "stage.changed")]
    StageChanged(StageChanged),
    /// Somebody was asked to switch his microphone on.
    #[serde(rename = "stage.unmute_asked")]
    StageUnmuteAsked(StageUnmuteAsked),
    /// Somebody is no longer on a stage.
    #[serde(rename = "stage.left")]
    StageLeft(StageLeft),
    /// The microphones of all but teachers went off.
    #[serde(rename = "stage.muted")]
    StageMuted(StageMuted),
    /// Everybody but teachers was put down, and all invitations ended.
    #[serde(rename = "stage.cleared")]
    StageCleared(StageCleared),
    /// A class stands still where it is from now on, while the lesson goes on.
    #[serde(rename = "class.held")]
    ClassHeld(ClassHeld),
    /// A class that stood still goes on, faster than the lesson.
    #[serde(rename = "class.resumed")]
    ClassResumed(ClassResumed),
    /// A class that was behind is where the lesson is.
    #[serde(rename = "class.caught_up")]
    ClassCaughtUp(ClassCaughtUp),
    /// A class said how the lesson goes for it.
    #[serde(rename = "pace.set")]
    PaceSet(PaceSet),
}

/// See [`Body::LessonOpened`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LessonOpened {
    /// UTC at lesson time zero.
    pub utc: UtcMs,
}

/// See [`Body::LessonClosed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LessonClosed {}

/// See [`Body::PersonArrived`]; `by` is the person, `class` the class he attends with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonArrived {}

/// See [`Body::PersonLeft`]; `by` is the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonLeft {}

/// See [`Body::PersonMuted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonMuted {
    /// Who.
    pub person: PersonId,
    /// Whether he may no longer send danmaku.
    pub muted: bool,
}

/// See [`Body::DanmakuSent`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DanmakuSent {
    /// The comment, one line of plain text, at most 30 characters.
    pub text: String,
}

/// See [`Body::DanmakuSet`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DanmakuSet {
    /// Whether danmaku may be sent.
    pub on: bool,
    /// The least time between two danmaku of one person; 0 for none.
    pub slow_ms: u32,
}

/// See [`Body::DanmakuCleared`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DanmakuCleared {}

/// See [`Body::HandRaised`]; `by` is the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandRaised {}

/// See [`Body::HandLowered`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandLowered {
    /// Whose hand; he himself or a teacher lowered it.
    pub person: PersonId,
}

/// See [`Body::HandsLowered`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandsLowered {}

/// See [`Body::QuizOpened`]. It ends at `at_ms + limit_ms`; answers pressed in time arrive until
/// `grace_ms` later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuizOpened {
    /// Names the quiz.
    pub activity: ActivityId,
    /// What learners see.
    pub prompt: Prompt,
    /// Time to answer; absent when the teacher closes it by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_ms: Option<u32>,
    /// How long after the end an answer that was pressed in time may still arrive.
    pub grace_ms: u32,
}

/// See [`Body::QuizKeyed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuizKeyed {
    /// The quiz.
    pub activity: ActivityId,
    /// What is right; absent when nothing is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

/// See [`Body::QuizExtended`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuizExtended {
    /// The quiz.
    pub activity: ActivityId,
    /// Time added to the limit.
    pub add_ms: u32,
}

/// See [`Body::QuizAnswered`]; `by` is the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuizAnswered {
    /// The quiz.
    pub activity: ActivityId,
    /// The answer.
    pub answer: Answer,
    /// Whether it was pressed in time but arrived in the grace time.
    #[serde(default)]
    pub late_by_network: bool,
    /// Where the class's own clock stood, of an answer that was late because the class was behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_ms: Option<i64>,
    /// Who collected it from a class before one screen; absent when the learner gave it himself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected_by: Option<PersonId>,
}

/// See [`Body::QuizClosed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuizClosed {
    /// The quiz.
    pub activity: ActivityId,
    /// How many people answered.
    pub answered: u32,
}

/// See [`Body::QuizJudged`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuizJudged {
    /// The quiz.
    pub activity: ActivityId,
    /// How often each option was chosen.
    pub counts: Vec<Count>,
    /// Each person's result.
    pub results: Vec<PersonResult>,
}

/// One person's result in a quiz.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonResult {
    /// Who.
    pub person: PersonId,
    /// Whether the answer was right; absent when nothing is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<bool>,
    /// Points earned.
    pub points: u32,
}

/// See [`Body::QuizShown`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuizShown {
    /// The quiz.
    pub activity: ActivityId,
    /// What is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// How often each option was chosen.
    pub counts: Vec<Count>,
    /// How many people answered.
    pub answered: u32,
}

/// See [`Body::PickMade`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PickMade {
    /// Who was picked.
    pub person: PersonId,
}

/// See [`Body::AnnouncementPosted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AnnouncementPosted {
    /// Plain text, at most 200 characters.
    pub text: String,
}

/// Whether a track is a picture or sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrackKind {
    /// A picture.
    Video,
    /// A sound.
    Audio,
}

/// One track of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Track {
    /// Lesson-wide id; 1 is the first picture, 2 the programme's sound.
    pub id: u32,
    /// Picture or sound.
    pub kind: TrackKind,
    /// RFC 6381 codec string: `avc1.64001f`, `mp4a.40.2`.
    pub codec: String,
}

/// See [`Body::MediaStarted`]. A *run* is one publisher connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MediaStarted {
    /// Number of the run within the lesson, from 1.
    pub run: u32,
    /// Its tracks.
    pub tracks: Vec<Track>,
    /// Whether it shows and sounds what is on the stage, and not what an encoder sends.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_stage: bool,
}

/// See [`Body::MediaAnchor`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MediaAnchor {
    /// The run.
    pub run: u32,
    /// The track.
    pub track: u32,
    /// The track's time in the outputs (fMP4 decode time), in milliseconds.
    pub media_ms: i64,
    /// Where that stands on the lesson's clock.
    pub lesson_ms: i64,
}

/// See [`Body::MediaStopped`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MediaStopped {
    /// The run.
    pub run: u32,
}

/// See [`Body::MediaShifted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MediaShifted {
    /// Entries are applied this much later (or earlier, if negative) against the picture.
    pub shift_ms: i32,
}

/// How the recording stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordingState {
    /// All that arrives is kept.
    Recording,
    /// The disk is full; the lesson goes on without being kept.
    DiskFull,
    /// Writing failed for another reason.
    Failed,
}

/// See [`Body::RecordingChanged`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecordingChanged {
    /// The new state.
    pub state: RecordingState,
}

/// See [`Body::WriterSet`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WriterSet {
    /// Who.
    pub person: PersonId,
    /// Whether he may write.
    pub may: bool,
}

/// See [`Body::InkDrawn`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InkDrawn {
    /// The operation; it names its surface.
    pub op: Packed,
}

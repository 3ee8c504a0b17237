//! A room's state as one person may see it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClassId, EditionId, PersonId};
use xingtan_item::answer::Answer;
use xingtan_item::question::{Choice, Key, Prompt};

use super::classes::{ClassNow, Paces};
use super::server::{LessonState, Presence, Role};
use super::stage::StageNow;
use crate::entry::{Count, RecordingState, Track};
use crate::page::Page;

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
    /// What the class looks at.
    pub surface: Page,
    /// Since when, lesson time.
    pub surface_ms: i64,
    /// The learners who may write, in the order of ids.
    pub writers: Vec<PersonId>,
    /// The surfaces with ink on them, in the order of their names.
    pub inked: Vec<Inked>,
    /// The part of an edition that is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<PartNow>,
    /// The stages on which anything happened yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<StageNow>,
    /// How classes stand of which anything is known: staff of the whole lesson see those that are
    /// behind, others their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<ClassNow>,
    /// Staff: how the lesson goes for the classes elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paces: Option<Paces>,
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
    /// When your vote was kept, lesson time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine_ms: Option<i64>,
    /// How many voted.
    pub answered: u32,
    /// Staff: who has answered so far, in the order of ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<Vec<PersonId>>,
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
    /// When your own answer was kept, lesson time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine_ms: Option<i64>,
    /// Whether your own answer came in the grace time; absent unless it did.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mine_late_by_network: bool,
    /// How many answered.
    pub answered: u32,
    /// Staff: who has answered so far, in the order of ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<Vec<PersonId>>,
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
    /// Whether it shows and sounds what is on the stage, and not what an encoder sends.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_stage: bool,
}

/// A surface with ink on it; what it looks like is asked for by HTTP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Inked {
    /// Its name.
    pub surface: String,
    /// The latest entry of ink on it.
    pub seq: u32,
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

/// The part of an edition that the class sees. While it plays, the source stands at `from_ms` and
/// what has gone by since `since_ms`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartNow {
    /// The edition.
    pub edition: EditionId,
    /// The part's number in it.
    pub part: u32,
    /// Where it was on the source's clock.
    pub from_ms: i64,
    /// When, lesson time.
    pub since_ms: i64,
    /// Whether it stands still there.
    pub held: bool,
}

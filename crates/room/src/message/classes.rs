//! What a client may send for a class, and how classes stand as one person may see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::{ActivityId, ClassId, ClientId, PersonId};
use xingtan_item::answer::Answer;

use crate::classes::{Cursor, Pace};
use crate::stage::StageId;

/// See [`super::ClientMessage::HoldClass`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HoldClass {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The class; one's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
}

/// See [`super::ClientMessage::CatchUp`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CatchUp {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The class; one's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
}

/// See [`super::ClientMessage::GoLive`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoLive {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The class; one's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
}

/// See [`super::ClientMessage::SetPace`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SetPace {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The class; one's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
    /// How the lesson goes for it.
    pub pace: Pace,
}

/// See [`super::ClientMessage::CollectAnswers`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CollectAnswers {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The quiz.
    pub activity: ActivityId,
    /// One answer of each learner, at most 100.
    pub answers: Vec<CollectedAnswer>,
}

/// See [`super::ClientMessage::CallClass`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CallClass {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// The class; when absent the one that was not called for longest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
}

/// See [`super::ClientMessage::DismissClass`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DismissClass {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// The class; one's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
}

/// See [`super::ClientMessage::SpeakForClass`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SpeakForClass {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// Whether the class's microphone is on.
    pub on: bool,
}

/// What one learner answered to a teacher who collected it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CollectedAnswer {
    /// Who.
    pub person: PersonId,
    /// The answer.
    pub answer: Answer,
}

/// How one class stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClassNow {
    /// The class.
    pub class: ClassId,
    /// Where it is; absent when it is where the lesson is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// How the lesson goes for it, where it said so: for its own teacher and its screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pace: Option<Pace>,
}

/// One class for which the lesson does not go well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClassPace {
    /// The class.
    pub class: ClassId,
    /// How it goes.
    pub pace: Pace,
    /// Since when, lesson time.
    pub since_ms: i64,
}

/// See [`super::ServerMessage::Paces`]. At most one a second.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Paces {
    /// Classes that are lost.
    pub lost: u32,
    /// Classes for which it is too fast.
    pub too_fast: u32,
    /// Classes for which it is fine.
    pub fine: u32,
    /// Those with most trouble: the lost, then those for which it is too fast, the longest first;
    /// at most ten.
    pub slowest: Vec<ClassPace>,
    /// Classes that stand still.
    pub held: u32,
    /// Since when the one does that has stood longest, lesson time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_since_ms: Option<i64>,
    /// Classes that are catching up.
    pub catching_up: u32,
    /// Classes whose screens are here.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub here: u32,
    /// From when on it is long since a class was called, lesson time; absent while one is on a
    /// stage, and while none is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_due_ms: Option<i64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it so.")]
const fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// How one class stands, for the staff who ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClassStanding {
    /// The class.
    pub class: ClassId,
    /// Whether its screen is here.
    pub is_here: bool,
    /// How the lesson goes for it, where it said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pace: Option<Pace>,
    /// When it was called last, lesson time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_ms: Option<i64>,
}

impl Paces {
    /// Whether any class said anything, or is behind.
    pub fn has_any(&self) -> bool {
        *self != Self::default()
    }
}

//! What entries say of stages.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::{ClassId, PersonId};

use super::kinds::{Kinds, StageId, StageRole};

/// See [`crate::entry::Body::StageSet`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageSet {
    /// The stage.
    pub stage: StageId,
    /// How many it has room for. Whoever is on it stays.
    pub seats: u32,
}

/// See [`crate::entry::Body::StageInvited`]; `by` is the teacher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageInvited {
    /// The stage.
    pub stage: StageId,
    /// Who.
    pub person: PersonId,
    /// What he may send when he comes.
    pub may: Kinds,
    /// Until when he may accept, lesson time.
    pub until_ms: i64,
}

/// Why an invitation ended without a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationEnd {
    /// He did not want to.
    Declined,
    /// A teacher took it back.
    Withdrawn,
    /// He said nothing in time.
    Expired,
    /// His hand went down.
    HandLowered,
    /// He left the room.
    Left,
}

/// See [`crate::entry::Body::StageInvitationEnded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageInvitationEnded {
    /// The stage.
    pub stage: StageId,
    /// Who was invited.
    pub person: PersonId,
    /// Why it ended.
    pub why: InvitationEnd,
}

/// See [`crate::entry::Body::StageJoined`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageJoined {
    /// The stage.
    pub stage: StageId,
    /// Who.
    pub person: PersonId,
    /// His name: on the socket, for learners do not know all names; never in the journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// As what.
    pub role: StageRole,
    /// The class for which it stands, where it is the screen of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
    /// The seat, from 1: the lowest that was free.
    pub seat: u32,
    /// What he may send.
    pub may: Kinds,
    /// What he sends to begin with.
    pub on: Kinds,
}

/// See [`crate::entry::Body::StageChanged`]; `by` is he himself, or the teacher who muted him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageChanged {
    /// The stage.
    pub stage: StageId,
    /// Who.
    pub person: PersonId,
    /// What he sends from now on.
    pub on: Kinds,
}

/// See [`crate::entry::Body::StageUnmuteAsked`]; `by` is the teacher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageUnmuteAsked {
    /// The stage.
    pub stage: StageId,
    /// Who is asked.
    pub person: PersonId,
}

/// Why somebody is no longer on a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StageLeave {
    /// He went by himself.
    SteppedDown,
    /// A teacher put him down.
    Lowered,
    /// His connection went and did not come back.
    Lost,
}

/// See [`crate::entry::Body::StageLeft`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageLeft {
    /// The stage.
    pub stage: StageId,
    /// Who.
    pub person: PersonId,
    /// Why.
    pub why: StageLeave,
}

/// See [`crate::entry::Body::StageMuted`]; `by` is the teacher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageMuted {
    /// The stage.
    pub stage: StageId,
}

/// See [`crate::entry::Body::StageCleared`]; `by` is the teacher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageCleared {
    /// The stage.
    pub stage: StageId,
}

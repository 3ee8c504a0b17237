//! What a client may send about stages, and how a stage stands as one person may see it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::{ClassId, ClientId, PersonId};

use crate::stage::{Kinds, StageId, StageRole};

/// See [`super::ClientMessage::SetStage`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SetStage {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// How many it shall have room for, 1 to 50.
    pub seats: u32,
}

/// See [`super::ClientMessage::InviteToStage`]. Whoever is invited may speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InviteToStage {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// Who.
    pub person: PersonId,
    /// Whether he may show himself.
    #[serde(default)]
    pub picture: bool,
    /// Whether he may show his screen.
    #[serde(default)]
    pub screen: bool,
}

/// See [`super::ClientMessage::WithdrawInvitation`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WithdrawInvitation {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// Whose invitation.
    pub person: PersonId,
}

/// See [`super::ClientMessage::AcceptInvitation`]. The microphone is off to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AcceptInvitation {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// Whether to begin with a picture.
    #[serde(default)]
    pub picture: bool,
}

/// See [`super::ClientMessage::DeclineInvitation`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeclineInvitation {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
}

/// See [`super::ClientMessage::JoinStage`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JoinStage {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// Whether to begin with sound.
    #[serde(default)]
    pub sound: bool,
    /// Whether to begin with a picture.
    #[serde(default)]
    pub picture: bool,
    /// Whether to begin with the screen.
    #[serde(default)]
    pub screen: bool,
}

/// See [`super::ClientMessage::LeaveStage`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeaveStage {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
}

/// See [`super::ClientMessage::LowerFromStage`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LowerFromStage {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// Who.
    pub person: PersonId,
}

/// See [`super::ClientMessage::ClearStage`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClearStage {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
}

/// See [`super::ClientMessage::MuteOnStage`]. Only he himself can speak again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MuteOnStage {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// Who.
    pub person: PersonId,
}

/// See [`super::ClientMessage::MuteStage`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MuteStage {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
}

/// See [`super::ClientMessage::AskToUnmute`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AskToUnmute {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// Who.
    pub person: PersonId,
}

/// See [`super::ClientMessage::SetOnStage`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SetOnStage {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The stage; the main one when absent.
    #[serde(default)]
    pub stage: StageId,
    /// Whether one's microphone is on.
    pub sound: bool,
    /// Whether one's camera is on.
    pub picture: bool,
    /// Whether one's screen is shown.
    pub screen: bool,
}

/// A stage as one person may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageNow {
    /// Names it; 1 is the main one.
    pub stage: StageId,
    /// How many it has room for.
    pub seats: u32,
    /// Who is on it, in the order of seats.
    pub members: Vec<StageMember>,
    /// Who is invited, first invited first: staff see all, others only themselves.
    pub invited: Vec<StageInvitation>,
}

/// Somebody on a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageMember {
    /// Who.
    pub person: PersonId,
    /// His name.
    pub name: String,
    /// As what.
    pub role: StageRole,
    /// The class for which it stands, where it is the screen of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
    /// The seat, from 1.
    pub seat: u32,
    /// What he may send.
    pub may: Kinds,
    /// What he sends.
    pub on: Kinds,
    /// Since when he is there, lesson time.
    pub since_ms: i64,
}

/// An invitation that nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageInvitation {
    /// Who.
    pub person: PersonId,
    /// What he may send when he comes.
    pub may: Kinds,
    /// Until when he may accept, lesson time.
    pub until_ms: i64,
}

//! Which stage, as what, and with what.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::PersonId;

use crate::limits;
use crate::message::Role;
use crate::roster::Roster;

/// Names a stage of a lesson; 1 is the main one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(transparent)]
pub struct StageId(pub u32);

impl StageId {
    /// The stage that the whole lesson sees.
    pub const MAIN: Self = Self(1);

    /// Whether there can be such a stage.
    pub const fn is_in_range(self) -> bool {
        self.0 >= 1 && self.0 <= limits::STAGES_MAX
    }
}

impl Default for StageId {
    fn default() -> Self {
        Self::MAIN
    }
}

/// Sound, picture and screen: what somebody may send, or does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = StageKinds)]
pub struct Kinds {
    /// The microphone.
    pub sound: bool,
    /// The camera.
    pub picture: bool,
    /// What is on his screen.
    pub screen: bool,
}

impl Kinds {
    /// All of them.
    pub const ALL: Self = Self { sound: true, picture: true, screen: true };

    /// Whether nothing is among these that is not among those.
    pub const fn is_within(self, those: Self) -> bool {
        (!self.sound || those.sound)
            && (!self.picture || those.picture)
            && (!self.screen || those.screen)
    }

    /// The same without sound.
    #[must_use]
    pub const fn muted(self) -> Self {
        Self { sound: false, ..self }
    }
}

/// As what somebody is on a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StageRole {
    /// A teacher; he needs no invitation, and is not among those who are muted or put down at once.
    Teacher,
    /// A learner.
    Learner,
    /// A whole class, by its classroom's camera and microphone.
    Class,
}

impl StageRole {
    /// As what a person of the roster comes.
    pub(crate) fn of(roster: &Roster, person: PersonId) -> Self {
        match roster.get(person).map(|known| known.role) {
            Some(Role::Staff) => Self::Teacher,
            Some(Role::Classroom) => Self::Class,
            _ => Self::Learner,
        }
    }
}

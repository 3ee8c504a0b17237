//! What entries say of classes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::ClassId;

/// See [`crate::entry::Body::ClassHeld`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClassHeld {
    /// The class.
    pub class: ClassId,
    /// Where on the lesson's clock it stands.
    pub at_ms: i64,
}

/// See [`crate::entry::Body::ClassResumed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClassResumed {
    /// The class.
    pub class: ClassId,
    /// From where on the lesson's clock it goes on.
    pub from_ms: i64,
    /// How fast, in hundredths of the lesson's own pace.
    pub percent: u32,
}

/// See [`crate::entry::Body::ClassCaughtUp`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClassCaughtUp {
    /// The class.
    pub class: ClassId,
    /// What it did not see.
    pub skipped_ms: i64,
}

/// See [`crate::entry::Body::PaceSet`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PaceSet {
    /// The class.
    pub class: ClassId,
    /// How the lesson goes for it.
    pub pace: Pace,
}

/// How a lesson goes for a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// It is lost.
    Lost,
    /// It is too fast.
    TooFast,
    /// It is fine.
    Fine,
}

//! What entries say of the parts of an edition.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::EditionId;

/// See [`crate::entry::Body::PartPlayed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartPlayed {
    /// The edition.
    pub edition: EditionId,
    /// The part's number in it.
    pub part: u32,
    /// From where on the clock of the edition's source; 0 for a part without a picture.
    pub from_ms: i64,
}

/// See [`crate::entry::Body::PartHeld`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartHeld {
    /// The edition.
    pub edition: EditionId,
    /// The part's number in it.
    pub part: u32,
    /// Where it stands, on the clock of the edition's source.
    pub at_ms: i64,
}

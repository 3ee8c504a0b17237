//! Who may see and decide an import: whoever administers its school.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ImportId, PersonId, SchoolId};
use xingtan_platform::db::Tx;

use crate::access::{self, AccessError};

/// Proof: this person may see and decide this import.
#[derive(Debug, Clone, Copy)]
pub struct CanDecideImport {
    school: SchoolId,
    import: ImportId,
}

impl CanDecideImport {
    /// The import's school.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// The import.
    pub const fn import(&self) -> ImportId {
        self.import
    }
}

/// Administrators of the import's school; others of the school are denied, and to everyone else
/// it is not there.
pub async fn decide(
    tx: &Tx,
    person: PersonId,
    import: ImportId,
    at: UtcMs,
) -> Result<CanDecideImport, AccessError> {
    let sql = "select school from roster_import where id = $1";
    let Some(row) = tx.row(sql, &[import.into()]).await? else {
        return Err(AccessError::NotFound);
    };
    let can = access::administer_school(tx, person, row.get("school")?, at).await?;
    Ok(CanDecideImport { school: can.school(), import })
}

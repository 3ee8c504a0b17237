//! Who may do what with packs.
//!
//! A lesson's staff make its packs and take their answers; the teacher of a single class only
//! those of that class. A school's members use what stands on its shelf; its staff put packs there
//! and take the answers off.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, PackImportId, PersonId, SchoolId, ShelvedId};
use xingtan_base::problems;
use xingtan_identity::access::{AccessError, standing};
use xingtan_platform::db::Tx;
use xingtan_platform::http::ApiError;
use xingtan_teaching::access::CanTeach;

use super::shelf::imports::rows::{self as imports, ImportRow};
use super::shelf::rows::{self, ShelvedRow};

/// Whether staff may have the pack of a class.
///
/// # Errors
/// 403 when it is not the class they teach.
pub(super) fn of_class(can: &CanTeach, class: ClassId) -> Result<(), ApiError> {
    match can.class() {
        Some(own) if own != class => Err(problems::forbidden().into()),
        _ => Ok(()),
    }
}

/// Proof: this person may put packs on a school's shelf.
#[derive(Debug, Clone, Copy)]
pub(super) struct CanShelve {
    pub(super) school: SchoolId,
}

/// A school's teachers and administrators put packs on its shelf.
pub(super) async fn shelve(
    tx: &Tx,
    person: PersonId,
    school: SchoolId,
    now: UtcMs,
) -> Result<CanShelve, AccessError> {
    let standing = standing(tx, person, school, now).await?;
    match (standing.is_staff(), standing.learns) {
        (true, _) => Ok(CanShelve { school }),
        (false, true) => Err(AccessError::Denied),
        (false, false) => Err(AccessError::NotFound),
    }
}

/// A pack on its way to a school's shelf is its staff's.
pub(super) async fn of_import(
    tx: &Tx,
    person: PersonId,
    import: PackImportId,
    now: UtcMs,
) -> Result<ImportRow, AccessError> {
    let row = imports::one(tx, import).await?.ok_or(AccessError::NotFound)?;
    shelve(tx, person, row.school, now).await?;
    Ok(row)
}

/// Proof: this person may use this pack of the shelf.
#[derive(Debug, Clone)]
pub(super) struct CanUse {
    pub(super) row: ShelvedRow,
    /// Whether they are of the school's staff.
    pub(super) is_staff: bool,
}

/// A school's members use the packs on its shelf.
pub(super) async fn of_shelf(
    tx: &Tx,
    person: PersonId,
    shelved: ShelvedId,
    now: UtcMs,
) -> Result<CanUse, AccessError> {
    let row = rows::one(tx, shelved).await?.ok_or(AccessError::NotFound)?;
    let standing = standing(tx, person, row.school, now).await?;
    if standing.is_staff() || standing.learns {
        Ok(CanUse { row, is_staff: standing.is_staff() })
    } else {
        Err(AccessError::NotFound)
    }
}

/// A school's staff take its answers and clear its shelf.
pub(super) async fn keep_shelf(
    tx: &Tx,
    person: PersonId,
    shelved: ShelvedId,
    now: UtcMs,
) -> Result<ShelvedRow, AccessError> {
    let can = of_shelf(tx, person, shelved, now).await?;
    if can.is_staff { Ok(can.row) } else { Err(AccessError::Denied) }
}

//! Who may change a school's people.
//!
//! Names and sign-ins are a person's everywhere, so whoever changes them must run every place to
//! which the person belongs. A stop ends what the person is in one school, so running that school
//! is enough for it, but never against somebody who stands above it.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{PersonId, SchoolId};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;

use super::refusals;
use crate::access::{self, AccessError};
use crate::memberships::{self, Held, Membership, Place, Role};

/// Proof: this person of a school may be changed and signed out.
#[derive(Debug, Clone, Copy)]
pub struct CanChangePerson {
    school: SchoolId,
    person: PersonId,
}

impl CanChangePerson {
    /// The school.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// The person who may be changed.
    pub const fn person(&self) -> PersonId {
        self.person
    }
}

/// Proof: this person may be stopped in a school.
#[derive(Debug, Clone)]
pub struct CanStopPerson {
    school: SchoolId,
    person: PersonId,
    held: Vec<Held>,
}

impl CanStopPerson {
    /// The school.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// The person who may be stopped.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// What the person is in the school; nothing when they are stopped already.
    pub fn held(&self) -> &[Held] {
        &self.held
    }
}

/// Proof: this person, if stopped in a school, may be resumed there.
#[derive(Debug, Clone)]
pub struct CanResumePerson {
    school: SchoolId,
    person: PersonId,
    stopped: Vec<Held>,
}

impl CanResumePerson {
    /// The school.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// The person who may be resumed.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// What the person was in the school; nothing when they are not stopped.
    pub fn stopped(&self) -> &[Held] {
        &self.stopped
    }
}

/// Whoever runs the school, and every other place where the person is something now.
pub async fn change(
    tx: &Tx,
    by: PersonId,
    (school, person): (SchoolId, PersonId),
    at: UtcMs,
) -> Result<CanChangePerson, AccessError> {
    belonging(tx, by, (school, person), at).await?;
    let own = memberships::held(tx, by, at).await?;
    for theirs in memberships::held(tx, person, at).await? {
        if !runs(tx, &own, theirs.place).await? {
            return Err(AccessError::Denied);
        }
    }
    Ok(CanChangePerson { school, person })
}

/// Whoever runs the school; nobody stops himself, the school's last administrator, or somebody
/// above it.
pub async fn stop(
    tx: &Tx,
    by: PersonId,
    (school, person): (SchoolId, PersonId),
    at: UtcMs,
) -> Result<CanStopPerson, ApiError> {
    let Belonging { held, .. } = belonging(tx, by, (school, person), at).await?;
    not_above(tx, by, person, at).await?;
    if by == person {
        return Err(refusals::yourself().into());
    }
    let administers = held.iter().any(|held| held.membership.role == Role::Administrator);
    if administers && others_who_administer(tx, (school, person), at).await? == 0 {
        return Err(refusals::last_administrator().into());
    }
    Ok(CanStopPerson { school, person, held })
}

/// Whoever may have stopped the person.
pub async fn resume(
    tx: &Tx,
    by: PersonId,
    (school, person): (SchoolId, PersonId),
    at: UtcMs,
) -> Result<CanResumePerson, AccessError> {
    let Belonging { stopped, .. } = belonging(tx, by, (school, person), at).await?;
    not_above(tx, by, person, at).await?;
    Ok(CanResumePerson { school, person, stopped })
}

/// What a person is, or was until stopped, in a school.
struct Belonging {
    held: Vec<Held>,
    stopped: Vec<Held>,
}

/// The caller must run the school; whoever neither is nor was stopped in it is not found.
async fn belonging(
    tx: &Tx,
    by: PersonId,
    (school, person): (SchoolId, PersonId),
    at: UtcMs,
) -> Result<Belonging, AccessError> {
    let can = access::administer_school(tx, by, school, at).await?;
    let held = memberships::held_in(tx, person, can.school(), at).await?;
    let stopped = memberships::stopped_in(tx, person, can.school()).await?;
    if held.is_empty() && stopped.is_empty() {
        return Err(AccessError::NotFound);
    }
    Ok(Belonging { held, stopped })
}

async fn not_above(tx: &Tx, by: PersonId, person: PersonId, at: UtcMs) -> Result<(), AccessError> {
    let own = memberships::held(tx, by, at).await?;
    for theirs in memberships::held(tx, person, at).await? {
        if matches!(theirs.place, Place::Region(_)) && !runs(tx, &own, theirs.place).await? {
            return Err(AccessError::Denied);
        }
    }
    Ok(())
}

/// Whether roles run a place.
async fn runs(tx: &Tx, own: &[Membership], place: Place) -> Result<bool, db::Error> {
    match place {
        Place::Region(_) => Ok(own.iter().any(|own| own.place == place)),
        Place::School(school) | Place::Class(school, _) => {
            Ok(access::standing_of(tx, own, school).await?.administers)
        }
    }
}

async fn others_who_administer(
    tx: &Tx,
    (school, person): (SchoolId, PersonId),
    at: UtcMs,
) -> Result<i64, db::Error> {
    let sql = "select count(*) as others from membership where school = $1 and person <> $2 \
               and role = 'administrator' and from_ms <= $3 \
               and (until_ms is null or until_ms > $3)";
    let row = tx.row(sql, &[school.into(), person.into(), at.into()]).await?;
    row.map_or(Ok(0), |row| row.get("others"))
}

//! Facts of people and organisations, with their actor.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, MembershipId, PersonId, RegionId, SchoolId, SessionId};
use xingtan_facts::{Actor, Fact, Happened, Object};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::facts_log;
use xingtan_platform::ids::Ids;

use crate::memberships::{Held, Membership, Place};
use crate::people::create::NewPerson;

/// Who did something, when, and whose matter it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occasion {
    /// Who.
    pub(crate) by: PersonId,
    /// As what.
    pub(crate) role: &'static str,
    /// When.
    pub(crate) at: UtcMs,
    /// Whose matter it is, if it is one school's.
    pub(crate) school: Option<SchoolId>,
}

impl Occasion {
    /// What somebody does with their own account.
    pub(crate) const fn own(by: PersonId, at: UtcMs) -> Self {
        Self { by, role: "person", at, school: None }
    }

    /// What an administrator does for a school.
    pub(crate) const fn administering(by: PersonId, school: SchoolId, at: UtcMs) -> Self {
        Self { by, role: "administrator", at, school: Some(school) }
    }
}

/// Records what happened to a thing in the transaction in which it did.
pub(crate) async fn record(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    object: Object,
    happened: Happened,
) -> Result<(), db::Error> {
    let mut fact = Fact::new(ids.next(), on.at, object, happened);
    fact.school = on.school;
    fact.actor = Some(Actor { person: on.by, role: on.role.to_owned(), on_behalf_of: None });
    facts_log::record(tx, &fact).await
}

/// Records a new class.
pub(crate) async fn class(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    (school, class): (SchoolId, ClassId),
    name: &str,
) -> Result<(), db::Error> {
    let happened = Happened::ClassCreated { class, school, name: name.trim().to_owned() };
    record(tx, ids, on, Object::new("class", class), happened).await
}

/// Records a new person with their first role.
pub(crate) async fn person(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    new: &NewPerson,
) -> Result<(), db::Error> {
    let happened = Happened::PersonCreated {
        person: new.id,
        name: new.name.trim().to_owned(),
        display_name: new.display_name.trim().to_owned(),
    };
    record(tx, ids, on, Object::new("person", new.id), happened).await?;
    let (id, held) = new.membership;
    membership(tx, ids, on, (id, new.id), held).await
}

/// Records a role that a person got.
pub(crate) async fn membership(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    (membership, person): (MembershipId, PersonId),
    held: Membership,
) -> Result<(), db::Error> {
    let (region, school, class) = parts(held.place);
    let happened = Happened::MembershipGranted {
        membership,
        person,
        role: held.role.word().to_owned(),
        region,
        school,
        class,
        from_ms: on.at.0,
        until_ms: None,
    };
    record(tx, ids, on, Object::new("membership", membership), happened).await
}

/// Records a role that ended now.
pub(crate) async fn membership_ended(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    person: PersonId,
    held: Held,
) -> Result<(), db::Error> {
    let (region, school, class) = parts(held.membership.place);
    let happened = Happened::MembershipEnded {
        membership: held.id,
        person,
        role: held.membership.role.word().to_owned(),
        region,
        school,
        class,
        from_ms: held.from.0,
        until_ms: on.at.0,
    };
    record(tx, ids, on, Object::new("membership", held.id), happened).await
}

/// A place as facts name it.
const fn parts(place: Place) -> (Option<RegionId>, Option<SchoolId>, Option<ClassId>) {
    match place {
        Place::Region(region) => (Some(region), None, None),
        Place::School(school) => (None, Some(school), None),
        Place::Class(school, class) => (None, Some(school), Some(class)),
    }
}

/// Records the end of a person's sessions.
pub(crate) async fn sessions_ended(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    person: PersonId,
    ended: &[SessionId],
) -> Result<(), db::Error> {
    for session in ended {
        let happened = Happened::SessionEnded { session: *session, person };
        record(tx, ids, on, Object::new("session", session), happened).await?;
    }
    Ok(())
}

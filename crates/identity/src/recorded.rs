//! Facts of people and organisations, with their actor.

use std::slice;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, MembershipId, PersonId, RegionId, SchoolId, SessionId};
use xingtan_facts::{Actor, Fact, Happened, Object};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::facts_log;
use xingtan_platform::ids::Ids;

use crate::memberships::{Held, Membership, Place, Started};
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
    facts_log::record(tx, &fact(ids, on, object, happened)).await
}

fn fact(ids: &Ids, on: Occasion, object: Object, happened: Happened) -> Fact {
    let mut fact = Fact::new(ids.next(), on.at, object, happened);
    fact.school = on.school;
    fact.actor = Some(Actor { person: on.by, role: on.role.to_owned(), on_behalf_of: None });
    fact
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
    roster(tx, ids, on, slice::from_ref(new), &[]).await
}

/// Records new people with their first role, and roles that others got with them.
pub(crate) async fn roster(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    new: &[NewPerson],
    joined: &[Started],
) -> Result<(), db::Error> {
    let mut facts = Vec::with_capacity(2 * new.len() + joined.len());
    for new in new {
        let happened = Happened::PersonCreated {
            person: new.id,
            name: new.name.trim().to_owned(),
            display_name: new.display_name.trim().to_owned(),
        };
        facts.push(fact(ids, on, Object::new("person", new.id), happened));
        facts.push(granted(ids, on, new.started()));
    }
    facts.extend(joined.iter().map(|joined| granted(ids, on, *joined)));
    facts_log::record_all(tx, &facts).await
}

/// Records a role that a person got.
pub(crate) async fn membership(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    (id, person): (MembershipId, PersonId),
    membership: Membership,
) -> Result<(), db::Error> {
    facts_log::record(tx, &granted(ids, on, Started { id, person, membership })).await
}

fn granted(ids: &Ids, on: Occasion, Started { id, person, membership }: Started) -> Fact {
    let (region, school, class) = parts(membership.place);
    let happened = Happened::MembershipGranted {
        membership: id,
        person,
        role: membership.role.word().to_owned(),
        region,
        school,
        class,
        from_ms: on.at.0,
        until_ms: None,
    };
    fact(ids, on, Object::new("membership", id), happened)
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

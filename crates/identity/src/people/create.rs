//! Writing a new person; callers have checked that they may.

use std::slice;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{MembershipId, PersonId};
use xingtan_base::languages::Language;
use xingtan_platform::db::{self, Tx, Value};

use crate::memberships::{self, Membership, Started};
use crate::signin_names::fold;

/// A person about to be written.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Their id.
    pub id: PersonId,
    /// What they sign in with.
    pub name: String,
    /// What others read.
    pub display_name: String,
    /// Their language.
    pub language: Language,
    /// The argon2id hash of their password.
    pub password_hash: String,
    /// Whether somebody gave it to them: then they are asked to choose their own.
    pub is_password_given: bool,
    /// Their first role and its id.
    pub membership: (MembershipId, Membership),
}

impl NewPerson {
    /// Writes the person, the password and the membership.
    pub async fn write(&self, tx: &Tx, now: UtcMs) -> Result<(), db::Error> {
        write_all(tx, slice::from_ref(self), now).await
    }

    fn row(&self, now: UtcMs) -> [Value; 7] {
        [
            self.id.into(),
            self.name.trim().into(),
            fold(&self.name).into(),
            self.display_name.trim().into(),
            fold(&self.display_name).into(),
            self.language.tag().into(),
            now.into(),
        ]
    }

    /// The first role.
    pub(crate) fn started(&self) -> Started {
        let (id, membership) = self.membership;
        Started { id, person: self.id, membership }
    }
}

/// Writes people, their passwords and their memberships.
pub async fn write_all(tx: &Tx, people: &[NewPerson], now: UtcMs) -> Result<(), db::Error> {
    let rows: Vec<_> = people.iter().map(|person| person.row(now)).collect();
    let target = "person (id, name, name_key, display_name, display_key, language, created_ms)";
    tx.insert(target, &rows).await?;
    let password = |person: &NewPerson| -> [Value; 4] {
        let is_given = i64::from(person.is_password_given);
        [person.id.into(), (&person.password_hash).into(), now.into(), is_given.into()]
    };
    let rows: Vec<_> = people.iter().map(password).collect();
    tx.insert("password (person, hash, changed_ms, is_given)", &rows).await?;
    let started: Vec<_> = people.iter().map(NewPerson::started).collect();
    memberships::start_all(tx, &started, now).await
}

//! Writing a new person; callers have checked that they may.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{MembershipId, PersonId};
use xingtan_base::languages::Language;
use xingtan_platform::db::{self, Tx};

use crate::memberships::{self, Membership};
use crate::passwords::store;
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
    /// Their first role and its id.
    pub membership: (MembershipId, Membership),
}

impl NewPerson {
    /// Writes the person, the password and the membership.
    pub async fn write(&self, tx: &Tx, now: UtcMs) -> Result<(), db::Error> {
        tx.execute(
            "insert into person (id, name, name_key, display_name, display_key, language, \
             created_ms) values ($1, $2, $3, $4, $5, $6, $7)",
            &[
                self.id.into(),
                self.name.trim().into(),
                fold(&self.name).into(),
                self.display_name.trim().into(),
                fold(&self.display_name).into(),
                self.language.tag().into(),
                now.into(),
            ],
        )
        .await?;
        store::set(tx, self.id, &self.password_hash, now).await?;
        let (id, membership) = self.membership;
        memberships::start(tx, id, self.id, membership, now).await
    }
}

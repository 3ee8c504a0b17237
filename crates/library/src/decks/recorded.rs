//! Facts of decks.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{DeckId, PersonId, SchoolId};
use xingtan_facts::{Actor, Fact, Happened, Object};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::facts_log;
use xingtan_platform::ids::Ids;

use crate::access::CanKeepDeck;

/// Which deck, when, and who did it; nobody when the server did.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion {
    pub(super) deck: DeckId,
    pub(super) school: SchoolId,
    pub(super) at: UtcMs,
    pub(super) by: Option<(PersonId, Role)>,
}

/// As what a person did it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role {
    Teacher,
    Administrator,
}

impl Role {
    /// A teacher who also administers acts as a teacher.
    pub(super) const fn of(teaches: bool) -> Self {
        if teaches { Self::Teacher } else { Self::Administrator }
    }
}

impl Occasion {
    /// What the keeper of a deck does to it.
    pub(super) const fn of(can: &CanKeepDeck, at: UtcMs) -> Self {
        let by = Some((can.person(), Role::of(can.teaches())));
        Self { deck: can.deck(), school: can.school(), at, by }
    }
}

/// Records what happened to a deck in the transaction in which it did.
pub(super) async fn record(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    happened: Happened,
) -> Result<(), db::Error> {
    let mut fact = Fact::new(ids.next(), on.at, Object::new("deck", on.deck), happened);
    fact.school = Some(on.school);
    fact.actor = on.by.map(|(person, role)| {
        let role = match role {
            Role::Teacher => "teacher",
            Role::Administrator => "administrator",
        };
        Actor { person, role: role.to_owned(), on_behalf_of: None }
    });
    facts_log::record(tx, &fact).await
}

//! Who may do what to uploads and decks.
//!
//! A file on its way is its sender's alone. A deck belongs to a school and to who made it: they
//! keep it while they teach or administer there, and so do the school's administrators. To
//! everyone else it does not exist; in a lesson, `teaching` shows it.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{DeckId, PersonId, SchoolId};
use xingtan_identity::access::{AccessError, standing};
use xingtan_identity::memberships::{self, Role};
use xingtan_platform::db::Tx;

use crate::decks::deck;

/// Proof: this person may send files.
#[derive(Debug, Clone, Copy)]
pub struct CanUpload {
    person: PersonId,
}

impl CanUpload {
    /// Whose proof this is.
    pub const fn person(&self) -> PersonId {
        self.person
    }
}

/// Proof: this person may make decks in this school.
#[derive(Debug, Clone, Copy)]
pub struct CanMakeDecks {
    school: SchoolId,
    person: PersonId,
    teaches: bool,
}

impl CanMakeDecks {
    /// The school.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// Whose proof this is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Whether the person is a teacher there, rather than an administrator alone.
    pub const fn teaches(&self) -> bool {
        self.teaches
    }
}

/// Proof: this person keeps this deck: sees, renames, calls off and removes it.
#[derive(Debug, Clone, Copy)]
pub struct CanKeepDeck {
    deck: DeckId,
    school: SchoolId,
    person: PersonId,
    teaches: bool,
}

impl CanKeepDeck {
    /// The deck.
    pub const fn deck(&self) -> DeckId {
        self.deck
    }

    /// The school it belongs to.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// Whose proof this is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Whether the person is a teacher there, rather than an administrator alone.
    pub const fn teaches(&self) -> bool {
        self.teaches
    }
}

/// Who teaches or administers anywhere may send files.
pub async fn upload(tx: &Tx, person: PersonId, now: UtcMs) -> Result<CanUpload, AccessError> {
    let held = memberships::held(tx, person, now).await?;
    if held.iter().any(|membership| membership.role != Role::Learner) {
        Ok(CanUpload { person })
    } else {
        Err(AccessError::Denied)
    }
}

/// Teachers and administrators of a school make decks there.
pub async fn make_decks(
    tx: &Tx,
    person: PersonId,
    school: SchoolId,
    now: UtcMs,
) -> Result<CanMakeDecks, AccessError> {
    let standing = standing(tx, person, school, now).await?;
    if standing.is_staff() {
        Ok(CanMakeDecks { school, person, teaches: standing.teaches })
    } else if standing.learns {
        Err(AccessError::Denied)
    } else {
        Err(AccessError::NotFound)
    }
}

/// Who made a deck keeps it, and the administrators of its school do.
pub async fn keep_deck(
    tx: &Tx,
    person: PersonId,
    deck: DeckId,
    now: UtcMs,
) -> Result<CanKeepDeck, AccessError> {
    let (school, owner) = deck::belongs_to(tx, deck).await?.ok_or(AccessError::NotFound)?;
    let standing = standing(tx, person, school, now).await?;
    if standing.administers || (owner == person && standing.teaches) {
        Ok(CanKeepDeck { deck, school, person, teaches: standing.teaches })
    } else {
        Err(AccessError::NotFound)
    }
}

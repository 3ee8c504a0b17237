//! Facts of editions.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{EditionId, LessonId, PersonId, SchoolId};
use xingtan_facts::{Actor, Context, Fact, Happened, Object};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::facts_log;
use xingtan_platform::ids::Ids;

use super::edition::EditionRow;

/// Who did something to which edition, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion {
    pub(super) edition: EditionId,
    pub(super) school: SchoolId,
    pub(super) by: PersonId,
    /// `teacher` or `learner`.
    pub(super) role: &'static str,
    /// In which lesson.
    pub(super) lesson: Option<LessonId>,
    pub(super) at: UtcMs,
}

impl Occasion {
    /// What an edition's owner does to it.
    pub(super) const fn of_owner(row: &EditionRow, at: UtcMs) -> Self {
        Self {
            edition: row.id,
            school: row.school,
            by: row.owner,
            role: "teacher",
            lesson: None,
            at,
        }
    }
}

/// Records it in the transaction in which it happened.
pub(super) async fn record(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    happened: Happened,
) -> Result<(), db::Error> {
    let mut fact = Fact::new(ids.next(), on.at, Object::new("edition", on.edition), happened);
    fact.school = Some(on.school);
    fact.actor = Some(Actor { person: on.by, role: on.role.to_owned(), on_behalf_of: None });
    fact.context = Context { lesson: on.lesson, ..Context::default() };
    facts_log::record(tx, &fact).await
}

//! Moving a learner to another class of the school; callers have checked that they may.

use xingtan_base::ids::ClassId;
use xingtan_base::problems::{self, Problem};
use xingtan_platform::db::Tx;
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;

use super::access::CanChangePerson;
use super::add::known_class;
use super::refusals;
use crate::memberships::{self, Held, Membership, Place, Role};
use crate::recorded::{self, Occasion};

/// A move from one class to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Transfer {
    /// The class to learn in.
    pub(super) to: ClassId,
    /// The class to leave, where the learner may have several.
    pub(super) from: Option<ClassId>,
}

impl Transfer {
    /// Ends the old membership and starts the new one, at the same moment.
    pub(super) async fn write(
        self,
        tx: &Tx,
        ids: &Ids,
        on: Occasion,
        can: CanChangePerson,
    ) -> Result<(), ApiError> {
        let (person, school) = (can.person(), can.school());
        known_class(tx, school, self.to).await?;
        let held = memberships::held_in(tx, person, school, on.at).await?;
        if held.is_empty() {
            return Err(refusals::stopped().into());
        }
        let old = self.left(&held)?;
        if old.class() == Some(self.to) {
            return Ok(());
        }
        memberships::end(tx, old.id, on.at).await?;
        recorded::membership_ended(tx, ids, on, person, old).await?;
        if held.iter().all(|held| held.class() != Some(self.to)) {
            let place = Place::Class(school, self.to);
            let (id, joined) = (ids.next(), Membership { role: Role::Learner, place });
            memberships::start(tx, id, person, joined, on.at).await?;
            recorded::membership(tx, ids, on, (id, person), joined).await?;
        }
        Ok(())
    }

    /// The membership that ends.
    fn left(self, held: &[Held]) -> Result<Held, Problem> {
        let classes: Vec<&Held> = held.iter().filter(|held| held.class().is_some()).collect();
        let fault = |field, code| Err(problems::invalid().field(field, code));
        match (self.from, classes.as_slice()) {
            (_, []) => fault("class", "only_for_learners"),
            (Some(from), known) => {
                let found = known.iter().find(|held| held.class() == Some(from));
                found.map_or_else(|| fault("old_class", "unknown"), |held| Ok(**held))
            }
            (None, [only]) => Ok(**only),
            (None, _) => fault("old_class", "required"),
        }
    }
}

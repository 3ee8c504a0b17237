//! How long each was on a stage, for the report.

use std::collections::HashMap;

use xingtan_base::ids::PersonId;

use super::seats::Stages;

/// Who was on a stage, and how long in all. On two stages at once counts once.
#[derive(Debug, Default)]
pub(crate) struct Minutes {
    since_ms: HashMap<PersonId, i64>,
    there_ms: HashMap<PersonId, i64>,
}

impl Minutes {
    /// Takes how the stages stand after an entry.
    pub(crate) fn take(&mut self, stages: &Stages, at_ms: i64) {
        let members = stages.all().flat_map(|(_, stage)| &stage.members);
        let there: HashMap<_, _> = members.map(|member| (member.person, member.since_ms)).collect();
        for (person, since_ms) in &self.since_ms {
            if !there.contains_key(person) {
                let there_ms = self.there_ms.entry(*person).or_default();
                *there_ms = there_ms.saturating_add(at_ms.saturating_sub(*since_ms));
            }
        }
        self.since_ms.retain(|person, _| there.contains_key(person));
        for (person, since_ms) in there {
            self.since_ms.entry(person).or_insert(since_ms);
        }
    }

    /// Whole minutes, rounded; none for one who never was on a stage.
    pub(crate) fn of(&self, person: PersonId, closed_ms: i64) -> Option<u32> {
        let still_ms = self.since_ms.get(&person).map(|since| closed_ms.saturating_sub(*since));
        let gone_ms = self.there_ms.get(&person).copied();
        let ms = match (still_ms, gone_ms) {
            (None, None) => return None,
            (still, gone) => still.unwrap_or(0).saturating_add(gone.unwrap_or(0)),
        };
        u32::try_from(ms.saturating_add(30_000) / 60_000).ok()
    }
}

//! What was decided and waits for the journal, in groups that are appended together or not at all.

use std::collections::VecDeque;

use xingtan_room::entry::Entry;

use crate::journal::append::{Group, SecretBallot};
use crate::limits::APPEND_ENTRIES_MAX;

/// Groups in the order of their entries.
#[derive(Debug, Default)]
pub struct Pending {
    groups: VecDeque<Group>,
    entries: usize,
}

impl Pending {
    /// Adds what came of one input; it is never split.
    pub fn push(&mut self, entries: Vec<Entry>, ballots: Vec<SecretBallot>) {
        self.entries += entries.len();
        match self.groups.back_mut() {
            Some(group) if group.entries.len() < APPEND_ENTRIES_MAX => {
                group.entries.extend(entries);
                group.ballots.extend(ballots);
            }
            _ => self.groups.push_back(Group { entries, ballots }),
        }
    }

    /// Takes the first group; an empty one when nothing waits.
    pub fn take(&mut self) -> Group {
        let group = self.groups.pop_front().unwrap_or_default();
        self.entries -= group.entries.len();
        group
    }

    /// How many entries wait.
    pub const fn entries(&self) -> usize {
        self.entries
    }
}

//! A poll's running state.

use std::collections::HashMap;

use xingtan_base::ids::{ClientId, PersonId};

use crate::entry::{Count, PollOpened};

/// One person's vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// Its entry.
    pub seq: u32,
    /// When it was kept, lesson time.
    pub at_ms: i64,
    /// The message that carried it.
    pub client_id: Option<ClientId>,
    /// The chosen options; absent in an anonymous poll.
    pub choices: Option<Vec<String>>,
}

/// A poll's running state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// How it was opened.
    pub opened: PollOpened,
    /// When, lesson time.
    pub opened_ms: i64,
    /// Whether it takes votes.
    pub is_open: bool,
    /// Whether its counts are shown to everyone.
    pub is_shown: bool,
    /// The entry that showed them last, and how many had voted then.
    pub shown: Option<(u32, u32)>,
    /// Who voted, and what unless anonymous.
    pub votes: HashMap<PersonId, Vote>,
    chosen: Vec<u32>,
}

impl Poll {
    pub(crate) fn new(opened: PollOpened, opened_ms: i64) -> Self {
        let chosen = vec![0; opened.choices.len()];
        Self {
            opened,
            opened_ms,
            is_open: true,
            is_shown: false,
            shown: None,
            votes: HashMap::new(),
            chosen,
        }
    }

    pub(crate) fn count(&mut self, choices: &[String]) {
        for (choice, people) in self.opened.choices.iter().zip(&mut self.chosen) {
            if choices.contains(&choice.id) {
                *people = people.saturating_add(1);
            }
        }
    }

    /// Whether its counts are for nobody yet: the difference between two counts of an open
    /// anonymous poll would tell the vote that came between them.
    pub const fn is_secret(&self) -> bool {
        self.opened.anonymous && self.is_open
    }

    /// How many voted.
    pub fn answered(&self) -> u32 {
        u32::try_from(self.votes.len()).unwrap_or(u32::MAX)
    }

    /// How often each option was chosen, in the options' order.
    pub fn counts(&self) -> Vec<Count> {
        let pair = |(choice, people): (&xingtan_item::question::Choice, &u32)| Count {
            choice: choice.id.clone(),
            people: *people,
        };
        self.opened.choices.iter().zip(&self.chosen).map(pair).collect()
    }
}

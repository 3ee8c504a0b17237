//! A poll: what entries say of it, and its running state.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::{ActivityId, ClientId, PersonId};
use xingtan_item::question::Choice;

/// See [`crate::entry::Body::PollOpened`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PollOpened {
    /// Names the poll.
    pub activity: ActivityId,
    /// What is asked. Plain text.
    pub stem: String,
    /// The options, two at least.
    pub choices: Vec<Choice>,
    /// Whether several options may be chosen.
    pub multiple: bool,
    /// Whether nobody, staff included, can learn who chose what.
    pub anonymous: bool,
}

/// See [`crate::entry::Body::PollVoted`]; `by` is the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PollVoted {
    /// The poll.
    pub activity: ActivityId,
    /// The chosen options; absent in an anonymous poll.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<String>>,
}

/// How often one option (or one distinct short text) was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Count {
    /// The option's id; `true` or `false`; or the normalised text.
    pub choice: String,
    /// How many people chose it.
    pub people: u32,
}

/// See [`crate::entry::Body::PollClosed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PollClosed {
    /// The poll.
    pub activity: ActivityId,
    /// Final counts. Absent from what learners receive until the result is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Vec<Count>>,
    /// How many people voted.
    pub answered: u32,
}

/// See [`crate::entry::Body::PollShown`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PollShown {
    /// The poll.
    pub activity: ActivityId,
    /// Counts at the moment of showing.
    pub counts: Vec<Count>,
    /// How many people voted.
    pub answered: u32,
}

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

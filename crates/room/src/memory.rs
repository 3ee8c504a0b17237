//! A bounded memory of the messages that took effect.

use std::collections::{HashMap, VecDeque};

use xingtan_base::ids::{ClientId, PersonId};

/// Remembers which entry came of a person's message; forgets the oldest beyond its bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Memory {
    bound: usize,
    seqs: HashMap<(PersonId, ClientId), u32>,
    order: VecDeque<(PersonId, ClientId)>,
}

impl Memory {
    pub(crate) fn new(bound: usize) -> Self {
        Self { bound, seqs: HashMap::new(), order: VecDeque::new() }
    }

    /// Keeps the first entry of a message; later entries of the same one change nothing.
    pub(crate) fn keep(&mut self, key: (PersonId, ClientId), seq: u32) {
        if self.seqs.contains_key(&key) {
            return;
        }
        if self.order.len() >= self.bound
            && let Some(oldest) = self.order.pop_front()
        {
            self.seqs.remove(&oldest);
        }
        self.seqs.insert(key, seq);
        self.order.push_back(key);
    }

    pub(crate) fn seq_of(&self, key: (PersonId, ClientId)) -> Option<u32> {
        self.seqs.get(&key).copied()
    }
}

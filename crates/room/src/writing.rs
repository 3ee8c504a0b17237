//! What the class looks at, who may write on it, and how much was written where. What it looks
//! like is [`crate::ink`]'s affair: a room's state holds no strokes.

use std::collections::BTreeMap;

use xingtan_base::ids::PersonId;

use crate::entry::{Body, Entry};
use crate::message::Inked;
use crate::page::Page;

/// The fold of pages turned, writers set and ink drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Writing {
    pub(crate) page: Page,
    pub(crate) page_ms: i64,
    /// The entry that turned to it; none before the first.
    pub(crate) page_seq: Option<u32>,
    /// Who was let write, or no longer, and by which entry.
    permits: BTreeMap<PersonId, (bool, u32)>,
    /// The latest entry of ink on each surface.
    inked: BTreeMap<Box<str>, u32>,
    /// What all operations weigh.
    pub(crate) bytes: usize,
}

impl Writing {
    pub(crate) fn fold(&mut self, entry: &Entry) {
        match &entry.body {
            Body::PageTurned(said) => {
                self.page = said.surface;
                self.page_ms = entry.at_ms;
                self.page_seq = Some(entry.seq);
            }
            Body::WriterSet(said) => {
                self.permits.insert(said.person, (said.may, entry.seq));
            }
            Body::InkDrawn(said) => {
                self.bytes = self.bytes.saturating_add(said.op.weight());
                // What has no name was decided by a newer server.
                let Ok(surface) = said.op.surface() else { return };
                match self.inked.get_mut(surface) {
                    Some(seq) => *seq = entry.seq,
                    None => drop(self.inked.insert(surface.into(), entry.seq)),
                }
            }
            _ => {}
        }
    }

    pub(crate) fn is_let(&self, person: PersonId) -> bool {
        self.permits.get(&person).is_some_and(|(may, _)| *may)
    }

    /// The entry by which a person stands as he does; none when nothing was ever said of him.
    pub(crate) fn permit_seq(&self, person: PersonId) -> Option<u32> {
        self.permits.get(&person).map(|(_, seq)| *seq)
    }

    pub(crate) fn writers(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.permits.iter().filter(|(_, (may, _))| *may).map(|(person, _)| *person)
    }

    pub(crate) fn has_ink_on(&self, surface: &str) -> bool {
        self.inked.contains_key(surface)
    }

    pub(crate) fn surfaces(&self) -> usize {
        self.inked.len()
    }

    pub(crate) fn inked(&self) -> Vec<Inked> {
        let inked = self.inked.iter();
        inked.map(|(surface, seq)| Inked { surface: surface.to_string(), seq: *seq }).collect()
    }
}

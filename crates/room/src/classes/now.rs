//! How the classes of a lesson stand.

use std::collections::BTreeMap;

use xingtan_base::ids::ClassId;

use super::{Cursor, Pace};
use crate::entry::{Body, Entry};
use crate::limits::SLOWEST_CLASSES;
use crate::message::{ClassNow, ClassPace, Paces, Role};
use crate::view::Viewer;

/// How the classes stand of which anything was said yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Classes {
    behind: BTreeMap<ClassId, Cursor>,
    /// What each said last, and when.
    paces: BTreeMap<ClassId, (Pace, i64)>,
    /// When each was called last.
    called_ms: BTreeMap<ClassId, i64>,
}

impl Classes {
    pub(crate) fn fold(&mut self, entry: &Entry) {
        let since_ms = entry.at_ms;
        match &entry.body {
            Body::ClassHeld(said) => {
                self.behind.insert(said.class, Cursor::held(said.at_ms, since_ms));
            }
            Body::ClassResumed(said) => {
                let (at_ms, percent) = (said.from_ms, said.percent);
                self.behind.insert(said.class, Cursor { at_ms, since_ms, percent });
            }
            Body::ClassCaughtUp(said) => {
                self.behind.remove(&said.class);
            }
            Body::PaceSet(said) => {
                self.paces.insert(said.class, (said.pace, since_ms));
            }
            Body::StageJoined(said) => {
                self.called_ms.extend(said.class.map(|class| (class, since_ms)));
            }
            _ => {}
        }
    }

    /// Where a class stands that is behind.
    pub(crate) fn cursor(&self, class: ClassId) -> Option<Cursor> {
        self.behind.get(&class).copied()
    }

    pub(crate) fn pace(&self, class: ClassId) -> Option<Pace> {
        self.paces.get(&class).map(|(pace, _)| *pace)
    }

    /// When a class was called last.
    pub(crate) fn called_ms(&self, class: ClassId) -> Option<i64> {
        self.called_ms.get(&class).copied()
    }

    /// When any class was called last.
    pub(crate) fn last_call_ms(&self) -> Option<i64> {
        self.called_ms.values().max().copied()
    }

    /// The time of a class that is behind, on the lesson's clock.
    pub(crate) fn clock(&self, class: Option<ClassId>, now_ms: i64) -> Option<i64> {
        Some(self.cursor(class?)?.now(now_ms))
    }

    /// Whether some class has yet to come to a moment, or is no further.
    pub(crate) fn awaits(&self, ms: i64, now_ms: i64) -> bool {
        self.behind.values().any(|cursor| cursor.now(now_ms) <= ms)
    }

    /// The classes that have caught up by now.
    pub(crate) fn met(&self, now_ms: i64) -> impl Iterator<Item = (ClassId, Cursor)> + '_ {
        let has_met = move |cursor: &Cursor| cursor.meets_ms().is_some_and(|at| at <= now_ms);
        self.behind.iter().filter(move |(_, one)| has_met(one)).map(|(class, one)| (*class, *one))
    }

    pub(crate) fn due_ms(&self) -> Option<i64> {
        self.behind.values().filter_map(|cursor| cursor.meets_ms()).min()
    }

    /// The classes as one person may see them: staff of the whole lesson all, others their own.
    pub(crate) fn seen_by(&self, viewer: &Viewer) -> Vec<ClassNow> {
        let row = |class, pace| ClassNow { class, cursor: self.cursor(class), pace };
        let rows: Vec<ClassNow> = match viewer.class {
            Some(own) => {
                let pace = self.pace(own).filter(|_| viewer.role != Role::Learner);
                vec![row(own, pace)]
            }
            None if viewer.role == Role::Staff => {
                self.behind.keys().map(|class| row(*class, None)).collect()
            }
            None => Vec::new(),
        };
        rows.into_iter().filter(|row| row.cursor.is_some() || row.pace.is_some()).collect()
    }

    /// What all classes say of the pace together, and who has most trouble with it.
    pub(crate) fn paces(&self) -> Paces {
        let count = |pace| {
            let same = self.paces.values().filter(|(said, _)| *said == pace).count();
            u32::try_from(same).unwrap_or(u32::MAX)
        };
        let mut slowest: Vec<ClassPace> = self
            .paces
            .iter()
            .filter(|(_, (pace, _))| *pace != Pace::Fine)
            .map(|(class, (pace, since_ms))| ClassPace {
                class: *class,
                pace: *pace,
                since_ms: *since_ms,
            })
            .collect();
        slowest.sort_by_key(|one| (one.pace != Pace::Lost, one.since_ms, one.class));
        slowest.truncate(SLOWEST_CLASSES);
        let held = || self.behind.values().filter(|cursor| cursor.is_held());
        Paces {
            lost: count(Pace::Lost),
            too_fast: count(Pace::TooFast),
            fine: count(Pace::Fine),
            slowest,
            held: u32::try_from(held().count()).unwrap_or(u32::MAX),
            held_since_ms: held().map(|cursor| cursor.since_ms).min(),
            catching_up: u32::try_from(self.behind.len() - held().count()).unwrap_or(u32::MAX),
            ..Paces::default()
        }
    }
}

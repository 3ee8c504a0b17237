//! A lesson's log, and what each person should have seen of it.

use serde_json::Value as Json;
use xingtan_base::ids::LessonId;
use xingtan_room::entry::{Entry, See};
use xingtan_room::message::{ActivityView, Role, Snapshot};
use xingtan_room::roster::{Roster, RosterPerson};
use xingtan_room::state::State;
use xingtan_room::view::{Viewer, entry_for, is_control, named, snapshot};

use crate::{Browser, Seat};

/// A whole log, as the staff may read it.
pub struct Log {
    /// The entries, from 1.
    pub entries: Vec<Entry>,
    lesson: LessonId,
    roster: Roster,
}

impl Log {
    /// Reads a lesson's log by the documented interface.
    pub async fn read(staff: &Browser, lesson: LessonId) -> Self {
        let entries = pages(staff, lesson).await;
        let dense = entries.iter().zip(1..).all(|(entry, seq)| entry.seq == seq);
        assert!(dense, "staff see every entry");
        assert!(entries.is_sorted_by_key(|entry| entry.at_ms), "lesson time goes back");
        let people = staff.get(&format!("/api/lessons/{lesson}/people")).await.is(200).json();
        let people = people.as_array().expect("a list").iter().map(|person| RosterPerson {
            person: field(person, "person"),
            name: field(person, "name"),
            role: field(person, "role"),
            class: field(person, "class"),
        });
        let roster = Roster::new(people.collect::<Vec<_>>());
        Self { entries, lesson, roster }
    }

    /// How many entries are of a kind.
    pub fn count(&self, kind: &str) -> usize {
        self.kinds().iter().filter(|other| *other == kind).count()
    }

    /// The kinds of the entries in order.
    pub fn kinds(&self) -> Vec<String> {
        let kind = |entry: &Entry| field(&serde_json::to_value(entry).unwrap_or_default(), "kind");
        self.entries.iter().map(kind).collect()
    }

    /// What a person may see of it.
    pub fn seen_by(&self, viewer: &Viewer) -> Vec<Entry> {
        self.entries.iter().filter_map(|entry| entry_for(viewer, entry)).collect()
    }

    /// The room's state after an entry, by the room's own fold.
    pub fn state_at(&self, seq: u32) -> State {
        let mut state = State::new(self.lesson, self.roster.clone());
        for entry in self.entries.iter().take_while(|entry| entry.seq <= seq) {
            state.apply(entry).expect("the log is dense");
        }
        state
    }

    /// Claims that a seat was shown what it may see, all of it and nothing twice, whether entry by
    /// entry or as snapshots.
    pub fn check(&self, seat: &Seat) {
        let last = seat.seq();
        let in_a_snapshot = |seq: u32| {
            seat.snapshots.iter().any(|(had, shown)| (had + 1..=shown.seq).contains(&seq))
        };
        let due = self.seen_by(&seat.me).into_iter().filter(is_control);
        let due = due.map(|entry| as_broadcast(entry, seat.me.role));
        let due = due.map(|entry| named(&self.roster, &entry).into_owned());
        let due = due.filter(|entry| entry.seq <= last && !in_a_snapshot(entry.seq));
        let due: Vec<Entry> = due.collect();
        for (due, got) in due.iter().zip(&seat.entries) {
            assert_eq!(due, got, "{:?} was shown something else", seat.me);
        }
        assert_eq!(due.len(), seat.entries.len(), "{:?} missed the last entries", seat.me);
        for (_, shown) in &seat.snapshots {
            let folded = snapshot(&self.state_at(shown.seq), &seat.me);
            assert_eq!(public(folded), public(shown.clone()), "{:?}", seat.me);
        }
    }

    /// Claims that a person reads by the interface just what the log holds for him.
    pub async fn check_pages(&self, browser: &Browser, viewer: &Viewer) {
        let mut read = pages(browser, self.lesson).await;
        // The lesson may have gone on since.
        let last = self.entries.last().map_or(0, |entry| entry.seq);
        read.retain(|entry| entry.seq <= last);
        assert_eq!(read, self.seen_by(viewer));
        let staff = viewer.role == Role::Staff;
        assert_eq!(staff, read.len() == self.entries.len(), "only staff see everything");
    }
}

/// What all learners get alike does not name the message it came of, not even to its sender.
fn as_broadcast(mut entry: Entry, role: Role) -> Entry {
    if role == Role::Learner && !matches!(entry.see, See::Person(_)) {
        entry.client_id = None;
    }
    entry
}

/// The choices of anonymous votes are in no log.
fn public(mut snapshot: Snapshot) -> Snapshot {
    for activity in &mut snapshot.activities {
        if let ActivityView::Poll(poll) = activity
            && poll.anonymous
        {
            poll.counts = None;
        }
    }
    snapshot
}

async fn pages(browser: &Browser, lesson: LessonId) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut after = Some(0);
    while let Some(seq) = after {
        let path = format!("/api/lessons/{lesson}/entries?ink=true&after={seq}&limit=500");
        let page = browser.get(&path).await.is(200).json();
        entries.extend(field::<Vec<Entry>>(&page, "items"));
        after = field(&page, "next");
    }
    entries
}

fn field<T: serde::de::DeserializeOwned>(object: &Json, name: &str) -> T {
    serde_json::from_value(object[name].clone())
        .unwrap_or_else(|error| panic!("{name}: {error} in {object}"))
}

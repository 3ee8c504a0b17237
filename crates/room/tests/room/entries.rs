//! Entries of every released version still read, write back the same, and fold.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_room::entry::Entry;
use xingtan_room::message::Role;
use xingtan_room::roster::{Roster, RosterPerson};
use xingtan_room::state::State;
use xingtan_room::view::{Viewer, snapshot};

/// How many kinds of entries there are; a new kind is added here and to the golden file.
const KINDS: usize = 47;

fn someone(n: u8, role: Role) -> RosterPerson {
    let id = format!("018f0000-0000-7000-8000-00000000000{n}");
    RosterPerson { person: id.parse().unwrap(), name: "Lin".to_owned(), role, class: None }
}

#[test]
fn entries_of_version_1_still_fold() {
    let text = include_str!("../../../../docs/protocol/golden/entries-v1.json");
    let stored: Vec<Value> = serde_json::from_str(text).unwrap();
    let kinds: BTreeSet<_> = stored.iter().map(|entry| entry["kind"].to_string()).collect();
    assert_eq!(kinds.len(), KINDS, "{kinds:?}");
    let people = [someone(1, Role::Staff), someone(2, Role::Learner)];
    let viewer: PersonId = people[0].person;
    let mut state = State::new(LessonId::from_uuid(viewer.uuid()), Roster::new(people));
    for stored in &stored {
        let entry: Entry = serde_json::from_value(stored.clone()).unwrap();
        assert_eq!(serde_json::to_value(&entry).unwrap(), *stored);
        state.apply(&entry).unwrap();
    }
    let viewer = Viewer { person: viewer, role: Role::Staff, class: None };
    let seen = serde_json::to_value(snapshot(&state, &viewer)).unwrap();
    assert_eq!(seen["state"], "closed");
    assert_eq!(seen["seq"], stored.len());
    assert_eq!(seen["shift_ms"], -200);
    assert_eq!(seen["surface"], json!({"kind": "board", "board": 2}));
    assert_eq!(seen["surface_ms"], 30_000);
    assert_eq!(seen["writers"].as_array().unwrap().len(), 1);
    assert_eq!(seen["inked"], json!([{"surface": "board/2", "seq": 32}]));
    assert_eq!(
        (&seen["part"]["part"], &seen["part"]["from_ms"], &seen["part"]["held"]),
        (&json!(3), &json!(96_000), &json!(true))
    );
    assert_eq!(seen["stages"], Value::Null, "a lesson that is over has no stage");
    assert_eq!(seen["classes"], Value::Null, "the one that was behind has caught up");
    assert_eq!(seen["paces"]["too_fast"], 1);
    assert_eq!(seen["picks"].as_array().unwrap().len(), 1);
    let counts = |n: usize| seen["activities"][n]["counts"].clone();
    let expected =
        |a: u32, b: u32| json!([{"choice": "a", "people": a}, {"choice": "b", "people": b}]);
    assert_eq!((counts(0), counts(2)), (expected(1, 0), expected(0, 1)));
}

#[test]
fn an_entry_out_of_order_changes_nothing() {
    let text = include_str!("../../../../docs/protocol/golden/entries-v1.json");
    let entries: Vec<Entry> = serde_json::from_str(text).unwrap();
    let lesson = LessonId::from_uuid(someone(1, Role::Staff).person.uuid());
    let mut state = State::new(lesson, Roster::default());
    let before = state.clone();
    assert!(state.apply(&entries[1]).is_err());
    assert_eq!(state, before);
    state.apply(&entries[0]).unwrap();
    assert!(state.apply(&entries[0]).is_err());
}

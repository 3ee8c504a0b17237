//! Classes that are called on a stage, whose turn it is, and when somebody should be called.

use serde_json::{Value, json};
use xingtan_base::ids::{ClassId, ClientId, PersonId};
use xingtan_room::classes::longest_uncalled;
use xingtan_room::entry::Body;
use xingtan_room::input::Input;
use xingtan_room::limits::CALL_REMINDER_MS;
use xingtan_room::message::Role;
use xingtan_room::roster::RosterPerson;
use xingtan_room::stage::{StageLeave, StageRole};
use xingtan_room::view::{paces, standing};

use crate::world::{Room, SCREEN, class, id, person, screen};

/// A room to which the screen of class `far` came after a second.
fn with_screen() -> Room {
    let mut room = Room::open();
    room.state.admit(screen());
    room.feed(Input::Connected { person: person(SCREEN) }, 1_000).unwrap();
    room
}

fn call() -> Value {
    json!({"type": "call_class", "class": class("far")})
}

fn speak(on: bool) -> Value {
    json!({"type": "speak_for_class", "on": on})
}

/// A teacher of class `far` in the place of its screen.
fn by_its_teacher(room: &mut Room) {
    room.state.admit(RosterPerson { role: Role::Staff, ..screen() });
}

#[test]
fn a_called_class_begins_without_sound_and_picture() {
    let mut room = with_screen();
    assert_eq!(room.said(SCREEN, 1, 2_000, call()), "role.staff_only");
    assert_eq!(room.said("chen", 2, 2_000, call()), "ack");
    let (_, far) = room.state.on_stages().next().unwrap();
    assert_eq!(
        (far.person, far.role, far.class),
        (person(SCREEN), StageRole::Class, Some(class("far")))
    );
    assert!(far.may.sound && far.may.picture && !far.may.screen);
    assert!(!far.on.sound && !far.on.picture);
    assert_eq!(room.said("chen", 3, 2_500, call()), "stage.already_on");
    let entry = room.entries.last().unwrap();
    assert_eq!((entry.by, entry.class), (Some(person("chen")), Some(class("far"))));
}

#[test]
fn only_its_own_side_lets_a_class_be_heard_and_anybody_of_the_staff_silences_it() {
    let mut room = with_screen();
    assert_eq!(room.said(SCREEN, 1, 2_000, speak(true)), "stage.not_on");
    room.send("chen", 2, 2_000, call()).unwrap();
    assert_eq!(room.said("chen", 3, 3_000, speak(true)), "class.not_yours");
    assert_eq!(room.said("lin", 4, 3_000, speak(true)), "role.staff_only");
    assert_eq!(room.said(SCREEN, 5, 3_000, speak(true)), "ack");
    assert!(room.state.on_stages().next().unwrap().1.on.sound);
    let mute = json!({"type": "mute_on_stage", "person": person(SCREEN)});
    assert_eq!(room.said("chen", 6, 4_000, mute), "ack");
    assert!(!room.state.on_stages().next().unwrap().1.on.sound);
    // Its teacher, from his phone.
    room.send(SCREEN, 7, 5_000, json!({"type": "dismiss_class"})).unwrap();
    room.send("chen", 8, 6_000, call()).unwrap();
    by_its_teacher(&mut room);
    assert_eq!(room.said(SCREEN, 9, 7_000, speak(true)), "ack");
    assert_eq!(room.said(SCREEN, 10, 8_000, call()), "class.anchor_calls");
}

#[test]
fn either_side_ends_a_call() {
    let named = json!({"type": "dismiss_class", "class": class("far")});
    let ends = [
        ("chen", named, StageLeave::Lowered),
        (SCREEN, json!({"type": "dismiss_class"}), StageLeave::SteppedDown),
        (SCREEN, json!({"type": "hold_class"}), StageLeave::SteppedDown),
    ];
    for (by, end, why) in ends {
        let mut room = with_screen();
        room.send("chen", 1, 2_000, call()).unwrap();
        assert_eq!(room.said(by, 2, 3_000, end.clone()), "ack", "{end}");
        let Body::StageLeft(left) = room.bodies().pop().unwrap() else { panic!("{end}") };
        assert_eq!((left.person, left.why), (person(SCREEN), why), "{end}");
        assert_eq!(room.state.on_stages().count(), 0);
    }
    let mut room = with_screen();
    room.send("chen", 1, 2_000, call()).unwrap();
    room.feed(Input::Disconnected { person: person(SCREEN) }, 10_000).unwrap();
    room.feed(Input::Tick, 29_999).unwrap();
    assert_eq!(room.state.on_stages().count(), 1, "its seat is kept for a while");
    room.feed(Input::Tick, 30_000).unwrap();
    assert_eq!(room.state.on_stages().count(), 0);
}

#[test]
fn a_class_that_is_away_or_behind_is_not_called() {
    let mut room = Room::open();
    assert_eq!(room.said("chen", 1, 1_000, call()), "class.away");
    assert_eq!(room.said("chen", 2, 1_000, json!({"type": "call_class"})), "class.none_to_call");
    let mut room = with_screen();
    room.send(SCREEN, 3, 2_000, json!({"type": "hold_class"})).unwrap();
    assert_eq!(room.said("chen", 4, 3_000, call()), "class.behind");
    assert_eq!(room.said("chen", 5, 3_000, json!({"type": "call_class"})), "class.none_to_call");
}

#[test]
fn whose_turn_it_is() {
    let [a, b, c]: [ClassId; 3] = [id(2, 10), id(2, 11), id(2, 12)];
    let cases: [(&[_], u64, Option<ClassId>); 6] = [
        (&[], 5, None),
        (&[(a, Some(9_000)), (b, Some(3_000)), (c, Some(5_000))], 7, Some(b)),
        (&[(a, Some(1)), (b, None), (c, Some(2))], 7, Some(b)),
        (&[(a, None), (b, Some(1)), (c, None)], 0, Some(a)),
        (&[(a, None), (b, Some(1)), (c, None)], 1, Some(c)),
        (&[(a, None), (b, Some(1)), (c, None)], u64::MAX, Some(c)),
    ];
    for (waiting, seed, turn) in cases {
        assert_eq!(longest_uncalled(waiting, seed), turn, "{waiting:?} {seed}");
    }
}

/// The screen of another class.
fn far(n: u8) -> RosterPerson {
    let person: PersonId = id(40, n);
    RosterPerson { person, name: format!("{n}"), role: Role::Classroom, class: Some(id(41, n)) }
}

#[test]
fn called_fairly_everybody_has_his_turn_before_anybody_has_two() {
    let mut room = Room::open();
    for n in 0..9 {
        room.state.admit(far(n));
        room.feed(Input::Connected { person: id(40, n) }, 0).unwrap();
    }
    let mut turns = Vec::new();
    for n in 0..18_u8 {
        let at_ms = 1_000 + i64::from(n) * 1_000;
        room.send("chen", 2 * n, at_ms, json!({"type": "call_class"})).unwrap();
        let (_, on) = room.state.on_stages().next().unwrap();
        let class = on.class.unwrap();
        turns.push(class);
        let dismiss = json!({"type": "dismiss_class", "class": class});
        room.send("chen", 2 * n + 1, at_ms + 500, dismiss).unwrap();
    }
    let (first, second) = turns.split_at(9);
    assert_eq!(first, second, "the second round goes as the first");
    let mut each = first.to_vec();
    each.sort();
    each.dedup();
    assert_eq!(each.len(), 9);
}

#[test]
fn staff_are_reminded_when_nobody_was_called_for_long() {
    let due = |room: &Room| paces(&room.state).call_due_ms;
    assert_eq!(due(&Room::open()), None, "there is nobody to call");
    let mut room = with_screen();
    assert_eq!(due(&room), Some(1_000 + CALL_REMINDER_MS));
    room.send("chen", 1, 60_000, call()).unwrap();
    assert_eq!(due(&room), None, "one is called at this moment");
    room.send(SCREEN, 2, 90_000, json!({"type": "dismiss_class"})).unwrap();
    assert_eq!(due(&room), Some(60_000 + CALL_REMINDER_MS));
    room.feed(Input::Disconnected { person: person(SCREEN) }, 100_000).unwrap();
    assert_eq!(due(&room), None);
}

#[test]
fn staff_see_how_each_class_stands() {
    let mut room = with_screen();
    room.send(SCREEN, 1, 2_000, json!({"type": "set_pace", "pace": "lost"})).unwrap();
    room.send("chen", 2, 3_000, call()).unwrap();
    let stand = standing(&room.state, &[class("far"), class("anchor")]);
    let expected = json!([
        {"class": class("far"), "is_here": true, "pace": "lost", "called_ms": 3_000},
        {"class": class("anchor"), "is_here": false},
    ]);
    assert_eq!(serde_json::to_value(stand).unwrap(), expected);
    assert_eq!(paces(&room.state).here, 1);
}

/// The screens of an anchor's far schools.
const SCREENS: u8 = 250;

#[test]
fn what_the_anchors_page_is_told_does_not_grow_with_the_classes() {
    let mut room = Room::open();
    let mut classes = Vec::new();
    for n in 0..SCREENS {
        let screen = far(n);
        classes.extend(screen.class);
        room.state.admit(screen);
        room.feed(Input::Connected { person: id(40, n) }, 0).unwrap();
    }
    for n in 0..SCREENS {
        let client_id: ClientId = id(60, n);
        let lost = json!({"type": "set_pace", "pace": "lost", "client_id": client_id});
        let message = serde_json::from_value(lost).unwrap();
        room.feed(Input::Message { person: id(40, n), message }, 5_000).unwrap();
    }
    let told = paces(&room.state);
    assert_eq!((told.here, told.lost, told.slowest.len()), (250, 250, 10));
    let bytes = serde_json::to_vec(&told).unwrap().len();
    assert!(bytes <= 1_200, "{bytes} bytes, once a second at most");
    let page = serde_json::to_vec(&standing(&room.state, &classes[..12])).unwrap().len();
    assert!(page <= 1_500, "{page} bytes for a page of classes");
}

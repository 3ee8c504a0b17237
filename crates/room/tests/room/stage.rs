//! Who comes on a stage, and when he has to go.

use serde_json::{Value, json};
use xingtan_room::attendance::Schedule;
use xingtan_room::entry::Body;
use xingtan_room::input::Input;
use xingtan_room::report;
use xingtan_room::roster::Roster;
use xingtan_room::view::{named, snapshot};

use crate::world::{Room, person, roster, viewer};

fn invite(name: &str) -> Value {
    json!({"type": "invite_to_stage", "person": person(name), "picture": true})
}

fn accept() -> Value {
    json!({"type": "accept_invitation", "picture": true})
}

/// The names on the main stage, in the order of seats.
fn on_stage(room: &Room) -> Vec<String> {
    let members = room.state.on_stages().map(|(_, member)| member.person);
    let name = |who| room.state.roster().get(who).unwrap().name.clone();
    members.map(name).collect()
}

/// A room where the learner is on the stage since two seconds.
fn with_lin() -> Room {
    let mut room = Room::open();
    assert_eq!(room.said("chen", 1, 1_000, invite("lin")), "ack");
    assert_eq!(room.said("lin", 2, 2_000, accept()), "ack");
    room
}

#[test]
fn whoever_accepts_is_on_the_stage_with_his_microphone_off() {
    let room = with_lin();
    let (_, lin) = room.state.on_stages().next().unwrap();
    assert_eq!((lin.person, lin.seat, lin.since_ms), (person("lin"), 1, 2_000));
    assert!(lin.may.sound && !lin.on.sound && lin.on.picture && !lin.on.screen);
}

#[test]
fn the_last_seat_goes_to_one_of_two() {
    let mut room = Room::open();
    room.send("chen", 1, 0, json!({"type": "set_stage", "seats": 1})).unwrap();
    assert_eq!(room.said("chen", 2, 1_000, invite("lin")), "ack");
    assert_eq!(room.said("chen", 3, 1_000, invite("wu")), "ack");
    assert_eq!(room.said("wu", 4, 2_000, accept()), "ack");
    assert_eq!(room.said("lin", 5, 2_000, accept()), "stage.full");
    assert_eq!(room.said("wu", 4, 2_000, accept()), "again");
    assert_eq!(on_stage(&room), ["wu"]);
    // His invitation still stands, and a seat becomes free.
    assert_eq!(room.said("wu", 6, 3_000, json!({"type": "leave_stage"})), "ack");
    assert_eq!(room.said("lin", 7, 4_000, accept()), "ack");
    assert_eq!(on_stage(&room), ["lin"]);
}

#[test]
fn an_invitation_is_good_for_a_minute() {
    for (at_ms, expected) in [(61_000, "ack"), (61_001, "stage.not_invited")] {
        let mut room = Room::open();
        room.send("chen", 1, 1_000, invite("lin")).unwrap();
        assert_eq!(room.state.due_ms(), Some(61_000));
        // Also when no tick has come by.
        assert_eq!(room.said("lin", 2, at_ms, accept()), expected);
    }
}

#[test]
fn an_invitation_ends_with_the_hand_and_with_the_person() {
    let lowered = json!({"type": "lower_hand", "person": person("lin")});
    let ends = [
        ("lin", json!({"type": "lower_hand"})),
        ("chen", lowered),
        ("chen", json!({"type": "lower_all_hands"})),
        ("chen", json!({"type": "withdraw_invitation", "person": person("lin")})),
        ("chen", json!({"type": "clear_stage"})),
    ];
    for (by, end) in ends {
        let mut room = Room::open();
        room.send("lin", 1, 1_000, json!({"type": "raise_hand"})).unwrap();
        room.send("chen", 2, 2_000, invite("lin")).unwrap();
        assert_eq!(room.said(by, 3, 3_000, end.clone()), "ack", "{end}");
        assert_eq!(room.said("lin", 4, 4_000, accept()), "stage.not_invited", "{end}");
    }
    let mut room = Room::open();
    room.send("chen", 1, 1_000, invite("lin")).unwrap();
    room.feed(Input::Disconnected { person: person("lin") }, 2_000).unwrap();
    room.feed(Input::Connected { person: person("lin") }, 3_000).unwrap();
    assert_eq!(room.said("lin", 2, 4_000, accept()), "stage.not_invited");
}

#[test]
fn coming_on_the_stage_takes_the_hand_down() {
    let mut room = Room::open();
    room.send("lin", 1, 1_000, json!({"type": "raise_hand"})).unwrap();
    room.send("chen", 2, 2_000, invite("lin")).unwrap();
    let decision = room.send("lin", 3, 3_000, accept()).unwrap();
    let bodies: Vec<_> = decision.entries.iter().map(|draft| &draft.body).collect();
    assert!(matches!(bodies[..], [Body::StageJoined(_), Body::HandLowered(_)]), "{bodies:?}");
}

#[test]
fn a_lost_connection_keeps_the_seat_for_a_while() {
    let who = person("lin");
    let mut room = with_lin();
    room.feed(Input::Disconnected { person: who }, 10_000).unwrap();
    room.feed(Input::Tick, 29_999).unwrap();
    assert_eq!(on_stage(&room), ["lin"]);
    room.feed(Input::Connected { person: who }, 29_999).unwrap();
    room.feed(Input::Tick, 90_000).unwrap();
    assert_eq!(on_stage(&room), ["lin"]);
    room.feed(Input::Disconnected { person: who }, 100_000).unwrap();
    room.feed(Input::Tick, 120_000).unwrap();
    assert_eq!(on_stage(&room), [""; 0]);
}

#[test]
fn who_is_no_longer_on_the_roster_loses_the_seat() {
    let mut room = with_lin();
    let all = roster();
    let others = all.people().iter().filter(|known| known.name != "lin").cloned();
    room.state.replace_roster(Roster::new(others));
    room.feed(Input::Tick, 10_000).unwrap();
    assert_eq!(room.state.on_stages().count(), 0);
}

#[test]
fn all_are_muted_and_put_down_but_teachers() {
    let mut room = with_lin();
    room.send("chen", 3, 3_000, json!({"type": "join_stage", "sound": true})).unwrap();
    let speaks = json!({"type": "set_on_stage", "sound": true, "picture": true, "screen": false});
    room.send("lin", 4, 3_000, speaks).unwrap();
    room.send("chen", 5, 4_000, json!({"type": "mute_stage"})).unwrap();
    let heard = |room: &Room| -> Vec<_> {
        room.state.on_stages().map(|(_, one)| (one.seat, one.on.sound)).collect()
    };
    assert_eq!(heard(&room), [(1, false), (2, true)]);
    room.send("chen", 6, 5_000, json!({"type": "clear_stage"})).unwrap();
    assert_eq!(heard(&room), [(2, true)]);
}

#[test]
fn only_teachers_rule_and_only_members_speak() {
    let lin = person("lin");
    let none = json!({"type": "set_on_stage", "sound": true, "picture": false, "screen": false});
    for (by, said, expected) in [
        ("wu", json!({"type": "mute_on_stage", "person": lin}), "role.staff_only"),
        ("wu", json!({"type": "lower_from_stage", "person": lin}), "role.staff_only"),
        ("wu", json!({"type": "ask_to_unmute", "person": lin}), "role.staff_only"),
        ("wu", json!({"type": "clear_stage"}), "role.staff_only"),
        ("wu", json!({"type": "mute_stage"}), "role.staff_only"),
        ("wu", json!({"type": "set_stage", "seats": 3}), "role.staff_only"),
        ("wu", json!({"type": "join_stage"}), "role.staff_only"),
        ("wu", none, "stage.not_on"),
        ("wu", json!({"type": "leave_stage"}), "stage.not_on"),
        ("chen", json!({"type": "mute_on_stage", "person": person("wu")}), "stage.not_on"),
        ("chen", json!({"type": "ask_to_unmute", "person": person("wu")}), "stage.not_on"),
        ("chen", json!({"type": "set_stage", "seats": 0}), "stage.seats_out_of_range"),
        ("chen", json!({"type": "mute_stage", "stage": 0}), "stage.unknown"),
        ("chen", invite("nobody"), "person.unknown"),
    ] {
        assert_eq!(with_lin().said(by, 9, 5_000, said.clone()), expected, "{by} {said}");
    }
}

#[test]
fn nobody_sees_anothers_invitation() {
    let mut room = Room::open();
    room.send("chen", 1, 1_000, invite("lin")).unwrap();
    let invited = |name| {
        let seen = serde_json::to_value(snapshot(&room.state, &viewer(name))).unwrap();
        seen["stages"][0]["invited"].as_array().unwrap().len()
    };
    assert_eq!((invited("chen"), invited("lin"), invited("wu")), (1, 1, 0));
}

#[test]
fn a_name_is_shown_and_not_stored() {
    let room = with_lin();
    let joined = room.entries.iter().find(|entry| matches!(entry.body, Body::StageJoined(_)));
    let stored = serde_json::to_value(joined.unwrap()).unwrap();
    assert_eq!(stored["body"].get("name"), None);
    let shown = named(room.state.roster(), joined.unwrap());
    assert_eq!(serde_json::to_value(&*shown).unwrap()["body"]["name"], "lin");
}

#[test]
fn the_report_says_how_long_each_was_on_the_stage() {
    let mut room = with_lin();
    room.send("lin", 3, 62_000, json!({"type": "leave_stage"})).unwrap();
    room.send("chen", 4, 100_000, invite("lin")).unwrap();
    room.send("lin", 5, 100_000, accept()).unwrap();
    room.send("chen", 6, 100_000, invite("wu")).unwrap();
    room.send("wu", 7, 110_000, accept()).unwrap();
    room.feed(Input::Close, 160_000).unwrap();
    let mut fold = report::Fold::new(roster());
    room.entries.iter().for_each(|entry| fold.take(entry));
    let rows = fold.report(160_000, &Schedule::default()).attendance;
    let minutes: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.stage_minutes)).collect();
    assert_eq!(minutes, [("lin", Some(2)), ("wu", Some(1)), ("zhao", None)]);
}

//! Classes that hold, catch up, answer late and say how the lesson goes for them.

use std::collections::HashMap;

use serde_json::{Value, json};
use xingtan_base::ids::{Id, PersonId, uuid_v7};
use xingtan_room::attendance::Schedule;
use xingtan_room::entry::Body;
use xingtan_room::input::Input;
use xingtan_room::limits::CAUGHT_UP_MS;
use xingtan_room::message::{ClientMessage, Role, ServerMessage, Snapshot};
use xingtan_room::report::{ActivityReport, Fold};
use xingtan_room::roster::{Roster, RosterPerson};
use xingtan_room::state::State;
use xingtan_room::view::{Viewer, entry_for, is_control, paces, snapshot};

use crate::world::{OPENED, Room, class, person, roster, viewer};

/// The teacher of class `far`, and its screen: nobody of the cast has these names.
fn with_far_teacher(role: Role) -> Room {
    let mut room = Room::open();
    room.state.admit(RosterPerson {
        person: person("hu"),
        name: "hu".to_owned(),
        role,
        class: Some(class("far")),
    });
    room
}

fn hold() -> Value {
    json!({"type": "hold_class"})
}

fn catch_up() -> Value {
    json!({"type": "catch_up"})
}

fn quiz() -> Value {
    json!({"type": "open_quiz", "limit_ms": 20_000, "question": {
        "prompt": {"kind": "true_false", "stem": "?"}, "key": {"kind": "truth", "value": true}}})
}

fn seen(room: &Room, name: &str) -> Snapshot {
    snapshot(&room.state, &viewer(name))
}

#[test]
fn a_class_stands_still_and_then_catches_up() {
    let mut room = with_far_teacher(Role::Staff);
    assert_eq!(room.said("hu", 1, 60_000, hold()), "ack");
    assert_eq!(room.said("hu", 1, 60_500, hold()), "again", "a retry holds nothing twice");
    assert_eq!(room.said("hu", 2, 61_000, hold()), "class.held");
    let cursor = seen(&room, "zhao").classes[0].cursor.unwrap();
    assert_eq!((cursor.at_ms, cursor.since_ms, cursor.percent), (60_000, 60_000, 0));
    assert_eq!(seen(&room, "lin").classes, [], "other classes are not told");
    assert_eq!(seen(&room, "chen").paces.unwrap().held_since_ms, Some(60_000));
    assert_eq!(room.said("hu", 3, 180_000, catch_up()), "ack");
    assert_eq!(room.said("hu", 4, 180_000, catch_up()), "class.catching_up");
    // Stood still on its way, it goes on from there.
    assert_eq!(room.said("hu", 5, 220_000, hold()), "ack");
    let cursor = seen(&room, "zhao").classes[0].cursor.unwrap();
    assert_eq!((cursor.at_ms, cursor.since_ms, cursor.percent), (110_000, 220_000, 0));
    assert_eq!(room.said("hu", 6, 230_000, catch_up()), "ack");
    let due = 230_000 + (120_000 - CAUGHT_UP_MS) * 4;
    assert_eq!(room.state.due_ms(), Some(due));
    room.feed(Input::Tick, due - 1).unwrap();
    assert_eq!(seen(&room, "zhao").classes.len(), 1);
    room.feed(Input::Tick, due).unwrap();
    assert_eq!(seen(&room, "zhao").classes, []);
    let Body::ClassCaughtUp(said) = room.bodies().pop().unwrap() else { panic!("not caught up") };
    assert_eq!(said.skipped_ms, CAUGHT_UP_MS);
}

#[test]
fn a_class_jumps_to_where_the_lesson_is() {
    let mut room = with_far_teacher(Role::Staff);
    let live = json!({"type": "go_live"});
    assert_eq!(room.said("hu", 1, 1_000, live.clone()), "class.not_held");
    assert_eq!(room.said("hu", 2, 1_000, catch_up()), "class.not_held");
    assert_eq!(room.said("hu", 3, 10_000, hold()), "ack");
    assert_eq!(room.said("hu", 4, 50_000, live), "ack");
    let Body::ClassCaughtUp(said) = room.bodies().pop().unwrap() else { panic!("not live") };
    assert_eq!(said.skipped_ms, 40_000);
}

#[test]
fn each_speaks_for_his_own_class() {
    let mut room = with_far_teacher(Role::Staff);
    let of = |name| json!({"type": "hold_class", "class": class(name)});
    assert_eq!(room.said("hu", 1, 1_000, of("anchor")), "class.not_yours");
    assert_eq!(room.said("lin", 2, 1_000, of("anchor")), "role.staff_only");
    assert_eq!(room.said("chen", 3, 1_000, hold()), "class.unknown", "he has none of his own");
    let nobody = json!({"type": "hold_class", "class": person("lin")});
    assert_eq!(room.said("chen", 4, 1_000, nobody), "class.unknown");
    assert_eq!(room.said("chen", 5, 1_000, of("far")), "ack");
}

#[test]
fn a_screen_speaks_for_its_class_and_says_nothing_else() {
    let mut room = with_far_teacher(Role::Classroom);
    let before = room.state.presence();
    room.feed(Input::Connected { person: person("hu") }, 500).unwrap();
    assert_eq!(room.state.presence(), before, "it is no learner");
    for message in [
        json!({"type": "send_danmaku", "text": "x"}),
        json!({"type": "lower_hand"}),
        json!({"type": "leave_stage"}),
    ] {
        assert_eq!(room.said("hu", 1, 1_000, message), "role.screen_only_shows");
    }
    assert_eq!(room.said("hu", 2, 1_000, json!({"type": "raise_hand"})), "role.learners_only");
    assert_eq!(room.said("hu", 3, 1_000, quiz()), "role.staff_only");
    assert_eq!(room.said("hu", 4, 1_000, hold()), "ack");
    assert_eq!(room.said("hu", 5, 2_000, catch_up()), "ack");
    let screen = Viewer { person: person("hu"), role: Role::Classroom, class: Some(class("far")) };
    let shown = snapshot(&room.state, &screen);
    assert_eq!((shown.classes.len(), shown.people.len(), shown.paces), (1, 0, None));
}

/// A lesson in which class `far` held before a quiz of twenty seconds, which is over and shown.
fn after_a_quiz() -> Room {
    let mut room = with_far_teacher(Role::Staff);
    room.send("hu", 1, 10_000, hold()).unwrap();
    room.send("chen", 2, 20_000, quiz()).unwrap();
    let activity = room.latest();
    let right = json!({"kind": "truth", "value": true});
    let own = json!({"type": "submit_answer", "activity": activity, "answer": right});
    assert_eq!(room.said("lin", 3, 25_000, own), "ack");
    room.feed(Input::Tick, 51_000).unwrap();
    room.send("chen", 4, 60_000, json!({"type": "show_quiz", "activity": activity})).unwrap();
    room
}

fn collected(room: &Room, names: &[&str], value: bool) -> Value {
    let answer = json!({"kind": "truth", "value": value});
    let of = |name: &&str| json!({"person": person(name), "answer": answer});
    let answers: Vec<Value> = names.iter().map(of).collect();
    json!({"type": "collect_answers", "activity": room.latest(), "answers": answers})
}

#[test]
fn a_class_that_held_answers_under_its_own_clock_and_counts_once() {
    let mut room = after_a_quiz();
    let zhao = collected(&room, &["zhao"], false);
    assert_eq!(room.said("hu", 5, 129_000, zhao.clone()), "quiz.closed", "it is not there yet");
    room.send("hu", 6, 130_000, catch_up()).unwrap();
    // After eight seconds the class is where the quiz was opened.
    assert_eq!(room.said("hu", 7, 138_000, zhao.clone()), "ack");
    assert_eq!(room.said("hu", 7, 139_000, zhao.clone()), "again", "a retry counts once");
    let right = collected(&room, &["zhao"], true);
    assert_eq!(room.said("hu", 8, 140_000, right), "ack", "as long as it is open one may change");
    room.feed(Input::Tick, 150_000).unwrap();
    assert_eq!(judged(&room), 1, "while the class may still answer nothing is judged again");
    assert_eq!(room.said("hu", 9, 175_000, zhao), "quiz.closed", "its own time is up too");
    room.feed(Input::Tick, 175_000).unwrap();
    room.feed(Input::Tick, 176_000).unwrap();
    assert_eq!(judged(&room), 2);
    assert_eq!(answered(&room), [("lin".to_owned(), None), ("zhao".to_owned(), Some(22_500))]);
    let Body::QuizShown(shown) = room.bodies().pop().unwrap() else { panic!("not shown again") };
    assert_eq!(shown.answered, 2);
}

/// Who answered by the report, and where the class's clock stood of those who were late by it.
fn answered(room: &Room) -> Vec<(String, Option<i64>)> {
    let mut fold = Fold::new(roster());
    for entry in &room.entries {
        fold.take(entry);
    }
    let schedule = Schedule { starts_at_ms: 0, minutes: 5, own_starts_ms: HashMap::new() };
    let report = fold.report(176_000, &schedule);
    let Some(ActivityReport::Quiz(quiz)) = report.activities.first() else { panic!("no quiz") };
    assert_eq!(quiz.answered, 2);
    quiz.answers.iter().map(|row| (row.name.clone(), row.class_ms)).collect()
}

fn judged(room: &Room) -> usize {
    room.bodies().iter().filter(|body| matches!(body, Body::QuizJudged(_))).count()
}

#[test]
fn learners_of_a_class_that_held_answer_on_their_own_devices_too() {
    let mut room = after_a_quiz();
    let answer = json!({"kind": "truth", "value": true});
    let own = json!({"type": "submit_answer", "activity": room.latest(), "answer": answer});
    room.send("hu", 5, 130_000, catch_up()).unwrap();
    assert_eq!(room.said("wu", 6, 140_000, own.clone()), "quiz.closed", "of another class");
    assert_eq!(room.said("zhao", 7, 140_000, own), "ack");
}

#[test]
fn answers_are_collected_from_ones_own_class_alone() {
    let mut room = with_far_teacher(Role::Staff);
    room.send("chen", 1, 1_000, quiz()).unwrap();
    let cases: [(Value, &str); 5] = [
        (collected(&room, &["lin"], true), "class.not_yours"),
        (collected(&room, &["chen"], true), "person.unknown"),
        (collected(&room, &[], true), "answers.out_of_range"),
        (collected(&room, &["zhao"; 101], true), "answers.out_of_range"),
        (collected(&room, &["zhao", "zhao"], true), "answers.duplicate_person"),
    ];
    for (message, expected) in cases {
        assert_eq!(room.said("hu", 2, 2_000, message), expected);
    }
    let odd = json!({"type": "collect_answers", "activity": room.latest(), "answers": [
        {"person": person("zhao"), "answer": {"kind": "text", "text": "x"}}]});
    assert_eq!(room.said("hu", 3, 2_000, odd), "answer.wrong_kind");
    let by_a_learner = collected(&room, &["zhao"], true);
    assert_eq!(room.said("zhao", 4, 2_000, by_a_learner), "role.staff_only");
    let both = collected(&room, &["lin", "zhao"], true);
    assert_eq!(room.said("chen", 5, 2_000, both), "ack", "who leads the lesson may for all");
    assert_eq!(room.state.seq(), room.entries.last().unwrap().seq);
}

/// The classes of an anchor's far schools.
const CLASSES: u16 = 300;
/// What the page of the anchor may be sent each second for all of them together.
const BYTES_A_SECOND: usize = 4_096;

fn far<K>(family: u8, n: u16) -> Id<K> {
    let [high, low] = n.to_be_bytes();
    Id::from_uuid(uuid_v7(1_795_000_000_000, [family, 0, 0, 0, 0, 0, 0, 0, high, low]))
}

#[test]
fn three_hundred_classes_stay_within_what_the_anchor_can_read() {
    let teacher: PersonId = far(40, 9_999);
    let staff =
        |person, class| RosterPerson { person, name: "t".to_owned(), role: Role::Staff, class };
    let of_class = |n: u16| staff(far(40, n), Some(far(41, n)));
    let people = (0..CLASSES).map(of_class).chain([staff(teacher, None)]);
    let mut room = Room { state: State::new(far(42, 0), Roster::new(people)), ..Room::waiting() };
    room.feed(Input::Open { utc: OPENED }, 0).unwrap();
    let anchor = Viewer { person: teacher, role: Role::Staff, class: None };
    let words = ["too_fast", "lost", "fine"];
    let (mut most, mut all) = (0, 0);
    let mut last = paces(&room.state);
    for second in 0..60_u16 {
        let now_ms = i64::from(second) * 1_000;
        let mut bytes = 0;
        let stood = room.entries.len();
        // Every class presses something every three seconds, and a few hold each second.
        for n in (0..CLASSES).filter(|n| n % 3 == second % 3) {
            let word = words[usize::from((n + second / 3) % 3)];
            say(&mut room, n, now_ms, json!({"type": "set_pace", "pace": word}));
        }
        for n in (0..CLASSES).filter(|n| n % 100 == second) {
            say(&mut room, n, now_ms, hold());
        }
        for entry in room.entries.iter().skip(stood).filter(|entry| is_control(entry)) {
            let seen = entry_for(&anchor, entry).unwrap();
            bytes += size(&ServerMessage::Entry(seen));
        }
        let now = paces(&room.state);
        if now != last {
            bytes += size(&ServerMessage::Paces(now.clone()));
            last = now;
        }
        most = most.max(bytes);
        all += bytes;
    }
    assert!(most <= BYTES_A_SECOND, "{most} bytes in one second");
    assert!(all > 0 && room.entries.len() > 6_000, "every light is in the log");
    let shown = snapshot(&room.state, &anchor).paces.unwrap();
    assert_eq!(u32::from(CLASSES), shown.lost + shown.too_fast + shown.fine);
    assert_eq!((shown.slowest.len(), shown.held), (10, 180));
    assert!(shown.slowest.windows(2).all(|two| two[0].since_ms <= two[1].since_ms));
}

fn say(room: &mut Room, n: u16, now_ms: i64, mut json: Value) {
    let named = i64::try_from(room.entries.len()).unwrap();
    json["client_id"] = uuid_v7(1_795_000_100_000 + named, [9; 10]).to_string().into();
    let message: ClientMessage = serde_json::from_value(json).unwrap();
    room.feed(Input::Message { person: far(40, n), message }, now_ms).unwrap();
}

fn size(frame: &ServerMessage) -> usize {
    serde_json::to_vec(frame).unwrap().len()
}

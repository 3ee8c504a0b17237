//! Attendance and the class report.

use serde_json::json;
use xingtan_room::attendance::{AttendanceRow, Attended, Schedule, Stays};
use xingtan_room::input::Input;
use xingtan_room::report::{ActivityReport, Fold, Report};

use crate::world::{OPENED, Room, class, person, roster};

const MINUTE: i64 = 60_000;

/// A lesson of ten minutes in which only `lin` moves: at each minute he comes or goes.
fn lin(starts_at_ms: i64, moves: &[(i64, bool)]) -> AttendanceRow {
    let mut room = Room::waiting();
    room.feed(Input::Open { utc: OPENED }, 0).unwrap();
    for (at_ms, comes) in moves {
        let person = person("lin");
        let input =
            if *comes { Input::Connected { person } } else { Input::Disconnected { person } };
        room.feed(input, *at_ms).unwrap();
    }
    room.feed(Input::Close, 10 * MINUTE).unwrap();
    let schedule = Schedule { starts_at_ms, minutes: 10, ..Schedule::default() };
    let mut stays = Stays::default();
    room.entries.iter().for_each(|entry| stays.take(entry));
    let rows = stays.rows(&roster(), &schedule, 10 * MINUTE);
    assert_eq!(rows.len(), 3, "every learner has a row, staff has none");
    rows.into_iter().next().unwrap()
}

#[test]
fn attendance_is_told_in_one_word() {
    let check = |starts: i64, moves: &[(i64, bool)], state, minutes, late_ms| {
        let row = lin(starts, moves);
        assert_eq!((row.state, row.minutes, row.late_ms), (state, minutes, late_ms), "{moves:?}");
    };
    check(0, &[], Attended::Absent, 0, None);
    check(0, &[(0, true)], Attended::Present, 10, None);
    check(0, &[(MINUTE, true)], Attended::Present, 9, None);
    check(0, &[(3 * MINUTE, true)], Attended::Late, 7, Some(3 * MINUTE));
    // Opened early: who comes before the planned start is in time.
    check(5 * MINUTE, &[(3 * MINUTE, true)], Attended::Present, 7, None);
    check(5 * MINUTE, &[(7 * MINUTE, true)], Attended::Late, 3, Some(2 * MINUTE));
    // Opened late: nobody is late for waiting at a closed door.
    check(-5 * MINUTE, &[(500, true), (4 * MINUTE + 30_000, false)], Attended::Present, 4, None);
    check(0, &[(0, true), (4 * MINUTE, false)], Attended::LeftEarly, 4, None);
    let both = [(2 * MINUTE, true), (4 * MINUTE, false)];
    check(0, &both, Attended::LeftEarly, 2, Some(2 * MINUTE));
}

#[test]
fn a_class_with_its_own_start_is_late_by_that() {
    let mut room = Room::waiting();
    room.feed(Input::Open { utc: OPENED }, 0).unwrap();
    for name in ["lin", "zhao"] {
        room.feed(Input::Connected { person: person(name) }, 5 * MINUTE).unwrap();
    }
    let own_starts_ms = [(class("far"), 5 * MINUTE)].into();
    let schedule = Schedule { starts_at_ms: 0, minutes: 10, own_starts_ms };
    let mut stays = Stays::default();
    room.entries.iter().for_each(|entry| stays.take(entry));
    let rows = stays.rows(&roster(), &schedule, 15 * MINUTE);
    let state = |name| rows.iter().find(|row| row.person == person(name)).map(|row| row.state);
    assert_eq!(state("lin"), Some(Attended::Late));
    assert_eq!(state("zhao"), Some(Attended::Present));
}

#[test]
fn a_short_gap_of_the_connection_counts_as_being_there() {
    let back = |gap: i64| lin(0, &[(0, true), (MINUTE, false), (MINUTE + gap, true)]);
    let short = back(2 * MINUTE);
    assert_eq!((short.state, short.minutes, short.left_ms), (Attended::Present, 10, None));
    assert_eq!(back(3 * MINUTE).minutes, 7);
    assert_eq!(short.arrived_at, Some(OPENED));
}

fn full() -> Report {
    let mut room = Room::open();
    let choices = json!([{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]);
    let poll = json!({"type": "open_poll", "stem": "p", "choices": choices, "anonymous": true});
    room.send("chen", 1, 1_000, poll).unwrap();
    let activity = room.latest();
    let vote = json!({"type": "vote", "activity": activity, "choices": ["b"]});
    room.send("lin", 2, 1_100, vote).unwrap();
    let prompt = json!({"kind": "true_false", "stem": "q", "points": 3});
    let question = json!({"prompt": prompt, "key": {"kind": "truth", "value": true}});
    room.send("chen", 3, 2_000, json!({"type": "open_quiz", "question": question})).unwrap();
    let activity = room.latest();
    for (name, n, value) in [("lin", 4, true), ("wu", 5, false)] {
        let answer = json!({"kind": "truth", "value": value});
        let submit = json!({"type": "submit_answer", "activity": activity, "answer": answer});
        room.send(name, n, 2_100, submit).unwrap();
    }
    room.send("wu", 6, 3_000, json!({"type": "send_danmaku", "text": "hi"})).unwrap();
    room.send("wu", 7, 3_000, json!({"type": "raise_hand"})).unwrap();
    room.feed(Input::Close, MINUTE).unwrap();
    let mut fold = Fold::new(roster());
    room.entries.iter().for_each(|entry| fold.take(entry));
    room.ballots.iter().for_each(|ballot| fold.take_ballot(ballot));
    fold.report(99 * MINUTE, &Schedule { minutes: 1, ..Schedule::default() })
}

#[test]
fn the_report_sums_the_lesson_up() {
    let report = full();
    let figures = (report.expected, report.here, report.danmaku_count, report.hands);
    assert_eq!((figures, report.duration_ms), ((3, 3, 1, 1), MINUTE));
    let [ActivityReport::Poll(poll), ActivityReport::Quiz(quiz)] = &report.activities[..] else {
        panic!("{:?}", report.activities)
    };
    let counts = |counts: &Option<Vec<_>>| {
        let counts: &Vec<xingtan_room::entry::Count> = counts.as_ref().unwrap();
        counts.iter().map(|count| count.people).collect::<Vec<_>>()
    };
    assert_eq!((poll.answered, counts(&poll.counts)), (1, vec![0, 1]));
    assert_eq!((poll.answers[0].person, &poll.answers[0].answer), (person("lin"), &None));
    assert_eq!((quiz.answered, counts(&quiz.counts)), (2, vec![1, 1]));
    let results: Vec<_> = quiz.answers.iter().map(|row| (row.right, row.points)).collect();
    assert_eq!(results, [(Some(true), 3), (Some(false), 0)]);
}

#[test]
fn a_learner_sees_only_his_own_rows_and_what_was_shown() {
    let report = full().for_learner(person("wu"));
    assert_eq!(report.attendance.len(), 1);
    let text = serde_json::to_string(&report).unwrap();
    assert!(!text.contains(&person("lin").to_string()));
    let [ActivityReport::Poll(poll), ActivityReport::Quiz(quiz)] = &report.activities[..] else {
        panic!("{:?}", report.activities)
    };
    assert_eq!((&poll.counts, &quiz.counts, &quiz.key), (&None, &None, &None));
    assert_eq!((quiz.answers.len(), quiz.answers[0].right), (1, None));
}

//! Rules that the golden scripts do not tell.

use serde_json::{Value, json};
use xingtan_base::clock::UtcMs;
use xingtan_room::entry::{
    Body, HandLowered, MediaAnchor, MediaStarted, MediaStopped, RecordingState, See, Track,
    TrackKind,
};
use xingtan_room::input::Input;
use xingtan_room::message::{ClientMessage, Ping, Role};
use xingtan_room::view::{snapshot, tally};

use crate::world::{OPENED, Room, person, viewer};

fn started(run: u32, codec: &str) -> Input {
    let track = Track { id: 1, kind: TrackKind::Video, codec: codec.to_owned() };
    Input::MediaStarted(MediaStarted { run, tracks: vec![track], by_stage: false })
}

#[test]
fn media_inputs_are_held_to_the_present_run() {
    let mut room = Room::open();
    let mut check = |input: Input, expected: Result<usize, &str>| {
        let found = room.feed(input, 1_000).map(|decision| decision.entries.len());
        assert_eq!(found.map_err(|refusal| refusal.code), expected);
    };
    let anchor = |run, track, media_ms| {
        Input::MediaAnchor(MediaAnchor { run, track, media_ms, lesson_ms: 1_000 })
    };
    check(anchor(1, 1, 0), Err("media.run_over"));
    check(started(1, "avc1.64001f"), Ok(1));
    check(started(1, "avc1.64001f"), Ok(0));
    check(started(1, "avc1.640028"), Ok(1));
    check(anchor(1, 1, 0), Ok(1));
    check(anchor(1, 2, 0), Err("media.track_unknown"));
    check(anchor(1, 1, -1), Err("media.anchor_out_of_range"));
    check(anchor(1, 1, i64::MAX), Err("media.anchor_out_of_range"));
    check(started(2, &"x".repeat(65)), Err("media.track_malformed"));
    let none = MediaStarted { run: 2, tracks: Vec::new(), by_stage: false };
    check(Input::MediaStarted(none), Err("media.tracks_out_of_range"));
    // A reconnect that overtook the end of the old run ends it.
    check(started(2, "avc1.64001f"), Ok(2));
    check(Input::MediaStopped(MediaStopped { run: 1 }), Ok(0));
    check(started(1, "avc1.64001f"), Err("media.run_over"));
    check(Input::MediaStopped(MediaStopped { run: 2 }), Ok(1));
    check(started(2, "avc1.64001f"), Err("media.run_over"));
    check(Input::Recording { state: RecordingState::DiskFull }, Ok(1));
    check(Input::Recording { state: RecordingState::DiskFull }, Ok(0));
}

#[test]
fn strangers_and_closed_doors_are_told_so() {
    let mut room = Room::waiting();
    assert_eq!(room.said("nobody", 1, 0, json!({"type": "raise_hand"})), "room.not_on_roster");
    assert_eq!(room.said("lin", 1, 0, json!({"type": "raise_hand"})), "lesson.not_open");
    assert!(room.feed(Input::Connected { person: person("lin") }, 0).unwrap().entries.is_empty());
    room.feed(Input::Open { utc: OPENED }, 0).unwrap();
    let again = room.feed(Input::Open { utc: UtcMs(0) }, 5).unwrap_err();
    assert_eq!(again.code, "lesson.already_open");
    let ping = ClientMessage::Ping(Ping { sent_ms: 1 });
    let unexpected = room.feed(Input::Message { person: person("lin"), message: ping }, 5);
    assert_eq!(unexpected.unwrap_err().code, "message.unexpected");
    room.feed(Input::Close, 10).unwrap();
    assert_eq!(room.feed(Input::Tick, 20).unwrap_err().code, "lesson.closed");
    assert_eq!(room.said("lin", 2, 20, json!({"type": "raise_hand"})), "lesson.closed");
}

#[test]
fn picks_go_round_before_anyone_is_picked_twice() {
    let mut room = Room::open();
    for n in 0..6 {
        assert_eq!(room.said("chen", n, 1_000, json!({"type": "pick_person"})), "ack");
    }
    let picked = room.bodies().into_iter().filter_map(|body| match body {
        Body::PickMade(said) => Some(said.person),
        _ => None,
    });
    let picked: Vec<_> = picked.collect();
    for name in ["lin", "wu", "zhao"] {
        for round in picked.chunks(3) {
            assert_eq!(round.iter().filter(|who| **who == person(name)).count(), 1, "{name}");
        }
    }
}

#[test]
fn an_anonymous_ballot_carries_no_voter() {
    let mut room = Room::open();
    let choices = json!([{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]);
    let poll = json!({"type": "open_poll", "stem": "p", "choices": choices, "anonymous": true});
    room.send("chen", 1, 1_000, poll).unwrap();
    let vote = json!({"type": "vote", "activity": room.latest(), "choices": ["b"]});
    let decision = room.send("lin", 2, 2_000, vote).unwrap();
    assert_eq!(decision.ballots.len(), 1);
    let stored = serde_json::to_value(decision.numbered(0)).unwrap();
    assert!(stored[0]["body"].get("choices").is_none());
    let staff = serde_json::to_value(snapshot(&room.state, &viewer("chen"))).unwrap();
    assert_eq!(staff["activities"][0]["answered_by"], json!([person("lin")]));
}

#[test]
fn an_open_anonymous_poll_shows_its_counts_to_nobody() {
    let mut room = Room::open();
    let choices = json!([{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]);
    let poll = json!({"type": "open_poll", "stem": "p", "choices": choices, "anonymous": true});
    room.send("chen", 1, 1_000, poll).unwrap();
    let activity = room.latest();
    let vote = json!({"type": "vote", "activity": activity, "choices": ["b"]});
    room.send("lin", 2, 2_000, vote).unwrap();
    let counts = |room: &Room| {
        let staff = serde_json::to_value(snapshot(&room.state, &viewer("chen"))).unwrap();
        let told = tally(&room.state, activity, Role::Staff).unwrap().counts;
        (staff["activities"][0]["counts"].clone(), told)
    };
    assert_eq!(counts(&room), (Value::Null, None));
    // Showing it ends it: what is shown while votes come in tells them one by one.
    let shown = room.send("chen", 3, 3_000, json!({"type": "show_poll", "activity": activity}));
    let kinds: Vec<_> = shown.unwrap().entries.into_iter().map(|draft| draft.body).collect();
    assert!(matches!(kinds[..], [Body::PollClosed(_), Body::PollShown(_)]), "{kinds:?}");
    assert_eq!(counts(&room).0[1]["people"], 1);
    let late = json!({"type": "vote", "activity": activity, "choices": ["a"]});
    assert_eq!(room.said("wu", 4, 4_000, late), "poll.closed");
}

#[test]
fn a_retry_is_acknowledged_after_the_lesson_too() {
    let mut room = Room::open();
    let choices = json!([{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]);
    room.send("chen", 1, 1_000, json!({"type": "open_poll", "stem": "p", "choices": choices}))
        .unwrap();
    let vote = json!({"type": "vote", "activity": room.latest(), "choices": ["b"]});
    let first = room.send("lin", 2, 2_000, vote.clone()).unwrap().numbered(0);
    room.feed(Input::Close, 3_000).unwrap();
    let again = room.send("lin", 2, 4_000, vote.clone()).unwrap();
    assert!(again.already.is_some() && again.entries.is_empty(), "{first:?}");
    assert_eq!(room.said("wu", 3, 4_000, vote), "lesson.closed");
}

#[test]
fn closing_the_lesson_ends_and_judges_everything() {
    let mut room = Room::open();
    let prompt = json!({"kind": "true_false", "stem": "q"});
    let question = json!({"prompt": prompt, "key": {"kind": "truth", "value": true}});
    let quiz = json!({"type": "open_quiz", "question": question, "limit_ms": 60_000});
    room.send("chen", 1, 1_000, quiz).unwrap();
    let choices = json!([{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]);
    let poll = json!({"type": "open_poll", "stem": "p", "choices": choices});
    room.send("chen", 2, 1_000, poll).unwrap();
    room.feed(started(1, "avc1.64001f"), 1_000).unwrap();
    let decision = room.feed(Input::Close, 2_000).unwrap();
    let bodies: Vec<_> = decision.entries.iter().map(|draft| &draft.body).collect();
    assert!(matches!(
        bodies[..],
        [
            Body::QuizClosed(_),
            Body::QuizJudged(_),
            Body::PollClosed(_),
            Body::MediaStopped(_),
            Body::LessonClosed(_)
        ]
    ));
    assert_eq!(room.state.due_ms(), None);
}

#[test]
fn only_so_many_activities_are_open_at_once() {
    let mut room = Room::open();
    let choices = json!([{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]);
    let poll = json!({"type": "open_poll", "stem": "p", "choices": choices});
    for n in 0..5 {
        assert_eq!(room.said("chen", n, 1_000, poll.clone()), "ack");
    }
    assert_eq!(room.said("chen", 5, 1_000, poll.clone()), "activity.too_many_open");
    let close = json!({"type": "close_poll", "activity": room.latest()});
    assert_eq!(room.said("chen", 6, 1_000, close), "ack");
    assert_eq!(room.said("chen", 7, 1_000, poll), "ack");
}

#[test]
fn the_protocols_page_lists_every_refusal_and_entry() {
    let page = include_str!("../../../../docs/protocol/room.md");
    let sources = [
        include_str!("../../src/decide.rs"),
        include_str!("../../src/decide_activities.rs"),
        include_str!("../../src/decide_ink.rs"),
        include_str!("../../src/decide_media.rs"),
        include_str!("../../src/classes/collect.rs"),
        include_str!("../../src/classes/decide.rs"),
        include_str!("../../src/stage/decide.rs"),
        include_str!("../../../item/src/judge.rs"),
    ];
    let quoted = sources.iter().flat_map(|source| source.split('"').skip(1).step_by(2));
    let is_code = |text: &&str| {
        text.contains('.') && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'_' | b'.'))
    };
    let codes: Vec<_> = quoted.filter(is_code).collect();
    assert!(codes.len() > 40, "{codes:?}");
    for code in codes {
        assert!(page.contains(&format!("`{code}`")), "{code} is missing in room.md");
    }
}

#[test]
fn who_leaves_takes_his_hand_down() {
    let mut room = Room::open();
    let person = person("lin");
    room.send("lin", 1, 2_000, json!({"type": "raise_hand"})).unwrap();
    let gone = room.feed(Input::Disconnected { person }, 3_000).unwrap();
    let bodies: Vec<_> = gone.entries.iter().map(|draft| (draft.see, &draft.body)).collect();
    let lowered = Body::HandLowered(HandLowered { person });
    assert_eq!(bodies[1..], [(See::Everyone, &lowered)]);
    room.feed(Input::Connected { person }, 4_000).unwrap();
    room.send("lin", 2, 5_000, json!({"type": "raise_hand"})).unwrap();
}

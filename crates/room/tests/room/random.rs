//! Whatever arrives: no panic, dense numbers, and the fold says what the live room said.

use proptest::prelude::*;
use serde_json::{Value, json};
use xingtan_base::ids::{ActivityId, PersonId};
use xingtan_room::entry::{MediaAnchor, MediaStarted, MediaStopped, Track, TrackKind};
use xingtan_room::input::Input;
use xingtan_room::state::State;
use xingtan_room::view::{entry_for, snapshot};

use crate::ink::dots;
use crate::world::{CAST, OPENED, Room, client, id, person, roster, viewer};

/// Choices as numbers; turned into an input when it is known which activities there are.
#[derive(Debug, Clone)]
struct Move {
    what: u8,
    who: usize,
    a: u8,
    b: u32,
    wait_ms: i64,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = (0..44_u8, 0..5_usize, 0..6_u8, any::<u32>(), -1_000..9_000_i64)
        .prop_map(|(what, who, a, b, wait_ms)| Move { what, who, a, b, wait_ms });
    prop::collection::vec(one, 1..120)
}

fn activity(room: &Room, n: u32) -> ActivityId {
    use xingtan_room::entry::Body;
    let opened = room.bodies().into_iter().filter_map(|body| match body {
        Body::PollOpened(said) => Some(said.activity),
        Body::QuizOpened(said) => Some(said.activity),
        _ => None,
    });
    let all: Vec<_> = opened.collect();
    let place = usize::try_from(n).unwrap().checked_rem(all.len());
    place.map_or_else(|| id(7, 7), |place| all[place])
}

fn question(kind: u8) -> Value {
    let choices = json!([{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]);
    match kind % 4 {
        0 => json!({"prompt": {"kind": "single", "stem": "q", "choices": choices},
                    "key": {"kind": "choices", "choices": ["a"]}}),
        1 => json!({"prompt": {"kind": "multiple", "stem": "q", "choices": choices}}),
        2 => json!({"prompt": {"kind": "true_false", "stem": "q"},
                    "key": {"kind": "truth", "value": true}}),
        _ => json!({"prompt": {"kind": "short_text", "stem": "q"},
                    "key": {"kind": "text", "accepted": ["巴黎"]}}),
    }
}

fn answer(a: u8) -> Value {
    match a {
        0 => json!({"kind": "choices", "choices": ["a"]}),
        1 => json!({"kind": "choices", "choices": ["b", "a"]}),
        2 => json!({"kind": "truth", "value": true}),
        3 => json!({"kind": "text", "text": "巴黎"}),
        4 => json!({"kind": "text", "text": "伦敦"}),
        _ => json!({"kind": "choices", "choices": ["z"]}),
    }
}

fn message(room: &Room, it: &Move, now_ms: i64) -> Value {
    let activity = activity(room, it.b);
    let flag = it.a.is_multiple_of(2);
    let other = person(CAST[usize::from(it.a) % CAST.len()].0);
    let choices = json!([{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]);
    match it.what {
        0 | 1 => json!({"type": "send_danmaku", "text": "好".repeat(usize::from(it.a) * 7)}),
        2 => json!({"type": "raise_hand"}),
        3 => json!({"type": "lower_hand", "person": flag.then_some(other)}),
        4 => json!({"type": "lower_all_hands"}),
        5..=8 => json!({"type": "vote", "activity": activity, "choices": answer(it.a)["choices"]
            .as_array().cloned().unwrap_or_default()}),
        9..=13 => json!({"type": "submit_answer", "activity": activity, "answer": answer(it.a),
            "pressed_at_ms": flag.then_some(now_ms - i64::from(it.b % 12_000))}),
        14 | 15 => json!({"type": "open_poll", "stem": "p", "choices": choices,
            "multiple": flag, "anonymous": it.b.is_multiple_of(2)}),
        16 => json!({"type": "close_poll", "activity": activity}),
        17 => json!({"type": "show_poll", "activity": activity}),
        18 | 19 => json!({"type": "open_quiz", "question": question(it.a),
            "limit_ms": flag.then_some(it.b % 30_000)}),
        20 => json!({"type": "extend_quiz", "activity": activity, "add_ms": it.b % 20_000}),
        21 => json!({"type": "close_quiz", "activity": activity}),
        22 => json!({"type": "show_quiz", "activity": activity}),
        23 => json!({"type": "pick_person"}),
        24 => json!({"type": "mute_person", "person": other, "muted": flag}),
        25 => json!({"type": "set_danmaku", "on": flag, "slow_ms": it.b % 70_000}),
        26 => json!({"type": "post_announcement", "text": "a"}),
        27 if flag => json!({"type": "turn_page", "surface": {"kind": "none"}}),
        27 => json!({"type": "turn_page", "surface": {"kind": "board", "board": it.b % 3}}),
        32.. => on_stage(it, other),
        28 => json!({"type": "let_write", "person": other, "may": it.b.is_multiple_of(3)}),
        _ => dots(&format!("board/{}", it.a), it.b, 1 + it.b % 3),
    }
}

fn on_stage(it: &Move, other: PersonId) -> Value {
    let flag = it.b.is_multiple_of(2);
    let stage = 1 + it.b % 2;
    match it.what {
        32 | 33 => json!({"type": "invite_to_stage", "stage": stage, "person": other,
            "picture": flag}),
        34 | 35 => json!({"type": "accept_invitation", "stage": stage, "picture": flag}),
        36 => json!({"type": "decline_invitation", "stage": stage}),
        37 => json!({"type": "join_stage", "stage": stage, "sound": flag}),
        38 => json!({"type": "leave_stage", "stage": stage}),
        39 => json!({"type": "lower_from_stage", "stage": stage, "person": other}),
        40 => json!({"type": "set_on_stage", "stage": stage, "sound": flag, "picture": true,
            "screen": false}),
        41 if flag => json!({"type": "mute_stage", "stage": stage}),
        41 => json!({"type": "clear_stage", "stage": stage}),
        42 => json!({"type": "set_stage", "stage": stage, "seats": it.b % 4}),
        _ => json!({"type": "mute_on_stage", "stage": stage, "person": other}),
    }
}

fn other_input(it: &Move) -> Input {
    let who = person(CAST.get(it.who).map_or("nobody", |known| known.0));
    let run = u32::from(it.a);
    let codec = "avc1.64001f".to_owned();
    let track = Track { id: 1 + it.b % 2, kind: TrackKind::Video, codec };
    match (it.b % 7, it.a) {
        (0, _) => Input::Connected { person: who },
        (1, _) => Input::Disconnected { person: who },
        (2, _) => Input::MediaStarted(MediaStarted { run, tracks: vec![track], by_stage: false }),
        (3, _) => {
            let (media_ms, lesson_ms) = (i64::from(it.b), it.wait_ms);
            Input::MediaAnchor(MediaAnchor { run, track: 1, media_ms, lesson_ms })
        }
        (4, _) => Input::MediaStopped(MediaStopped { run }),
        (5, 5) if it.b.is_multiple_of(5) => Input::Close,
        _ => Input::Tick,
    }
}

fn play(moves: &[Move], mut each: impl FnMut(&Room)) -> Room {
    let mut room = Room::waiting();
    let mut now_ms = 0_i64;
    for (n, it) in moves.iter().enumerate() {
        now_ms += it.wait_ms;
        if n == 2 {
            room.feed(Input::Open { utc: OPENED }, now_ms).unwrap();
        }
        let name = CAST.get(it.who).map_or("nobody", |known| known.0);
        let result = if matches!(it.what, 30 | 31) {
            room.feed_with(other_input(it), now_ms, u64::from(it.b))
        } else {
            let said = message(&room, it, now_ms);
            // Few client ids, so that retries happen by themselves.
            room.send(name, u8::try_from(it.b % 97).unwrap(), now_ms, said)
        };
        drop(result);
        each(&room);
    }
    room
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn numbers_are_dense_times_never_go_back_and_the_fold_is_the_room(moves in moves()) {
        let room = play(&moves, |_| {});
        let mut last_ms = i64::MIN;
        let mut fold = State::new(room.lesson(), roster());
        for (n, entry) in (1_u32..).zip(&room.entries) {
            prop_assert_eq!(entry.seq, n);
            prop_assert!(entry.at_ms >= last_ms);
            last_ms = entry.at_ms;
            // As stored and read back.
            let stored = serde_json::to_string(entry).unwrap();
            fold.apply(&serde_json::from_str(&stored).unwrap()).unwrap();
        }
        for ballot in &room.ballots {
            fold.apply_ballot(ballot);
        }
        prop_assert!(fold == room.state);
    }

    #[test]
    fn a_learner_never_receives_what_is_not_his(moves in moves()) {
        let room = play(&moves, |_| {});
        let lin = viewer("lin");
        for entry in room.entries.iter().filter_map(|entry| entry_for(&lin, entry)) {
            use xingtan_room::entry::Body;
            let own = entry.by == Some(lin.person);
            match &entry.body {
                Body::QuizKeyed(_) | Body::QuizJudged(_) => prop_assert!(false, "{:?}", entry),
                Body::PollVoted(_) | Body::QuizAnswered(_) => prop_assert!(own),
                Body::PollClosed(said) => prop_assert!(said.counts.is_none()),
                _ => prop_assert!(own || entry.client_id.is_none()),
            }
        }
    }

    #[test]
    fn a_stage_has_one_seat_for_each_and_no_more_than_it_has(moves in moves()) {
        play(&moves, |room| {
            let seats: Vec<_> =
                room.state.on_stages().map(|(id, one)| (id, one.seat)).collect();
            let people: Vec<_> =
                room.state.on_stages().map(|(id, one)| (id, one.person)).collect();
            let once = |n: usize| {
                !seats[..n].contains(&seats[n]) && !people[..n].contains(&people[n])
            };
            assert!((0..seats.len()).all(once), "{seats:?}");
            assert!(room.state.on_stages().all(|(_, one)| one.on.is_within(one.may)));
        });
    }

    #[test]
    fn a_retry_changes_nothing(moves in moves(), n in 0..97_u8) {
        let mut room = play(&moves, |_| {});
        let now_ms = room.state.last_ms();
        let hand = json!({"type": "raise_hand"});
        let first = room.send("lin", n, now_ms, hand.clone());
        let after = room.state.seq();
        if let Ok(first) = first {
            let again = room.send("lin", n, now_ms + 60_000, hand).unwrap();
            let seq = first.already.unwrap_or(after);
            prop_assert_eq!(again.already, Some(seq));
            prop_assert_eq!(room.state.seq(), after);
            let _ = client(n);
        }
    }

    #[test]
    fn snapshots_hold_no_secret(moves in moves()) {
        play(&moves, |room| {
            for name in ["lin", "zhao"] {
                let seen = snapshot(&room.state, &viewer(name));
                assert!(seen.people.is_empty());
                for invited in seen.stages.iter().flat_map(|stage| &stage.invited) {
                    assert_eq!(invited.person, person(name));
                }
                for view in serde_json::to_value(&seen.activities).unwrap().as_array().unwrap() {
                    assert!(view.get("answered_by").is_none());
                    if view["is_shown"] == false {
                        assert!(view.get("counts").is_none() && view.get("key").is_none());
                    }
                }
            }
        });
    }
}

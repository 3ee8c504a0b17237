//! Polls and quizzes of every kind, typed and prepared, over real sockets.

use serde_json::{Value as Json, json};
use xingtan_base::ids::ActivityId;
use xingtan_room::entry::{Body, Count};
use xingtan_room::message::{ActivityView, ServerMessage, Tally};
use xingtan_testkit::{Seat, World, for_each_database};

use crate::stage::{Stage, answer, choices, text, vote};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn polls_count_every_vote_once_and_show_it_when_the_teacher_does() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        a_poll_is_hidden_until_it_is_shown(&mut stage).await;
        several_options_may_be_chosen(&mut stage).await;
        an_anonymous_vote_is_nobodys(&mut stage).await;
        let log = stage.close().await;
        assert_eq!(log.count("poll.voted"), 8);
        assert_eq!(log.count("poll.shown"), 2);
        assert_eq!(log.count("poll.closed"), 3, "showing an anonymous one ended it");
    })
    .await;
}

fn poll(stem: &str, multiple: bool, anonymous: bool) -> Json {
    json!({"type": "open_poll", "stem": stem, "multiple": multiple, "anonymous": anonymous,
        "choices": [{"id": "a", "text": "会"}, {"id": "b", "text": "不会"}, {"id": "c", "text": "＝"}]})
}

async fn a_poll_is_hidden_until_it_is_shown(stage: &mut Stage) {
    let poll = stage.opens(poll("听懂了吗？", false, false)).await;
    for (wrong, code) in [
        (&["a", "b"][..], "answer.too_many_choices"),
        (&[], "answer.empty"),
        (&["z"], "answer.unknown_choice"),
    ] {
        assert_eq!(stage.zihan.seat.ask(vote(poll, wrong)).await, Err(code.to_owned()));
    }
    stage.xiaoyu.seat.done(vote(poll, &["a"])).await;
    let again = stage.xiaoyu.seat.ask(vote(poll, &["b"])).await;
    assert_eq!(again, Err("poll.already_voted".to_owned()), "the first vote stands");
    stage.zihan.seat.done(vote(poll, &["b"])).await;
    stage.guihua.seat.done(vote(poll, &["a"])).await;
    let teachers = stage.chen.seat.ask(vote(poll, &["a"])).await;
    assert_eq!(teachers, Err("role.learners_only".to_owned()));
    // The teacher sees how it stands, the learners only how many have voted.
    assert_eq!(tally(&mut stage.chen.seat, poll, 3).await, Some(counts(&[2, 1, 0])));
    assert_eq!(tally(&mut stage.guihua.seat, poll, 3).await, None);
    stage.chen.seat.done(json!({"type": "close_poll", "activity": poll})).await;
    let closed = |body: &Body| match body {
        Body::PollClosed(closed) => Some(closed.counts.clone()),
        _ => None,
    };
    assert_eq!(stage.guihua.seat.entry("the end", closed).await, None);
    assert_eq!(stage.chen.seat.entry("the end", closed).await, Some(counts(&[2, 1, 0])));
    let late = stage.guihua.seat.ask(vote(poll, &["a"])).await;
    assert_eq!(late, Err("poll.already_voted".to_owned()));
    stage.chen.seat.done(json!({"type": "show_poll", "activity": poll})).await;
    assert_eq!(shown(&mut stage.guihua.seat, poll).await, counts(&[2, 1, 0]));
}

async fn several_options_may_be_chosen(stage: &mut Stage) {
    let poll = stage.opens(poll("带了什么？", true, false)).await;
    stage.xiaoyu.seat.done(vote(poll, &["a", "c"])).await;
    let twice = stage.zihan.seat.ask(vote(poll, &["a", "a"])).await;
    assert_eq!(twice, Err("answer.duplicate_choice".to_owned()));
    stage.zihan.seat.done(vote(poll, &["c"])).await;
    stage.chen.seat.done(json!({"type": "close_poll", "activity": poll})).await;
    let late = stage.guihua.seat.ask(vote(poll, &["a"])).await;
    assert_eq!(late, Err("poll.closed".to_owned()));
}

async fn an_anonymous_vote_is_nobodys(stage: &mut Stage) {
    let poll = stage.opens(poll("喜欢这节课吗？", false, true)).await;
    stage.xiaoyu.seat.done(vote(poll, &["b"])).await;
    stage.zihan.seat.done(vote(poll, &["a"])).await;
    stage.guihua.seat.done(vote(poll, &["b"])).await;
    let voted = |body: &Body| match body {
        Body::PollVoted(voted) if voted.activity == poll => Some(voted.choices.clone()),
        _ => None,
    };
    assert_eq!(stage.chen.seat.entry("a vote", voted).await, None, "not even the staff");
    assert_eq!(tally(&mut stage.chen.seat, poll, 3).await, None, "two counts would tell a vote");
    stage.chen.seat.done(json!({"type": "show_poll", "activity": poll})).await;
    assert_eq!(shown(&mut stage.xiaoyu.seat, poll).await, counts(&[1, 2, 0]));
    // Who comes later is told the counts too, and that nobody's choice is known.
    let browser = stage.zihan.browser.clone();
    stage.zihan.seat.come_back_anew(&browser).await;
    let (_, snapshot) = stage.zihan.seat.snapshots.last().unwrap();
    let Some(ActivityView::Poll(view)) = snapshot.activities.last() else { panic!("no poll") };
    assert!(view.voted && view.mine.is_none() && view.mine_ms.is_some());
    assert_eq!(view.counts, Some(counts(&[1, 2, 0])));
}

fn counts(people: &[u32]) -> Vec<Count> {
    let count = |(choice, people): (&str, &u32)| Count { choice: choice.into(), people: *people };
    ["a", "b", "c"].into_iter().zip(people).map(count).collect()
}

async fn shown(seat: &mut Seat, poll: ActivityId) -> Vec<Count> {
    let shown = |body: &Body| match body {
        Body::PollShown(shown) if shown.activity == poll => Some(shown.counts.clone()),
        _ => None,
    };
    seat.entry("the counts", shown).await
}

/// The counts of the tally that says so many have answered.
async fn tally(seat: &mut Seat, activity: ActivityId, answered: u32) -> Option<Vec<Count>> {
    let find = |message: &ServerMessage| match message {
        ServerMessage::Tally(Tally { activity: of, answered: now, counts })
            if (*of, *now) == (activity, answered) =>
        {
            Some(counts.clone())
        }
        _ => None,
    };
    seat.next("the tally", find).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn quizzes_of_four_kinds_are_answered_timed_and_judged() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        each_kind_is_typed_or_prepared_and_judged(&mut stage).await;
        a_timed_quiz_waits_for_the_network_and_no_longer(world, &mut stage).await;
        let log = stage.close().await;
        assert_eq!(log.count("quiz.opened"), 5);
        assert_eq!(log.count("quiz.judged"), 5, "closing the lesson ends what is open");
        let report = stage.chen.browser.get(&stage.path("report")).await.is(200).json();
        let late = &report["activities"][4]["answers"];
        let late: Vec<_> =
            late.as_array().unwrap().iter().map(|row| &row["late_by_network"]).collect();
        assert_eq!(late, [&json!(false), &json!(true)]);
    })
    .await;
}

async fn each_kind_is_typed_or_prepared_and_judged(stage: &mut Stage) {
    let options =
        json!([{"id": "a", "text": "1"}, {"id": "b", "text": "2"}, {"id": "c", "text": "3"}]);
    let truth = |value: bool| json!({"kind": "truth", "value": value});
    let kinds = [
        ("single", &options, choices(&["b"]), choices(&["b"]), choices(&["a"])),
        ("multiple", &options, choices(&["a", "c"]), choices(&["c", "a"]), choices(&["a"])),
        ("true_false", &json!([]), truth(true), truth(true), truth(false)),
        (
            "short_text",
            &json!([]),
            json!({"kind": "text", "accepted": ["光"]}),
            text(" 光 "),
            text("影"),
        ),
    ];
    for (number, (kind, options, key, right, wrong)) in kinds.into_iter().enumerate() {
        let prompt = json!({"kind": kind, "stem": "？", "choices": options, "points": 2});
        let question = json!({"prompt": prompt, "key": key});
        // Every other one was prepared; a prepared question is sent whole, like a typed one.
        let question = if number % 2 == 0 { question } else { prepared(stage, question).await };
        let quiz = stage.opens_quiz(question, None).await;
        stage.xiaoyu.seat.done(answer(quiz, wrong.clone())).await;
        stage.xiaoyu.seat.done(answer(quiz, right)).await;
        stage.guihua.seat.done(answer(quiz, wrong)).await;
        let odd = if kind == "short_text" { choices(&["a"]) } else { text("光") };
        let refused = stage.zihan.seat.ask(answer(quiz, odd)).await;
        assert_eq!(refused, Err("answer.wrong_kind".to_owned()), "{kind}");
        stage.chen.seat.done(json!({"type": "show_quiz", "activity": quiz})).await;
        let judged = |body: &Body| match body {
            Body::QuizJudged(judged) => Some(judged.results.clone()),
            _ => None,
        };
        let results = stage.chen.seat.entry("the results", judged).await;
        let of = |person| results.iter().find(|result| result.person == person).unwrap();
        let (xiaoyu, guihua) = (of(stage.xiaoyu.id()), of(stage.guihua.id()));
        assert_eq!((xiaoyu.right, xiaoyu.points), (Some(true), 2), "{kind}: the later answer");
        assert_eq!((guihua.right, guihua.points), (Some(false), 0), "{kind}");
        assert_eq!(results.len(), 2);
    }
}

/// Prepares a question and reads it back as the teacher's page does.
async fn prepared(stage: &Stage, question: Json) -> Json {
    let path = stage.path("questions");
    let made = stage.chen.browser.post(&path, json!({"question": question})).await.is(201).json();
    let listed = stage.chen.browser.get(&path).await.is(200).json();
    let listed = listed["items"].as_array().unwrap().iter().find(|item| item["id"] == made["id"]);
    listed.unwrap()["question"].clone()
}

async fn a_timed_quiz_waits_for_the_network_and_no_longer(world: &World, stage: &mut Stage) {
    let question = json!({"prompt": {"kind": "true_false", "stem": "光走直线"}});
    let quiz = stage.opens_quiz(question, Some(20_000)).await;
    stage.chen.seat.done(json!({"type": "extend_quiz", "activity": quiz, "add_ms": 40_000})).await;
    let given = answer(quiz, json!({"kind": "truth", "value": true}));
    // Past the first limit, within the longer one.
    world.hand.advance_ms(30_000);
    stage.xiaoyu.seat.done(given.clone()).await;
    let pressed_ms = now_ms(&mut stage.guihua.seat).await;
    world.hand.advance_ms(30_000);
    let mut late = given.clone();
    let too_late = stage.zihan.seat.ask(late.clone()).await;
    assert_eq!(too_late, Err("quiz.closed".to_owned()), "nobody says when it was pressed");
    // Two seconds before the end, so that it is within the grace of the pressing too.
    late["pressed_at_ms"] = json!(pressed_ms + 28_000);
    stage.guihua.seat.done(late.clone()).await;
    world.hand.advance_ms(15_000);
    let closed = |body: &Body| match body {
        Body::QuizClosed(closed) if closed.activity == quiz => Some(closed.answered),
        _ => None,
    };
    assert_eq!(stage.guihua.seat.entry("the end of the time", closed).await, 2);
    let judged = |body: &Body| match body {
        Body::QuizJudged(judged) if judged.activity == quiz => Some(judged.results.len()),
        _ => None,
    };
    assert_eq!(stage.chen.seat.entry("the results", judged).await, 2);
    assert_eq!(stage.zihan.seat.ask(late).await, Err("quiz.closed".to_owned()));
    let extend = json!({"type": "extend_quiz", "activity": quiz, "add_ms": 40_000});
    assert_eq!(stage.chen.seat.ask(extend).await, Err("quiz.closed".to_owned()));
}

/// Lesson time now, as a client learns it.
async fn now_ms(seat: &mut Seat) -> i64 {
    let ping = json!({"type": "ping", "sent_ms": -1});
    seat.say_raw(tokio_tungstenite::tungstenite::Message::text(ping.to_string())).await;
    let pong = |message: &ServerMessage| match message {
        ServerMessage::Pong(pong) if pong.sent_ms == -1 => pong.now_ms,
        _ => None,
    };
    seat.next("a pong", pong).await
}

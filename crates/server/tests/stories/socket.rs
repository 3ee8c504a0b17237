//! The room's socket: coming back without loss, retries that harm nobody, nonsense that is refused
//! with a reason, and sign-ins that end in the middle of a lesson.

use serde_json::json;
use tokio_tungstenite::tungstenite::Message;
use xingtan_room::entry::Body;
use xingtan_room::message::ServerMessage;
use xingtan_testkit::{PASSWORD, Seat, World, for_each_database};

use crate::stage::{Stage, answer, text, vote};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_back_gets_what_he_missed_and_nothing_twice() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let (xiaoyu, guihua) = (stage.xiaoyu.browser.clone(), stage.guihua.browser.clone());
        for round in 0..3 {
            // One says goodbye to nobody, the other reads everything the room has to say.
            stage.xiaoyu.seat.catch_up().await;
            stage.xiaoyu.seat.lose();
            for number in 0..5 {
                let text = format!("第 {round} 轮第 {number} 句");
                let post = json!({"type": "post_announcement", "text": text});
                stage.chen.seat.done(post).await;
                stage.guihua.seat.done(json!({"type": "raise_hand"})).await;
                stage.chen.seat.done(json!({"type": "lower_all_hands"})).await;
            }
            let before = stage.xiaoyu.seat.snapshots.len();
            stage.xiaoyu.seat.come_back(&xiaoyu).await;
            assert_eq!(stage.xiaoyu.seat.snapshots.len(), before, "what was missed came singly");
            stage.guihua.seat.come_back_anew(&guihua).await;
            assert_eq!(stage.guihua.seat.snapshots.len(), 2 + round, "who asks for all gets it");
        }
        // A second window of the same person is shown the same.
        let mut window = Seat::take(&xiaoyu, stage.lesson).await;
        stage.chen.seat.done(json!({"type": "clear_danmaku"})).await;
        window.catch_up().await;
        let log = stage.close().await;
        log.check(&window);
        assert_eq!(log.count("person.arrived"), 4, "coming back in time is no arrival");
        assert_eq!(log.count("announcement.posted"), 15);
        // A number that the room has not reached is that of another room: it begins anew.
        let mut confused = Seat::take(&xiaoyu, stage.lesson).await;
        confused.lose();
        confused.come_back_since(&xiaoyu, Some(1_000_000)).await;
        assert_eq!(confused.snapshots.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_sent_again_takes_effect_once() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let question = json!({"prompt": {"kind": "short_text", "stem": "？"}});
        let quiz = stage.opens_quiz(question, None).await;
        let poll = stage
            .opens(json!({"type": "open_poll", "stem": "？", "anonymous": true,
            "choices": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]}))
            .await;
        let browser = stage.zihan.browser.clone();
        let seat = &mut stage.zihan.seat;
        let mut said = Vec::new();
        for message in [
            json!({"type": "raise_hand"}),
            json!({"type": "send_danmaku", "text": "再说一遍"}),
            vote(poll, &["b"]),
            answer(quiz, text("先")),
            answer(quiz, text("后")),
        ] {
            let client_id = seat.say(message.clone()).await;
            let seq = seat.fate(client_id).await.unwrap();
            assert!(seq.is_some());
            said.push((client_id, message, seq));
        }
        // The acks may have been lost with the connection: all is sent again, twice.
        seat.lose();
        seat.come_back(&browser).await;
        for (client_id, message, seq) in said.iter().chain(&said) {
            seat.say_as(*client_id, message.clone()).await;
            assert_eq!(seat.fate(*client_id).await, Ok(*seq), "{message}");
        }
        let log = stage.close().await;
        for (kind, times) in
            [("hand.raised", 1), ("danmaku.sent", 1), ("poll.voted", 1), ("quiz.answered", 2)]
        {
            assert_eq!(log.count(kind), times, "{kind}");
        }
        let report = stage.chen.browser.get(&stage.path("report")).await.is(200).json();
        let given = &report["activities"][0]["answers"][0]["answer"];
        assert_eq!(given["text"], "后", "a late retry does not bring an old answer back");
        assert_eq!(report["activities"][1]["counts"][1]["people"], 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nonsense_is_refused_with_a_reason_and_hurts_nobody() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        stage.check().await;
        let others = stage.xiaoyu.seat.heard().count();
        let hello = json!({"type": "hello", "proto": 1, "room": stage.lesson}).to_string();
        for (nonsense, code) in [
            (Message::text("{"), "message.malformed"),
            (Message::text(""), "message.malformed"),
            (Message::text("[1,2]"), "message.malformed"),
            (Message::text("null"), "message.malformed"),
            (
                Message::text(format!("{}1{}", "[".repeat(9_000), "]".repeat(9_000))),
                "message.malformed",
            ),
            (Message::text("{\"type\":7}"), "message.malformed"),
            (Message::text("{\"type\":\"send_danmaku\"}"), "message.malformed"),
            (
                Message::text("{\"type\":\"vote\",\"activity\":\"x\",\"choices\":3}"),
                "message.malformed",
            ),
            (Message::text("{\"type\":\"sing\"}"), "message.unknown"),
            (Message::text(hello), "message.unexpected"),
            (Message::binary(vec![0, 159, 146, 150]), "ink.not_allowed"),
            (Message::binary(vec![1; 2_049]), "ink.size"),
        ] {
            stage.guihua.seat.say_raw(nonsense.clone()).await;
            let refused = |message: &ServerMessage| match message {
                ServerMessage::Refused(refused) => Some(refused.code.clone()),
                _ => None,
            };
            let said = stage.guihua.seat.next("a refusal", refused).await;
            assert_eq!(said, code, "{nonsense:?}");
        }
        for (message, code) in [
            (vote(no_activity(), &["a"]), "poll.unknown"),
            (answer(no_activity(), text("？")), "quiz.unknown"),
            (json!({"type": "open_poll", "stem": "？", "choices": []}), "role.staff_only"),
        ] {
            assert_eq!(stage.guihua.seat.ask(message).await, Err(code.to_owned()));
        }
        let faulty = json!({"type": "open_poll", "stem": " ", "choices": []});
        assert_eq!(stage.chen.seat.ask(faulty).await, Err("poll.invalid".to_owned()));
        stage.xiaoyu.seat.catch_up().await;
        let news = stage.xiaoyu.seat.heard().skip(others);
        let quiet = |message: &&ServerMessage| {
            !matches!(message, ServerMessage::Pong(_) | ServerMessage::Presence(_))
        };
        assert_eq!(news.filter(quiet).collect::<Vec<_>>(), Vec::<&ServerMessage>::new());
        // Who talked nonsense goes on like everybody else.
        stage.guihua.seat.done(json!({"type": "raise_hand"})).await;
        a_flood_is_slowed_down(&mut stage).await;
        what_is_no_socket_frame_ends_the_connection(&mut stage).await;
        stage.close().await;
    })
    .await;
}

fn no_activity() -> xingtan_base::ids::ActivityId {
    "01920000-0000-7000-8000-000000000001".parse().unwrap()
}

async fn a_flood_is_slowed_down(stage: &mut Stage) {
    let mut sent = Vec::new();
    for _ in 0..80 {
        sent.push(stage.zihan.seat.say(json!({"type": "lower_hand"})).await);
    }
    let mut slowed = 0;
    for client_id in sent {
        match stage.zihan.seat.fate(client_id).await {
            Err(code) if code == "rate.too_many" => slowed += 1,
            other => assert_eq!(other, Err("hand.not_raised".to_owned())),
        }
    }
    assert!(slowed >= 20, "{slowed} of 80 were slowed down");
}

async fn what_is_no_socket_frame_ends_the_connection(stage: &mut Stage) {
    let browser = stage.xiaoyu.browser.clone();
    stage.xiaoyu.seat.say_raw(Message::text("x".repeat(120_000))).await;
    let bye = stage.xiaoyu.seat.bye().await;
    assert_eq!((bye.code.as_str(), bye.reconnect), ("protocol.violation", false));
    stage.xiaoyu.seat.come_back(&browser).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_that_ends_in_mid_lesson_costs_nothing_but_signing_in() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let question = json!({"prompt": {"kind": "short_text", "stem": "？"}});
        let quiz = stage.opens_quiz(question, None).await;
        // On his phone he signs out everywhere.
        let phone = world.browser("li.xiaoyu").await;
        let _ = phone.send(reqwest::Method::DELETE, "/api/sessions", None).await.is(204);
        let bye = stage.xiaoyu.seat.bye().await;
        assert_eq!((bye.code.as_str(), bye.reconnect), ("session.ended", false));
        stage.chen.seat.done(json!({"type": "post_announcement", "text": "还有一分钟"})).await;
        come_back_by_signing_in(&mut stage, quiz).await;
        // Much later everybody's sign-in has run out.
        world.hand.advance_ms(60 * 24 * 3_600_000);
        stage.xiaoyu.seat.catch_up().await;
        stage.xiaoyu.seat.lose();
        come_back_by_signing_in(&mut stage, quiz).await;
        for person in stage.people() {
            let name = person.seat.welcome.me.name.clone();
            assert!(!name.is_empty());
        }
        sign_everyone_in_again(world, &mut stage).await;
        let log = stage.close().await;
        assert_eq!(log.count("quiz.answered"), 2);
    })
    .await;
}

/// His page still holds what he typed, and sends it when he is back.
async fn come_back_by_signing_in(stage: &mut Stage, quiz: xingtan_base::ids::ActivityId) {
    let xiaoyu = &mut stage.xiaoyu;
    xiaoyu.browser.get("/api/me").await.refused(401, "session.required");
    let refused = Seat::refused(&xiaoyu.browser, stage.lesson).await;
    refused.refused(401, "session.required");
    xiaoyu.browser.sign_in("li.xiaoyu", PASSWORD).await.unwrap();
    let snapshots = xiaoyu.seat.snapshots.len();
    let browser = xiaoyu.browser.clone();
    xiaoyu.seat.come_back(&browser).await;
    assert_eq!(xiaoyu.seat.snapshots.len(), snapshots, "it goes on where it was");
    xiaoyu.seat.done(answer(quiz, text("写到一半的答案"))).await;
}

async fn sign_everyone_in_again(world: &World, stage: &mut Stage) {
    stage.chen.browser = world.browser("chen").await;
    stage.zihan.browser = world.browser("wang.zihan").await;
    stage.guihua.browser = world.browser("wu.guihua").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_wrong_does_no_harm() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let question = json!({"prompt": {"kind": "short_text", "stem": "？"}});
        let quiz = stage.opens_quiz(question, Some(30_000)).await;
        for pressed_ms in [i64::MIN, -1, i64::MAX] {
            let mut given = answer(quiz, text("准时"));
            given["pressed_at_ms"] = pressed_ms.into();
            stage.xiaoyu.seat.done(given).await;
            let ping = json!({"type": "ping", "sent_ms": pressed_ms});
            stage.xiaoyu.seat.say_raw(Message::text(ping.to_string())).await;
            let pong = |message: &ServerMessage| match message {
                ServerMessage::Pong(pong) if pong.sent_ms == pressed_ms => pong.now_ms,
                _ => None,
            };
            let now_ms = stage.xiaoyu.seat.next("a pong", pong).await;
            assert!((0..30_000).contains(&now_ms), "the lesson's time is the server's: {now_ms}");
        }
        world.hand.advance_ms(31_000);
        for pressed_ms in [i64::MIN, -1, 3_600_000, i64::MAX] {
            let mut given = answer(quiz, text("迟到"));
            given["pressed_at_ms"] = pressed_ms.into();
            let refused = stage.zihan.seat.ask(given).await;
            assert_eq!(refused, Err("quiz.closed".to_owned()), "pressed at {pressed_ms}");
        }
        // The server's own clock is set back: the lesson's time stands still, and goes on.
        world.hand.advance_ms(-20_000);
        stage.guihua.seat.done(json!({"type": "raise_hand"})).await;
        world.hand.advance_ms(60_000);
        let judged = |body: &Body| matches!(body, Body::QuizJudged(_)).then_some(());
        stage.chen.seat.entry("the results", judged).await;
        let log = stage.close().await;
        assert_eq!(log.count("quiz.answered"), 3);
    })
    .await;
}

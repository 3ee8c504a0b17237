//! The server is stopped and started in the middle of a lesson: nobody loses anything.

use serde_json::{Value as Json, json};
use xingtan_base::clock::UtcMs;
use xingtan_room::entry::Body;
use xingtan_server::demo::encoder::Encoder;
use xingtan_testkit::{World, clip, connect, for_each_database, for_each_world, until};

use crate::media::{send, span};
use crate::stage::{Stage, answer, text};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lesson_goes_on_after_a_restart() {
    for_each_world(async |world| {
        let mut stage = Stage::set(world).await;
        // An encoder publishes, and goes down with the server.
        let _encoder = publish(world, &mut stage, 1).await;
        let question = json!({"prompt": {"kind": "short_text", "stem": "？"}});
        let quiz = stage.opens_quiz(question, Some(3_600_000)).await;
        stage.xiaoyu.seat.done(answer(quiz, text("停电前"))).await;
        stage.guihua.seat.done(json!({"type": "raise_hand"})).await;
        // Said in the last moment: whether it was heard, its sender will know by asking again.
        let last = answer(quiz, text("最后一刻"));
        let client_id = stage.zihan.seat.say(last.clone()).await;
        world.stop().await;
        for person in stage.people() {
            let bye = person.seat.bye().await;
            assert_eq!((bye.code.as_str(), bye.reconnect), ("server.stopping", true));
        }
        world.hand.advance_ms(5_000);
        world.start().await;
        for person in stage.people() {
            let (browser, snapshots) = (person.browser.clone(), person.seat.snapshots.len());
            person.seat.come_back(&browser).await;
            assert_eq!(person.seat.snapshots.len(), snapshots, "each goes on where he was");
        }
        stage.zihan.seat.say_as(client_id, last).await;
        assert!(stage.zihan.seat.fate(client_id).await.unwrap().is_some());
        stage.guihua.seat.done(answer(quiz, text("来电后"))).await;
        let stopped = |body: &Body| match body {
            Body::MediaStopped(stopped) => Some(stopped.run),
            _ => None,
        };
        for person in stage.people() {
            assert_eq!(person.seat.entry("the picture's end", stopped).await, 1);
        }
        let encoder = publish(world, &mut stage, 2).await;
        encoder.finish().await.unwrap();
        stage.xiaoyu.seat.entry("the picture's end", stopped).await;
        let log = stage.close().await;
        assert_eq!(log.count("quiz.answered"), 3);
        assert_eq!(log.count("person.arrived"), 4, "nobody had left");
        assert_eq!(log.count("lesson.opened"), 1);
        assert_eq!((log.count("media.started"), log.count("media.stopped")), (2, 2));
        both_runs_can_be_watched(&stage).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lesson_whose_log_is_complete_does_not_stay_open_in_the_calendar() {
    for_each_database(async |world| {
        let chen = world.browser("chen").await;
        let lesson = world.open_lesson(&chen, "光的折射").await;
        // The room ends its log, and the server goes down before the calendar hears of it.
        world.hand.advance_ms(60_000);
        let live = &world.server().domains.live;
        let roster = live.roster(lesson).await.unwrap();
        live.rooms.close(lesson, roster).await.unwrap();
        let path = format!("/api/lessons/{lesson}");
        assert_eq!(chen.get(&path).await.is(200).json()["state"], "open");
        world.stop().await;
        world.hand.advance_ms(3_600_000);
        world.start().await;
        let row = chen.get(&path).await.is(200).json();
        assert_eq!(row["state"], "closed");
        let at = |field: &str| serde_json::from_value::<UtcMs>(row[field].clone()).unwrap();
        let lasted_ms = at("closed_at").since_ms(at("opened_at"));
        assert!((60_000..120_000).contains(&lasted_ms), "it ended when its log did: {lasted_ms}");
        let _ = chen
            .post(&format!("{path}/closing"), Json::Null)
            .await
            .refused(409, "lesson.already_closed");
    })
    .await;
}

async fn publish(world: &World, stage: &mut Stage, run: u32) -> Encoder {
    let key = world.stream_key(&stage.chen.browser, stage.lesson).await;
    let mut encoder = connect(world, &key).await.unwrap();
    send(&mut encoder, &clip(2_500)).await;
    let started = |body: &Body| match body {
        Body::MediaStarted(started) => Some(started.run),
        _ => None,
    };
    for person in stage.people() {
        assert_eq!(person.seat.entry("the picture", started).await, run);
    }
    encoder
}

async fn both_runs_can_be_watched(stage: &Stage) {
    let runs = until("both runs", async || {
        let replay = stage.xiaoyu.browser.get(&stage.path("replay")).await.is(200).json();
        let runs: Vec<Json> = replay["runs"].as_array().unwrap().clone();
        let whole = |run: &Json| span(run).is_some_and(|span| span.1 - span.0 > 2_300);
        (runs.len() == 2 && runs.iter().all(whole)).then_some(runs)
    })
    .await;
    let (first, second) = (span(&runs[0]).unwrap(), span(&runs[1]).unwrap());
    assert!(second.0 >= first.1.max(5_000), "the lesson's clock went on: {first:?} {second:?}");
}

//! A teacher's own picture before the lesson opens: staff see it, and nobody else gets its address.

use futures_util::StreamExt as _;
use reqwest::Method;
use serde_json::{Value as Json, json};
use xingtan_base::ids::LessonId;
use xingtan_room::message::ServerMessage;
use xingtan_testkit::{Browser, Seat, World, clip, connect, for_each_world, until};

use crate::media::send;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_teacher_sees_his_picture_before_the_lesson_opens_and_learners_do_not() {
    for_each_world(async |world| {
        let chen = world.browser("chen").await;
        let lesson = world.plan(&chen, "还没开的课").await;
        let mut zihan = Seat::take(&world.browser("wang.zihan").await, lesson).await;
        let silent = preview(&chen, lesson).await;
        assert_eq!((&silent["tracks"], silent.get("signal")), (&json!([]), None), "nothing yet");
        let key = world.stream_key(&chen, lesson).await;
        let mut encoder = connect(world, &key).await.unwrap();
        send(&mut encoder, &clip(6_000)).await;
        let shown = until("the picture arrives", async || {
            let shown = preview(&chen, lesson).await;
            (shown["tracks"].as_array()?.len() == 2).then_some(shown)
        })
        .await;
        assert!(shown["signal"]["width"].as_u64().is_some_and(|width| width > 0), "{shown}");
        let prefix = shown["prefix"].as_str().unwrap().to_owned();
        staff_can_watch(world, lesson, &chen, &prefix).await;
        nobody_else_gets_there(world, lesson, &mut zihan).await;
        // Once it is open everyone sees the same, and the preview is over.
        let opened = chen.post(&format!("/api/lessons/{lesson}/opening"), Json::Null).await;
        let _ = opened.is(204);
        send(&mut encoder, &clip(12_000)[clip(6_000).len()..]).await;
        let playlist = format!("{}/index.m3u8", media_prefix(&mut zihan).await);
        until("the learner's picture", async || {
            (world.stranger().get(&playlist).await.status == 200).then_some(())
        })
        .await;
        assert_eq!(preview(&chen, lesson).await["tracks"], json!([]), "an open lesson has none");
        for file in ["index.m3u8", "init-0.mp4", "init-1.mp4", "seg/0-0.m4s", "recording.mp4"] {
            let _ = chen.get(&format!("{prefix}/{file}")).await.is(404);
        }
        encoder.finish().await.unwrap();
    })
    .await;
}

async fn preview(browser: &Browser, lesson: LessonId) -> Json {
    browser.get(&format!("/api/lessons/{lesson}/preview")).await.is(200).json()
}

/// Every player's way, for the teacher of either class and for who runs the school.
async fn staff_can_watch(world: &World, lesson: LessonId, chen: &Browser, prefix: &str) {
    let response = chen.open(Method::GET, &format!("{prefix}/live.mp4"), None).await;
    assert_eq!(response.status(), 200);
    let head = response.bytes_stream().next().await.unwrap().unwrap();
    assert_eq!(&head[4..8], b"ftyp");
    let playlist = chen.get(&format!("{prefix}/index.m3u8")).await.is(200).text();
    assert!(playlist.contains("#EXTINF"), "{playlist}");
    for name in ["zhou", "admin"] {
        let _ = preview(&world.browser(name).await, lesson).await;
    }
}

async fn nobody_else_gets_there(world: &World, lesson: LessonId, learner: &mut Seat) {
    let path = format!("/api/lessons/{lesson}/preview");
    world.stranger().get(&path).await.refused(401, "session.required");
    let _ = world.browser("wang.zihan").await.get(&path).await.is(403);
    for name in ["far.teacher", "far.learner"] {
        world.browser(name).await.get(&path).await.refused(404, "not_found");
    }
    // What a learner is told opens nothing yet, and cannot be turned into the other address.
    let own = media_prefix(learner).await;
    let stranger = world.stranger();
    stranger.get(&format!("{own}/index.m3u8")).await.refused(404, "media.no_stream");
    let turned = own.replace(&lesson.to_string(), &format!("{lesson}~preview"));
    for file in ["index.m3u8", "live.mp4", "init-0.mp4"] {
        stranger.get(&format!("{turned}/{file}")).await.refused(403, "media.address_forged");
    }
    learner.catch_up().await;
    for message in learner.heard() {
        let text = serde_json::to_string(message).unwrap();
        assert!(!text.contains("~preview"), "a learner was told: {text}");
    }
}

/// The latest media address that a seat was told.
async fn media_prefix(seat: &mut Seat) -> String {
    let told = |message: &ServerMessage| match message {
        ServerMessage::Media(media) => Some(media.prefix.clone()),
        _ => None,
    };
    if let Some(known) = seat.heard().filter_map(told).last() {
        return known;
    }
    seat.next("a media address", told).await
}

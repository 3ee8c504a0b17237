//! Pictures on boards: put there by the teacher, seen by the class, and by nobody else.

use serde_json::Value as Json;
use xingtan_testkit::{Answer, Browser, for_each_world};

use crate::stage::Stage;

/// Two pixels.
const PNG: &[u8] = include_bytes!("files/red_and_blue.png");

async fn put(browser: &Browser, stage: &Stage, bytes: &[u8]) -> Answer {
    browser.upload_bytes(&stage.path("ink/pictures"), "image/png", bytes.to_vec()).await
}

async fn prefix(browser: &Browser, stage: &Stage) -> String {
    let media = browser.get(&stage.path("media")).await.is(200).json();
    let live = media[0]["url"].as_str().unwrap();
    live[..live.rfind('/').unwrap()].to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_teachers_picture_is_there_for_the_class() {
    for_each_world(async |world| {
        let mut stage = Stage::set(world).await;
        let chen = &stage.chen.browser;
        let made = put(chen, &stage, PNG).await.is(201).json();
        assert_eq!((&made["width"], &made["height"]), (&Json::from(2), &Json::from(1)));
        let file = made["file"].as_str().unwrap().to_owned();
        let again = put(chen, &stage, PNG).await.is(201).json();
        assert_eq!(again, made, "the same picture is one");

        let prefix = prefix(&stage.xiaoyu.browser, &stage).await;
        let seen = stage.xiaoyu.browser.get(&format!("{prefix}/ink/{file}")).await.is(200);
        assert_eq!(&seen.body[8..12], b"WEBP", "it was drawn anew");
        for (name, expected) in [
            ("content-type", "image/webp"),
            ("cache-control", "max-age=31536000, immutable"),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "default-src 'none'; sandbox"),
        ] {
            assert_eq!(seen.headers[name], expected);
        }
        let gone = format!("{prefix}/ink/{}", file.replace(|c: char| c.is_ascii_digit(), "0"));
        stage.xiaoyu.browser.get(&gone).await.refused(404, "not_found");
        for shape in ["ink/", "ink/x.webp", "ink/..%2Findex.m3u8"] {
            let path = format!("{prefix}/{shape}");
            stage.xiaoyu.browser.get(&path).await.refused(404, "not_found");
        }

        put(&stage.xiaoyu.browser, &stage, PNG).await.refused(403, "access.denied");
        let stranger = put(&world.stranger(), &stage, PNG).await;
        assert_eq!(stranger.status, 401);
        put(chen, &stage, b"<svg onload='alert(1)'/>").await.refused(422, "picture.unreadable");
        put(chen, &stage, &PNG[..30]).await.refused(422, "picture.unreadable");

        stage.close().await;
        let chen = &stage.chen.browser;
        put(chen, &stage, PNG).await.refused(409, "picture.not_open");
        let _ = chen.get(&format!("{prefix}/ink/{file}")).await.is(200);
    })
    .await;
}

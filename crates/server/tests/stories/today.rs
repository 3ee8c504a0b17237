//! What an administrator is told of rooms and encoders today.

use serde_json::Value as Json;
use tokio::time::Instant;
use xingtan_testkit::{World, clip, connect, for_each_database, until};

use crate::stage::Stage;

async fn rooms(world: &World, name: &str) -> Json {
    world.browser(name).await.get("/api/today/rooms").await.is(200).json()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_sees_who_is_here_and_whose_picture_broke_off() {
    for_each_database(async |world| {
        let stage = Stage::set(world).await;
        let shown = rooms(world, "admin").await;
        assert!(shown["disk"]["total_mib"].as_u64().unwrap() > 0, "{shown}");
        let room = &shown["rooms"][0];
        assert_eq!(room["lesson"], stage.lesson.to_string());
        assert_eq!(room["here"], 3, "learners, without their teacher");
        assert_eq!(room["encoder"], "awaited");

        let key = world.stream_key(&stage.chen.browser, stage.lesson).await;
        let mut encoder = connect(world, &key).await.unwrap();
        for tag in clip(2_000) {
            encoder.send(&tag, Instant::now()).await.unwrap();
        }
        until("the picture", async || {
            (rooms(world, "admin").await["rooms"][0]["encoder"] == "publishing").then_some(())
        })
        .await;
        encoder.finish().await.unwrap();
        until("its end", async || {
            world.hand.advance_ms(5_000);
            (rooms(world, "admin").await["rooms"][0]["encoder"] == "gone").then_some(())
        })
        .await;
        assert!(rooms(world, "admin").await["rooms"][0]["gone_at"].is_string());

        world.stop().await;
        world.start().await;
        let room = &rooms(world, "admin").await["rooms"][0];
        assert_eq!(room["encoder"], "gone", "a restart does not make it well: {room}");

        for name in ["chen", "far.teacher", "far.learner", "wang.zihan"] {
            let refused = world.browser(name).await.get("/api/today/rooms").await;
            refused.refused(403, "access.denied");
        }
        let _ = stage.chen.browser.post(&stage.path("closing"), Json::Null).await.is(204);
        assert!(rooms(world, "admin").await["rooms"].as_array().unwrap().is_empty());
    })
    .await;
}

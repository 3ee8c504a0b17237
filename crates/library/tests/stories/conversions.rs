//! How the making of pages goes on, goes wrong and is called off.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use xingtan_library::decks::conversion::system;
use xingtan_platform::db::testing::for_each_db;

use super::world::{LONG, World};

#[tokio::test]
async fn a_document_that_cannot_be_read_says_why() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let deck = world.deck("lin", "encrypted").await;
        let shown = world.stands("lin", &deck, |deck| deck["state"] == "failed").await;
        assert_eq!(shown["problem"], "deck.encrypted");
        assert_eq!(shown["pages"], json!([]));
        assert_eq!(world.facts().await, ["deck.added", "deck.failed"]);
        world.stored(0).await;
        let path = format!("/api/decks/{deck}");
        let same = world.call("lin", "POST", &format!("{path}/cancellation"), Value::Null).await;
        assert_eq!(same.is(200).json()["state"], "failed");
        let _ = world.call("lin", "DELETE", &path, Value::Null).await.is(204);
    })
    .await;
}

#[tokio::test]
async fn our_own_trouble_is_tried_again() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let deck = world.deck("lin", "troubled").await;
        let shown = world.stands("lin", &deck, |deck| deck["state"] == "ready").await;
        assert_eq!(shown["pages"].as_array().unwrap().len(), 2);
        assert_eq!(world.seen.begun.load(Ordering::SeqCst), 2);
    })
    .await;
}

#[tokio::test]
async fn a_document_that_ends_its_server_each_time_fails_at_last() {
    for_each_db(async |fresh| {
        let mut world = World::idle(fresh).await;
        let deck = world.deck("lin", "two pages").await;
        let died = "update job set state = 'running', tries = 10, lease_until_ms = 0";
        assert_eq!(world.sql(died).await, 1);
        world.restart().await;
        let shown = world.stands("lin", &deck, |deck| deck["state"] == "failed").await;
        assert_eq!(shown["problem"], "deck.broken");
        assert_eq!(world.seen.begun.load(Ordering::SeqCst), 0);
    })
    .await;
}

#[tokio::test]
async fn progress_is_seen_and_survives_a_restart() {
    for_each_db(async |fresh| {
        let mut world = World::new(fresh).await;
        let deck = world.deck("lin", "endless").await;
        let half = |deck: &Value| deck["state"] == "converting" && deck["done"] == 1;
        let shown = world.stands("lin", &deck, half).await;
        assert_eq!(shown["total"], 2);
        world.restart().await;
        tokio::time::timeout(LONG, world.seen.called_off.notified()).await.unwrap();
        let again = async {
            while world.seen.begun.load(Ordering::SeqCst) < 2 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(LONG, again).await.expect("another server begins anew");
        world.stands("lin", &deck, half).await;
        assert_eq!(world.facts().await, ["deck.added"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_called_off_ends_soon_and_leaves_nothing() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        for is_removed in [false, true] {
            let deck = world.deck("lin", "endless").await;
            world.stands("lin", &deck, |deck| deck["done"] == 1).await;
            let (path, since) = (format!("/api/decks/{deck}"), Instant::now());
            if is_removed {
                let _ = world.call("lin", "DELETE", &path, Value::Null).await.is(204);
                world.get("lin", &path).await.refused(404, "not_found");
            } else {
                let path = format!("{path}/cancellation");
                let off = world.call("lin", "POST", &path, Value::Null).await.is(200).json();
                assert_eq!(off["state"], "cancelled");
            }
            tokio::time::timeout(LONG, world.seen.called_off.notified()).await.unwrap();
            assert!(since.elapsed() < Duration::from_secs(8), "{:?}", since.elapsed());
            world.stored(0).await;
            let empty = async {
                while !world.working_files().is_empty() {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            };
            tokio::time::timeout(LONG, empty).await.expect("the disk is free again");
        }
        let facts = world.facts().await;
        assert_eq!(facts, ["deck.added", "deck.cancelled", "deck.added", "deck.removed"]);
        // The next one has its turn.
        let deck = world.deck("lin", "two pages").await;
        world.stands("lin", &deck, |deck| deck["state"] == "ready").await;
    })
    .await;
}

#[tokio::test]
async fn one_that_waits_is_called_off_at_once() {
    for_each_db(async |fresh| {
        let mut world = World::idle(fresh).await;
        let deck = world.deck("lin", "two pages").await;
        let path = format!("/api/decks/{deck}/cancellation");
        let off = world.call("lin", "POST", &path, Value::Null).await.is(200).json();
        assert_eq!(off["state"], "cancelled");
        world.restart().await;
        world.stored(0).await;
        assert_eq!(world.seen.begun.load(Ordering::SeqCst), 0);
    })
    .await;
}

#[tokio::test]
async fn images_become_pages_by_the_systems_own_converters() {
    for_each_db(async |fresh| {
        let mut world = World::idle(fresh).await;
        world.library = world.library.working(system());
        let mut uploads = Vec::new();
        for (width, height) in [(400, 300), (300, 400)] {
            let mut png = std::io::Cursor::new(Vec::new());
            let picture = image::RgbImage::from_pixel(width, height, image::Rgb([20, 120, 60]));
            picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
            let png = png.into_inner();
            let path = world.begin("lin", "板书.png", png.len()).await;
            let piece = Request::builder()
                .method("PATCH")
                .uri(path.as_str())
                .header("content-type", "application/offset+octet-stream")
                .header("upload-offset", 0);
            let _ = world.send("lin", piece, Body::from(png)).await.is(204);
            uploads.push(path.rsplit('/').next().unwrap().to_owned());
        }
        let wanted = json!({"school": world.mingde, "uploads": uploads});
        let made = world.call("lin", "POST", "/api/decks", wanted).await.is(201).json();
        let deck = made["id"].as_str().unwrap();
        let ended = |deck: &Value| deck["state"] == "ready" || deck["state"] == "failed";
        let shown = world.stands("lin", deck, ended).await;
        assert_eq!(shown["state"], "ready", "{shown}");
        let labels: Vec<&Value> =
            shown["pages"].as_array().unwrap().iter().map(|page| &page["label"]).collect();
        assert_eq!(labels, ["1", "2"]);
        assert_eq!(shown["pages"][0]["height"], 12_000);
        let picture = format!("/api/decks/{deck}/pages/2/640.webp");
        let picture = world.get("lin", &picture).await.is(200);
        assert_eq!((&picture.body[..4], &picture.body[8..12]), (&b"RIFF"[..], &b"WEBP"[..]));
        world.stored(8).await;
    })
    .await;
}

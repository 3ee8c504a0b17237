//! What becomes of a recording: it is watched from disk, then from the file store, and is the same.

use std::path::PathBuf;

use bytes::Bytes;
use serde_json::{Value as Json, json};
use tokio::time::Instant;
use xingtan_base::ids::LessonId;
use xingtan_facts::Stored;
use xingtan_live::recording::rows::{self, RunRow, RunState};
use xingtan_live::recording::{store, tidy};
use xingtan_platform::db::{Error, Tx};
use xingtan_platform::facts_log::consume_some;
use xingtan_testkit::{
    Browser, Encoder, World, clip, connect, for_each_database, for_each_world, until,
};

/// Everything that a player may fetch of a lesson.
#[derive(Debug, PartialEq)]
struct Watched {
    runs: Json,
    playlist: String,
    segments: Vec<Bytes>,
    recording: Bytes,
}

const RUN_MS: u32 = 5_000;
const DAY_MS: i64 = 24 * 3_600_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recording_is_the_same_from_disk_and_from_the_file_store() {
    for_each_world(async |world| {
        let chen = world.browser("chen").await;
        let lesson = world.open_lesson(&chen, "光的折射").await;
        // What an upload that was cut off left behind does no harm.
        let ctx = world.server().domains.ctx.clone();
        let half = store::track_key(lesson, 1, 1);
        ctx.files.put(&half, &Bytes::from_static(b"half a track")).await.unwrap();

        let first = publish(world, &chen, lesson).await;
        first.finish().await.unwrap();
        stands(world, lesson, &[RunState::Stored]).await;
        let second = publish(world, &chen, lesson).await;
        stands(world, lesson, &[RunState::Stored, RunState::Recording]).await;
        let running = until("two runs while one is arriving", async || {
            let replay = replay(&chen, lesson).await;
            (replay["runs"].as_array().unwrap().len() == 2).then_some(replay)
        })
        .await;
        assert_eq!(running["runs"][1]["run"], 2);
        close(&chen, lesson).await;
        drop(second);
        stands(world, lesson, &[RunState::Stored, RunState::Stored]).await;
        lose_a_third_run(world, lesson).await;

        let from_disk = watch(&chen, lesson).await;
        assert_eq!(from_disk.runs.as_array().unwrap().len(), 2, "{}", from_disk.runs);
        assert!(folder(world, lesson).is_dir());
        let data = ctx.config.data.join("recordings");
        tidy::all(&ctx, &data).await.unwrap();
        assert!(folder(world, lesson).is_dir(), "it stays for a day");
        world.hand.advance_ms(DAY_MS + 1);
        tidy::all(&ctx, &data).await.unwrap();
        assert!(!folder(world, lesson).exists(), "and then it goes");
        assert!(watch(&chen, lesson).await == from_disk, "remembered");
        world.stop().await;
        world.start().await;
        assert!(watch(&chen, lesson).await == from_disk, "read from the file store");
        the_file_store_lost_a_run(world, &chen, lesson).await;
    })
    .await;
}

async fn publish(world: &World, chen: &Browser, lesson: LessonId) -> Encoder {
    let key = world.stream_key(chen, lesson).await;
    let mut encoder = connect(world, &key).await.unwrap();
    for tag in clip(RUN_MS) {
        encoder.send(&tag, Instant::now()).await.unwrap();
    }
    encoder
}

async fn close(chen: &Browser, lesson: LessonId) {
    let closed = chen.post(&format!("/api/lessons/{lesson}/closing"), Json::Null).await;
    let _ = closed.is(204);
}

async fn replay(chen: &Browser, lesson: LessonId) -> Json {
    chen.get(&format!("/api/lessons/{lesson}/replay")).await.is(200).json()
}

async fn runs(world: &World, lesson: LessonId) -> Vec<RunRow> {
    let read = async move |tx: &Tx| rows::of(tx, lesson).await;
    let rows: Result<_, Error> = world.place().db().db.read("test.runs", read).await;
    rows.unwrap()
}

async fn stands(world: &World, lesson: LessonId, wanted: &[RunState]) {
    until("the runs stand as they should", async || {
        let states: Vec<_> = runs(world, lesson).await.iter().map(|row| row.state).collect();
        (states == wanted).then_some(())
    })
    .await;
}

/// A run whose disk died before anything of it was written.
async fn lose_a_third_run(world: &World, lesson: LessonId) {
    let db = world.place().db().db.clone();
    rows::began(&db, RunRow::new(lesson, 3, Vec::new())).await.unwrap();
    rows::ended(&db, (lesson, 3), None).await.unwrap();
    stands(world, lesson, &[RunState::Stored, RunState::Stored, RunState::Lost]).await;
}

fn folder(world: &World, lesson: LessonId) -> PathBuf {
    world.server().domains.ctx.config.data.join("recordings").join(lesson.to_string())
}

async fn watch(chen: &Browser, lesson: LessonId) -> Watched {
    let replay = replay(chen, lesson).await;
    let prefix = replay["media_prefix"].as_str().unwrap();
    let playlist = chen.get(&format!("{prefix}/replay.m3u8")).await.is(200).text();
    assert!(playlist.ends_with("#EXT-X-ENDLIST\n"), "{playlist}");
    let mut segments = Vec::new();
    for run in replay["runs"].as_array().unwrap() {
        assert_eq!(run["tracks"].as_array().unwrap().len(), 2, "{run}");
        let urls = run["segments"].as_array().unwrap().iter().map(|segment| &segment["url"]);
        for url in [&run["init_url"]].into_iter().chain(urls) {
            let url = url.as_str().unwrap();
            assert!(url.contains("init-") || playlist.contains(url), "{url} in {playlist}");
            segments.push(chen.get(&format!("{prefix}/{url}")).await.is(200).body);
        }
    }
    let recording = chen.get(&format!("{prefix}/recording.mp4")).await.is(200).body;
    let size: usize = segments.iter().map(Bytes::len).sum();
    // The inits of both runs are among the segments, and one is in the recording.
    assert!(recording.len() < size && recording.len() > size / 2);
    Watched { runs: replay["runs"].clone(), playlist, segments, recording }
}

/// What is left of the lesson can still be watched.
async fn the_file_store_lost_a_run(world: &World, chen: &Browser, lesson: LessonId) {
    let files = &world.server().domains.ctx.files;
    // The server remembers what it has read; a new one does not.
    files.delete(&store::index_key(lesson, 1)).await.unwrap();
    let fresh =
        xingtan_live::playback::Shelves::new(world.server().domains.live.media.gate().clone())
            .with_store(world.place().db().db.clone(), files.clone());
    let left: Vec<u32> = fresh.all(lesson).await.unwrap().iter().map(|run| run.run).collect();
    assert_eq!(left, [2]);
    assert!(fresh.one(lesson, 1).await.is_err());
    assert_eq!(replay(chen, lesson).await["runs"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn facts_reach_a_consumer_in_the_order_of_what_happened() {
    for_each_database(async |world| {
        let admin = world.browser("admin").await;
        let school = world.cast.anchor_school;
        let class = json!({"name": "高二（1）班"});
        let class =
            admin.post(&format!("/api/schools/{school}/classes"), class).await.is(201).json();
        let person = json!({"name": "qian.jin", "display_name": "钱进", "role": "learner",
            "class": class["id"]});
        let path = format!("/api/schools/{school}/people");
        let person = admin.post(&path, person).await.is(201).json();
        let path = format!("/api/people/{}/password", person["id"].as_str().unwrap());
        let _ = admin.post(&path, Json::Null).await.is(200);
        let chen = world.browser("chen").await;
        let lesson = world.open_lesson(&chen, "光的折射").await;
        publish(world, &chen, lesson).await.finish().await.unwrap();
        stands(world, lesson, &[RunState::Stored]).await;
        close(&chen, lesson).await;

        let facts = consumed(world, "lesson.closed").await;
        let kinds: Vec<&str> = facts.iter().map(|stored| stored.fact.happened.kind()).collect();
        assert_eq!(
            kinds,
            [
                "session.opened",
                "class.created",
                "person.created",
                "membership.granted",
                "password.reset",
                "session.opened",
                "course.created",
                "lesson.planned",
                "lesson.opened",
                "recording.stored",
                "lesson.closed",
            ]
        );
        let positions: Vec<i64> = facts.iter().map(|stored| stored.position).collect();
        assert_eq!(positions, (1..=11).collect::<Vec<i64>>());
        for Stored { fact, .. } in &facts[6..] {
            assert_eq!(fact.school, Some(school), "{fact:?}");
            assert!(fact.context.course.is_some(), "{fact:?}");
        }
        assert_eq!(facts[9].fact.context.lesson, Some(lesson));
        assert_eq!(facts[9].fact.actor, None, "the server did it");
    })
    .await;
}

/// What a consumer from the first day sees, up to a kind.
async fn consumed(world: &World, last: &str) -> Vec<Stored> {
    let seen = std::sync::Mutex::new(Vec::new());
    let db = world.place().db().db.clone();
    until("the last fact", async || {
        let keep = |stored: Stored| -> futures_util::future::BoxFuture<'static, _> {
            seen.lock().unwrap().push(stored);
            Box::pin(async { Ok(()) })
        };
        consume_some(&db, "test", &keep).await.unwrap();
        let seen = seen.lock().unwrap();
        seen.iter().any(|stored| stored.fact.happened.kind() == last).then_some(())
    })
    .await;
    seen.into_inner().unwrap()
}

//! A disk that is full costs the recording, and nothing else.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value as Json, json};
use tokio::time::Instant;
use xingtan_media::flv::Tag;
use xingtan_room::entry::{Body, RecordingState};
use xingtan_testkit::{Encoder, World, clip, connect, for_each_database, until};

use crate::stage::Stage;

/// What is sent before the disk has room again.
const BEFORE_MS: u32 = 4_000;
/// What is sent until the recording must have gone on.
const UNTIL_MS: u32 = 20_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_costs_the_recording_and_nothing_else() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let folder = world.server().domains.ctx.config.data.join("recordings");
        let track = folder.join(stage.lesson.to_string()).join("run-1-track-1.mp4");
        std::fs::create_dir_all(track.parent().unwrap()).unwrap();
        // What is written there meets a full disk, as the kernel says it.
        std::os::unix::fs::symlink("/dev/full", &track).unwrap();

        let key = world.stream_key(&stage.chen.browser, stage.lesson).await;
        let mut encoder = connect(world, &key).await.unwrap();
        let mut tags = clip(UNTIL_MS);
        let later = tags.split_off(tags.partition_point(|tag| tag.timestamp_ms < BEFORE_MS));
        for tag in &tags {
            encoder.send(tag, Instant::now()).await.unwrap();
        }
        everyone_is_told(&mut stage, RecordingState::DiskFull).await;
        assert_eq!(recording(&stage).await, "disk_full");
        the_lesson_goes_on(world, &mut stage).await;
        assert!(replay(&stage).await["runs"].as_array().unwrap().is_empty());

        std::fs::remove_file(&track).unwrap();
        until_it_goes_on(&mut encoder, &later, &stage).await;
        everyone_is_told(&mut stage, RecordingState::Recording).await;
        encoder.finish().await.unwrap();
        let log = stage.close().await;
        assert_eq!(log.count("recording.changed"), 2, "said once each, not at each frame");
        assert_eq!(log.count("media.started"), 1, "viewers were not disturbed");
        the_rest_is_there(&stage, &track).await;
    })
    .await;
}

async fn everyone_is_told(stage: &mut Stage, wanted: RecordingState) {
    let changed = |body: &Body| match body {
        Body::RecordingChanged(changed) => Some(changed.state),
        _ => None,
    };
    for person in stage.people() {
        assert_eq!(person.seat.entry("how the recording stands", changed).await, wanted);
    }
}

async fn recording(stage: &Stage) -> String {
    let stream = stage.chen.browser.get(&stage.path("stream")).await.is(200).json();
    assert_eq!(stream["state"], "publishing");
    stream["recording"].as_str().unwrap_or_default().to_owned()
}

async fn replay(stage: &Stage) -> Json {
    stage.chen.browser.get(&stage.path("replay")).await.is(200).json()
}

async fn the_lesson_goes_on(world: &World, stage: &mut Stage) {
    let media = stage.zihan.browser.get(&stage.path("media")).await.is(200).json();
    let hls = media.as_array().unwrap().iter().find(|one| one["kind"] == "hls").unwrap();
    let playlist = hls["url"].as_str().unwrap();
    let text = until("segments", async || {
        let answer = stage.zihan.browser.get(playlist).await;
        (answer.status == 200).then(|| answer.text())
    })
    .await;
    let segment = text.lines().find(|line| line.starts_with("seg/")).unwrap();
    let segment = playlist.replace("index.m3u8", segment);
    assert!(stage.zihan.browser.get(&segment).await.is(200).body.len() > 1_000);
    world.hand.advance_ms(1_000);
    stage.zihan.seat.done(json!({"type": "send_danmaku", "text": "听得见"})).await;
}

/// Publishes on, in real time, until what arrives is kept.
async fn until_it_goes_on(encoder: &mut Encoder, tags: &[Tag], stage: &Stage) {
    let start = Instant::now();
    for (number, tag) in tags.iter().enumerate() {
        let at = Duration::from_millis(u64::from(tag.timestamp_ms - BEFORE_MS));
        encoder.send(tag, start + at).await.unwrap();
        if number % 50 == 0 && recording(stage).await == "recording" {
            return;
        }
    }
    panic!("the recording did not go on");
}

async fn the_rest_is_there(stage: &Stage, track: &Path) {
    assert!(track.metadata().unwrap().is_file());
    let replay = until("the run", async || {
        let replay = replay(stage).await;
        (!replay["runs"].as_array().unwrap().is_empty()).then_some(replay)
    })
    .await;
    let run = &replay["runs"][0];
    assert_eq!(run["run"], 1, "nothing had been written of it");
    assert!(run["start_ms"].as_i64().unwrap() > i64::from(BEFORE_MS), "{run}");
    let prefix = replay["media_prefix"].as_str().unwrap();
    let segment = run["segments"][0]["url"].as_str().unwrap();
    let segment = stage.zihan.browser.get(&format!("{prefix}/{segment}")).await.is(200);
    assert!(segment.body.len() > 1_000);
}

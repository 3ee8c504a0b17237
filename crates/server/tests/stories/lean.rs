//! A learner on a thin line hears the lesson and takes part in it, and a lesson without a camera
//! weighs megabytes: what is counted here stands in docs/measurements.

use std::process::Command;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt as _;
use reqwest::Method;
use serde_json::{Value as Json, json};
use tokio::time::{Instant, timeout};
use xingtan_media::flv::{self, Tag};
use xingtan_media::recovery;
use xingtan_room::entry::Body;
use xingtan_testkit::{
    Browser, DatabaseKind, FilesKind, PASSWORD, PATIENCE, Seat, Shape, Shaper, World, connect,
    for_worlds, until,
};

use crate::stage::Stage;

/// What is promised to a learner: everything, by this line.
const LINE: Shape = Shape { kbps: 100, delay: Duration::from_millis(400) };
/// How long the teacher speaks.
const LASTS_S: u32 = 16;
/// Announcements while the teacher speaks: one every two seconds.
const SAID: u32 = LASTS_S / 2 - 1;
/// What an hour of the voice may weigh.
const HOUR_MB_MAX: u64 = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thin_line_carries_the_voice_of_a_lesson_with_a_picture() {
    for_worlds(&[(DatabaseKind::Sqlite, FilesKind::Folder)], async |world| {
        teach(world, &clip(128, true)).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lesson_without_a_camera_weighs_megabytes() {
    for_worlds(&[(DatabaseKind::Sqlite, FilesKind::Folder)], async |world| {
        let replay = teach(world, &clip(32, false)).await;
        let of = |run: &Json| (run["segments"].clone(), run["voice"]["segments"].clone());
        let (all, lean) = of(&replay["runs"][0]);
        assert_eq!(all.as_array().unwrap().len(), lean.as_array().unwrap().len());
    })
    .await;
}

/// Something like speech, and a picture if wanted.
fn clip(kbps: u32, has_picture: bool) -> Vec<Tag> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("clip.flv");
    let speech = "aevalsrc='0.3*sin(2*PI*220*t)*(1+sin(2*PI*3*t))+0.1*(random(0)-0.5)':s=48000";
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-y", "-f", "lavfi", "-i", speech]);
    if has_picture {
        command.args(["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25", "-c:v", "libx264"]);
        command.args(["-g", "50", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]);
    }
    let (bits, lasts) = (format!("{kbps}k"), LASTS_S.to_string());
    command.args(["-ac", "1", "-c:a", "aac", "-b:a", bits.as_str(), "-t", lasts.as_str()]);
    assert!(command.arg(&path).status().unwrap().success());
    flv::read_file(&Bytes::from(std::fs::read(path).unwrap())).unwrap()
}

/// One lesson with a learner on a thin line; answers its replay.
async fn teach(world: &World, tags: &[Tag]) -> Json {
    let mut stage = Stage::set(world).await;
    let key = world.stream_key(&stage.chen.browser, stage.lesson).await;
    let server = stage.chen.browser.url().trim_start_matches("http://").parse().unwrap();
    let shaper = Shaper::to(server, LINE).await;
    let mut far = Browser::new(&format!("http://{}", shaper.address));
    far.sign_in("ma.lin", PASSWORD).await.unwrap();
    let mut seat = Seat::take(&far, stage.lesson).await;
    seat.catch_up().await;
    let mut encoder = connect(world, &key).await.unwrap();
    let begun = Instant::now();
    let send = async {
        for tag in tags {
            let due = begun + Duration::from_millis(tag.timestamp_ms.into());
            encoder.send(tag, due).await.unwrap();
        }
        encoder.finish().await.unwrap();
    };
    let before = shaper.bytes();
    let ((), heard, latest) = tokio::join!(send, hear(&far, &stage), talk(&stage, &mut seat));
    let spent = shaper.bytes();
    let span_ms = span_without_gap_ms(&heard);
    let least_ms = i64::from(LASTS_S) * 1_000 - 5_000;
    assert!(span_ms >= least_ms, "{span_ms} ms were heard");
    let (up, down) = (spent.0 - before.0, spent.1 - before.1);
    let of_voice = u64::try_from(heard.len()).unwrap();
    let a_minute = |bytes: u64| bytes * 60_000 / u64::try_from(span_ms).unwrap();
    eprintln!(
        "a minute by this line: {} bytes come, of which voice {}; {} go; an entry came {} ms late",
        a_minute(down),
        a_minute(of_voice),
        a_minute(up),
        latest.as_millis()
    );
    let line_bytes = u64::from(LINE.kbps) * 1_000 / 8 * 60;
    assert!(a_minute(down) < line_bytes && a_minute(up) < line_bytes, "{down} {up} in {span_ms}");
    stage.close().await;
    weigh(&stage).await
}

/// Listens to the voice until the lesson's run is over.
async fn hear(browser: &Browser, stage: &Stage) -> Bytes {
    let listed = browser.get(&stage.path("media")).await.is(200).json();
    let of = |kind| {
        let found = listed.as_array().unwrap().iter().find(|one| one["kind"] == kind);
        found.unwrap()["url"].as_str().unwrap().to_owned()
    };
    let response = until("a voice", async || {
        let response = browser.open(Method::GET, &of("voice"), None).await;
        (response.status() == 200).then_some(response)
    });
    let mut stream = response.await.bytes_stream();
    let mut all = Vec::new();
    let read = timeout(PATIENCE + Duration::from_secs(LASTS_S.into()), async {
        while let Some(bytes) = stream.next().await {
            all.extend_from_slice(&bytes.unwrap());
        }
    });
    read.await.expect("the voice ends with its run");
    let playlist = browser.get(&of("voice_hls")).await.is(200).text();
    assert!(playlist.contains("#EXTINF:4"), "{playlist}");
    all.into()
}

/// The teacher says things in writing while he speaks; answers how late the latest came.
async fn talk(stage: &Stage, seat: &mut Seat) -> Duration {
    let mut latest = Duration::ZERO;
    let mut teacher = Seat::take(&stage.chen.browser, stage.lesson).await;
    for number in 0..SAID {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let text = format!("第 {number} 段：光从空气斜射入水中时，折射角小于入射角。");
        let said = Instant::now();
        teacher.done(json!({"type": "post_announcement", "text": text})).await;
        let find = |body: &Body| match body {
            Body::AnnouncementPosted(posted) if posted.text == text => Some(()),
            _ => None,
        };
        seat.entry("the announcement", find).await;
        latest = latest.max(said.elapsed());
    }
    latest
}

/// How long what was heard lasts; it has no gap.
fn span_without_gap_ms(bytes: &Bytes) -> i64 {
    let read = |at: u64, size: usize| -> Result<Vec<u8>, ()> {
        let at = usize::try_from(at).unwrap();
        Ok(bytes[at..(at + size).min(bytes.len())].to_vec())
    };
    let found = recovery::scan(bytes.len() as u64, 0, None, read).unwrap().records;
    for pair in found.windows(2) {
        let (before, next) = (&pair[0], &pair[1]);
        let ended = before.base_dts + u64::from(before.duration);
        assert_eq!(ended, next.base_dts, "a gap in what was heard");
    }
    found[found.len() - 1].end_ms() - found[0].start_ms()
}

/// Says what the recording weighs.
async fn weigh(stage: &Stage) -> Json {
    let replay = until("the whole recording", async || {
        let replay = stage.chen.browser.get(&stage.path("replay")).await.is(200).json();
        let run = &replay["runs"][0];
        let ms = run["end_ms"].as_i64().unwrap_or(0) - run["start_ms"].as_i64().unwrap_or(0);
        (ms > i64::from(LASTS_S) * 1_000 - 3_000).then_some(replay)
    });
    let replay = replay.await;
    let run = &replay["runs"][0];
    let prefix = replay["media_prefix"].as_str().unwrap();
    let span_ms = run["end_ms"].as_u64().unwrap() - run["start_ms"].as_u64().unwrap();
    let hour_mb = |bytes: u64| bytes * 3_600_000 / span_ms / 1_000_000;
    let whole = stage.chen.browser.get(&format!("{prefix}/recording.mp4")).await.is(200).body;
    let voice = run["voice"]["size_bytes"].as_u64().unwrap();
    let all = u64::try_from(whole.len()).unwrap();
    eprintln!("an hour of the recording: {} MB, its voice {} MB", hour_mb(all), hour_mb(voice));
    assert!(hour_mb(voice) <= HOUR_MB_MAX);
    replay
}

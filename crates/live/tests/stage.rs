//! From an encoder's socket to what viewers and the disk receive.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http_body_util::BodyExt as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tower::ServiceExt as _;
use xingtan_base::ids::{LessonId, uuid_v7};
use xingtan_live::delivery::{Delivery, routes};
use xingtan_live::hub::{Audience, Hubs, Output};
use xingtan_live::ingest::{Gate, Note, Notes, Refusal, listen};
use xingtan_live::media_access::MediaSigner;
use xingtan_live::playback::Shelves;
use xingtan_live::recording;
use xingtan_media::flv::{self, Tag};
use xingtan_media::rtmp::client::Publisher;
use xingtan_platform::clock::{Clock, RunningHand};
use xingtan_platform::tasks::Tasks;

struct Stage {
    gate: Gate,
    lesson: LessonId,
    router: Router,
    prefix: String,
    address: std::net::SocketAddr,
    tasks: Tasks,
    folder: tempfile::TempDir,
    hubs: Hubs,
    hand: RunningHand,
    signer: MediaSigner,
    _news: tokio::sync::mpsc::Receiver<Note>,
}

async fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let (clock, hand) = Clock::running();
    let hubs = Hubs::default();
    let (notes, news) = Notes::new();
    let recordings = folder.path().join("recordings");
    let gate = Gate::new(clock.clone(), hubs.clone(), recordings, notes, None);
    let lesson = LessonId::from_uuid(uuid_v7(1_790_000_000_000, [7; 10]));
    gate.set_key(lesson, "secret");
    gate.opened(lesson, clock.now());
    let signer = MediaSigner::new("media");
    let until = clock.now().plus_ms(3_600_000);
    let prefix = signer.prefix(lesson, Audience::Lesson, until).path;
    let router = routes(Delivery {
        clock,
        signer: signer.clone(),
        hubs: hubs.clone(),
        gate: gate.clone(),
        db: None,
        shelves: Shelves::new(gate.clone()),
        decks: None,
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let tasks = Tasks::new();
    tasks.spawn("ingest", listen(listener, gate.clone(), tasks.clone()));
    Stage { gate, lesson, router, prefix, address, tasks, folder, hubs, hand, signer, _news: news }
}

fn clip(folder: &Path) -> Vec<Tag> {
    let path = folder.join("clip.flv");
    let made = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-f", "lavfi", "-i", "testsrc=size=320x180:rate=10"])
        .args(["-f", "lavfi", "-i", "sine=sample_rate=44100", "-t", "6"])
        .args(["-c:v", "libx264", "-g", "10", "-preset", "ultrafast", "-pix_fmt", "yuv420p"])
        .args(["-c:a", "aac", "-b:a", "48k"])
        .arg(&path)
        .status();
    assert!(made.unwrap().success());
    flv::read_file(&Bytes::from(std::fs::read(path).unwrap())).unwrap()
}

/// Connects and publishes; gives the reason when it is refused.
async fn connect(stage: &Stage, key: &str) -> Result<(TcpStream, Publisher), String> {
    let mut socket = TcpStream::connect(stage.address).await.unwrap();
    let mut publisher = Publisher::new("live", key);
    let mut buffer = vec![0; 65536];
    while !publisher.is_ready() {
        send(&mut socket, &mut publisher).await;
        let read = timeout(Duration::from_secs(10), socket.read(&mut buffer)).await.unwrap();
        let size = read.unwrap_or(0);
        if size == 0 {
            return Err("closed".to_owned());
        }
        publisher.feed(&buffer[..size]).map_err(|error| format!("{error:?}"))?;
    }
    Ok((socket, publisher))
}

async fn send(socket: &mut TcpStream, publisher: &mut Publisher) {
    while let Some(bytes) = publisher.poll_output() {
        let _ = socket.write_all(&bytes).await;
    }
}

async fn write_all(socket: &mut TcpStream, publisher: &mut Publisher, tags: &[Tag]) {
    for tag in tags {
        publisher.write(tag);
        send(socket, publisher).await;
    }
}

async fn get(stage: &Stage, file: &str) -> (u16, Bytes) {
    let uri = format!("{}/{file}", stage.prefix);
    let request = http::Request::get(uri).body(Body::empty()).unwrap();
    let response = stage.router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    (status, response.into_body().collect().await.unwrap().to_bytes())
}

async fn publish_clip(stage: &Stage, tags: &[Tag]) -> (TcpStream, Publisher) {
    let (mut socket, mut publisher) = connect(stage, "secret").await.unwrap();
    write_all(&mut socket, &mut publisher, tags).await;
    (socket, publisher)
}

async fn until(mut claim: impl FnMut() -> bool) {
    let wait = async {
        while !claim() {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(15), wait).await.expect("it became true in time");
}

/// How much of a run is on disk.
fn length_ms(stage: &Stage, run: u32) -> i64 {
    let folder = stage.gate.folder(stage.lesson);
    let run = recording::open_run(&folder, run).ok();
    run.and_then(|run| run.span_ms()).map_or(0, |(start, end)| end - start)
}

fn is_kept(stage: &Stage, run: u32) -> bool {
    !stage.gate.is_publishing(stage.lesson) && !stage.gate.is_keeping(stage.lesson, run)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_published_clip_reaches_viewers_and_the_disk() {
    let stage = stage().await;
    let tags = clip(stage.folder.path());
    let (mut socket, mut publisher) = connect(&stage, "secret").await.unwrap();
    let half = tags.len() / 2;
    write_all(&mut socket, &mut publisher, &tags[..half]).await;
    until(|| length_ms(&stage, 1) > 2_000).await;
    let watch_mp4 = get(&stage, "live.mp4");
    let watch_flv = get(&stage, "live.flv");
    let rest = async {
        write_all(&mut socket, &mut publisher, &tags[half..]).await;
        until(|| length_ms(&stage, 1) > 5_500).await;
        publisher.finish();
        send(&mut socket, &mut publisher).await;
        drop(socket);
    };
    let ((mp4_status, mp4), (flv_status, seen), ()) = tokio::join!(watch_mp4, watch_flv, rest);
    assert_eq!((mp4_status, flv_status), (200, 200));
    assert_eq!(&mp4[4..8], b"ftyp");
    assert!(mp4.windows(4).filter(|name| name == b"moof").count() > 10);
    assert!(flv::read_file(&seen).unwrap().len() > 50);
    let (status, playlist) = get(&stage, "index.m3u8").await;
    let playlist = String::from_utf8(playlist.to_vec()).unwrap();
    assert_eq!(status, 200, "{playlist}");
    assert!(playlist.contains("#EXT-X-MAP:URI=\"init-1.mp4\"\n"), "{playlist}");
    assert!(playlist.contains("seg/1-1.m4s"), "{playlist}");
    assert_eq!(get(&stage, "seg/1-1.m4s").await.0, 200);
    assert_eq!(get(&stage, "seg/1-99.m4s").await.0, 404);
    until(|| (5_900..6_200).contains(&length_ms(&stage, 1))).await;
    stage.tasks.stop(Duration::from_secs(5)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_keys_and_second_encoders_are_refused() {
    let stage = stage().await;
    let tags = clip(stage.folder.path());
    assert!(connect(&stage, "wrong").await.is_err());
    let _first = publish_clip(&stage, &tags).await;
    assert!(connect(&stage, "secret").await.is_err());
    let problem = stage.gate.problem(stage.lesson).unwrap();
    assert_eq!(problem.code, "stream.already_publishing");
    until(|| stage.gate.stats(stage.lesson).is_some_and(|stats| stats.width == Some(320))).await;
    stage.gate.send_away(stage.lesson);
    until(|| is_kept(&stage, 1)).await;
    stage.tasks.stop(Duration::from_secs(5)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lesson_of_two_runs_is_watched_again_as_one() {
    let stage = stage().await;
    let tags = clip(stage.folder.path());
    for run in [1, 2] {
        drop(publish_clip(&stage, &tags).await);
        until(|| length_ms(&stage, run) > 5_900 && is_kept(&stage, run)).await;
    }
    stage.gate.closed(stage.lesson);
    let (status, playlist) = get(&stage, "replay.m3u8").await;
    let playlist = String::from_utf8(playlist.to_vec()).unwrap();
    assert_eq!(status, 200, "{playlist}");
    assert_eq!(playlist.matches("#EXT-X-DISCONTINUITY\n").count(), 1, "{playlist}");
    let mut segments = 0;
    for name in playlist.lines().filter(|line| line.starts_with("replay/")) {
        let (status, bytes) = get(&stage, name).await;
        assert_eq!(status, 200, "{name}");
        segments += bytes.len();
    }
    assert_eq!(get(&stage, "replay/init-1.mp4").await.0, 200);
    let (status, whole) = get(&stage, "recording.mp4").await;
    assert_eq!(status, 200);
    let init = get(&stage, "init-1.mp4").await.1;
    assert_eq!(whole.len(), init.len() + segments);
    let path = stage.folder.path().join("recording.mp4");
    std::fs::write(&path, &whole).unwrap();
    for stream in ["v", "a"] {
        let packets = packets(&path, stream);
        assert!(packets.is_sorted_by(|one, next| one.dts < next.dts), "{stream} goes back");
        let (first, last) = (&packets[0], &packets[packets.len() - 1]);
        assert!(first.dts.abs() < PICTURE_S, "{stream} begins at {}", first.dts);
        let length_s = last.dts + last.duration - first.dts;
        assert!((length_s - 12.0).abs() < PICTURE_S, "{stream} lasts {length_s}");
    }
    stage.tasks.stop(Duration::from_secs(5)).await;
}

/// The clip has ten pictures a second; its sound ends within one of them.
const PICTURE_S: f64 = 0.1;

struct Packet {
    dts: f64,
    duration: f64,
}

fn packets(path: &Path, stream: &str) -> Vec<Packet> {
    let output = Command::new("ffprobe")
        .args(["-v", "error", "-select_streams", stream, "-of", "csv=p=0"])
        .args(["-show_entries", "packet=dts_time,duration_time"])
        .arg(path)
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let number = |text: Option<&str>| text.unwrap().parse().unwrap();
    let packet = |line: &str| {
        let mut fields = line.split(',');
        Packet { dts: number(fields.next()), duration: number(fields.next()) }
    };
    String::from_utf8(output.stdout).unwrap().lines().map(packet).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_needs_any_more_leaves_memory() {
    let stage = stage().await;
    let tags = clip(stage.folder.path());
    let (mut socket, mut publisher) = connect(&stage, "secret").await.unwrap();
    write_all(&mut socket, &mut publisher, &tags).await;
    until(|| length_ms(&stage, 1) > 5_000).await;
    // Whoever watches an old lesson again leaves nothing behind.
    let old = LessonId::from_uuid(uuid_v7(1_790_000_000_000, [8; 10]));
    let prefix = stage.signer.prefix(old, Audience::Lesson, stage.gate.now().plus_ms(60_000)).path;
    for file in ["replay.m3u8", "index.m3u8", "init-1.mp4", "seg/1-1.m4s"] {
        let request = http::Request::get(format!("{prefix}/{file}")).body(Body::empty()).unwrap();
        assert_eq!(stage.router.clone().oneshot(request).await.unwrap().status(), 404, "{file}");
    }
    assert!(stage.hubs.known(old, Output::Programme).is_none());
    // While its encoder publishes, a lesson keeps all, however long that is.
    let sweep_after = |ms| {
        stage.gate.sweep();
        stage.hand.advance_ms(ms);
        stage.gate.sweep();
    };
    sweep_after(20 * 60_000);
    assert!(stage.hubs.known(stage.lesson, Output::Programme).is_some());
    // With the lesson's end it is sent away.
    stage.gate.closed(stage.lesson);
    until(|| is_kept(&stage, 1)).await;
    sweep_after(30_000);
    assert!(
        stage.hubs.known(stage.lesson, Output::Programme).is_some(),
        "its last segments are watched still"
    );
    sweep_after(31_000);
    assert!(stage.hubs.known(stage.lesson, Output::Programme).is_none());
    assert_eq!(get(&stage, "replay.m3u8").await.0, 200);
    assert!(matches!(stage.gate.enter("live", "secret"), Err(Refusal::Over)), "its key is known");
    sweep_after(10 * 60_000);
    let forgotten = stage.gate.enter("live", "secret");
    assert!(matches!(forgotten, Err(Refusal::UnknownKey)), "its key is forgotten");
    stage.tasks.stop(Duration::from_secs(5)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_crash_left_is_mended() {
    let stage = stage().await;
    let tags = clip(stage.folder.path());
    drop(publish_clip(&stage, &tags).await);
    until(|| length_ms(&stage, 1) > 5_900 && is_kept(&stage, 1)).await;
    stage.tasks.stop(Duration::from_secs(5)).await;
    let folder = stage.gate.folder(stage.lesson);
    let before = recording::open_run(&folder, 1).unwrap();
    let cut = |path: std::path::PathBuf, bytes: u64| {
        let file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
        file.set_len(file.metadata().unwrap().len() - bytes).unwrap();
    };
    // Records that did not reach the disk, though their chunks did, are found again.
    cut(folder.join("run-1.index"), 3 * 40 + 7);
    let found = recording::recover_run(&folder, 1).unwrap();
    assert_eq!(found.span_ms(), before.span_ms());
    assert_eq!(found.records.len(), before.records.len());
    // Half a chunk is cut off.
    cut(before.track_path(1), 10);
    let after = recording::recover_run(&folder, 1).unwrap();
    assert_eq!(after.records.len(), before.records.len() - 1);
    let last = after.records.iter().rfind(|record| record.track == 1).unwrap();
    let size = std::fs::metadata(after.track_path(1)).unwrap().len();
    assert_eq!(size, last.end_offset());
    assert_eq!(recording::open_run(&folder, 1).unwrap().records, after.records);
}

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
use xingtan_live::hub::{Audience, Hubs};
use xingtan_live::ingest::{Gate, listen};
use xingtan_live::media_access::MediaSigner;
use xingtan_live::recording;
use xingtan_media::flv::{self, Tag};
use xingtan_media::rtmp::client::Publisher;
use xingtan_platform::clock::Clock;
use xingtan_platform::tasks::Tasks;

struct Stage {
    gate: Gate,
    lesson: LessonId,
    router: Router,
    prefix: String,
    address: std::net::SocketAddr,
    tasks: Tasks,
    folder: tempfile::TempDir,
}

async fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::system();
    let hubs = Hubs::default();
    let gate = Gate::new(clock.clone(), hubs.clone(), folder.path().join("recordings"));
    let lesson = LessonId::from_uuid(uuid_v7(1_790_000_000_000, [7; 10]));
    gate.set_key(lesson, "secret");
    gate.opened(lesson, clock.now());
    let signer = MediaSigner::new("media");
    let prefix = signer.prefix(lesson, Audience::Lesson, clock.now().plus_ms(60_000)).path;
    let router = routes(Delivery { clock, signer, hubs, gate: gate.clone() });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let tasks = Tasks::new();
    tasks.spawn("ingest", listen(listener, gate.clone(), tasks.clone()));
    Stage { gate, lesson, router, prefix, address, tasks, folder }
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_published_clip_reaches_viewers_and_the_disk() {
    let stage = stage().await;
    let tags = clip(stage.folder.path());
    let (mut socket, mut publisher) = connect(&stage, "secret").await.unwrap();
    let half = tags.len() / 2;
    write_all(&mut socket, &mut publisher, &tags[..half]).await;
    let watch_mp4 = get(&stage, "live.mp4");
    let watch_flv = get(&stage, "live.flv");
    let rest = async {
        sleep(Duration::from_millis(500)).await;
        write_all(&mut socket, &mut publisher, &tags[half..]).await;
        sleep(Duration::from_millis(300)).await;
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
    let folder = stage.gate.folder(stage.lesson);
    let length_ms = || {
        let run = recording::open_run(&folder, 1).ok();
        run.map_or(0, |run| run.records.iter().map(|r| r.start_ms + r.duration_ms).max().unwrap())
            - recording::open_run(&folder, 1).map_or(0, |run| run.records[0].start_ms)
    };
    until(|| (5_900..6_200).contains(&length_ms())).await;
    stage.tasks.stop(Duration::from_secs(5)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_keys_and_second_encoders_are_refused_and_a_reconnect_is_a_new_run() {
    let stage = stage().await;
    let tags = clip(stage.folder.path());
    assert!(connect(&stage, "wrong").await.is_err());
    let (socket, _publisher) = publish_clip(&stage, &tags).await;
    assert!(connect(&stage, "secret").await.is_err());
    drop(socket);
    until(|| !stage.gate.is_publishing(stage.lesson)).await;
    let _second = publish_clip(&stage, &tags).await;
    let folder = stage.gate.folder(stage.lesson);
    until(|| recording::runs(&folder).unwrap() == [1, 2]).await;
    stage.tasks.stop(Duration::from_secs(5)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_crash_left_half_written_is_cut_off() {
    let stage = stage().await;
    let tags = clip(stage.folder.path());
    drop(publish_clip(&stage, &tags).await);
    let folder = stage.gate.folder(stage.lesson);
    let records = || recording::open_run(&folder, 1).map_or(0, |run| run.records.len());
    until(|| records() > 50 && !stage.gate.is_publishing(stage.lesson)).await;
    stage.tasks.stop(Duration::from_secs(5)).await;
    let before = recording::open_run(&folder, 1).unwrap();
    let file = std::fs::OpenOptions::new().write(true).open(before.track_path(1)).unwrap();
    file.set_len(file.metadata().unwrap().len() - 10).unwrap();
    let after = recording::recover_run(&folder, 1).unwrap();
    assert!(after.records.len() < before.records.len() && !after.records.is_empty());
    let last = after.records.iter().rfind(|record| record.track == 1).unwrap();
    assert_eq!(file.metadata().unwrap().len(), last.offset + last.length);
    assert_eq!(recording::open_run(&folder, 1).unwrap().records, after.records);
}

//! Sound alone, from an encoder's tags to those who hear it on thin lines and to the disk.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http_body_util::BodyExt as _;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tower::ServiceExt as _;
use xingtan_base::ids::{LessonId, uuid_v7};
use xingtan_live::delivery::{Delivery, routes};
use xingtan_live::hub::{Audience, Hubs};
use xingtan_live::ingest::{Claim, Gate, Note, Notes};
use xingtan_live::media_access::MediaSigner;
use xingtan_live::playback::Shelves;
use xingtan_live::recording::{self, RecordedRun};
use xingtan_live::voice::Voices;
use xingtan_media::flv::{self, Tag, TagKind};
use xingtan_media::frame::{SOUND, VOICE};
use xingtan_media::index::Record;
use xingtan_platform::clock::Clock;
use xingtan_platform::tasks::Tasks;

struct Studio {
    gate: Gate,
    lesson: LessonId,
    router: Router,
    prefix: String,
    tasks: Tasks,
    folder: tempfile::TempDir,
    _news: tokio::sync::mpsc::Receiver<Note>,
}

impl Studio {
    /// A lesson that is open, and what makes its voice.
    fn open(ffmpeg: Option<PathBuf>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (clock, hubs, tasks) = (Clock::system(), Hubs::default(), Tasks::new());
        let (notes, news) = Notes::new();
        let recordings = folder.path().join("recordings");
        let gate = Gate::new(clock.clone(), hubs.clone(), recordings, notes, None)
            .with_voices(Voices::new(tasks.clone(), ffmpeg));
        let lesson = LessonId::from_uuid(uuid_v7(1_790_000_000_000, [7; 10]));
        gate.set_key(lesson, "secret");
        gate.opened(lesson, clock.now());
        let signer = MediaSigner::new("media");
        let until = clock.now().plus_ms(3_600_000);
        let prefix = signer.prefix(lesson, Audience::Lesson, until).path;
        let shelves = Shelves::new(gate.clone());
        let delivery =
            Delivery { clock, signer, hubs, gate: gate.clone(), db: None, shelves, decks: None };
        let router = routes(delivery);
        Self { gate, lesson, router, prefix, tasks, folder, _news: news }
    }

    fn enter(&self) -> Claim {
        self.gate.enter("live", "secret").unwrap()
    }

    async fn open_file(&self, file: &str) -> http::Response<Body> {
        let uri = format!("{}/{file}", self.prefix);
        let request = http::Request::get(uri).body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn get(&self, file: &str) -> Bytes {
        let response = self.open_file(file).await;
        assert_eq!(response.status(), 200, "{file}");
        response.into_body().collect().await.unwrap().to_bytes()
    }

    /// A playlist and all that it names, as one file.
    async fn play(&self, folder: &str, playlist: &str) -> (String, PathBuf) {
        let text = self.get(&format!("{folder}{playlist}")).await;
        let text = String::from_utf8(text.to_vec()).unwrap();
        let map = text.lines().find_map(|line| line.strip_prefix("#EXT-X-MAP:URI=\"")).unwrap();
        let mut bytes = self.get(&format!("{folder}{}", map.trim_end_matches('"'))).await.to_vec();
        for name in text.lines().filter(|line| !line.starts_with('#')) {
            bytes.extend(self.get(&format!("{folder}{name}")).await);
        }
        (text, self.keep(&format!("{}{playlist}.mp4", folder.replace('/', "-")), &bytes))
    }

    fn keep(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn run(&self) -> RecordedRun {
        recording::open_run(&self.gate.folder(self.lesson), 1).unwrap()
    }

    fn records(&self, track: u32) -> Vec<Record> {
        let found = recording::open_run(&self.gate.folder(self.lesson), 1);
        let records = found.map(|run| run.records).unwrap_or_default();
        records.into_iter().filter(|record| record.track == track).collect()
    }

    /// Until all of the run is on disk.
    async fn kept(&self) {
        until("the run is kept", || !self.gate.is_keeping(self.lesson, 1)).await;
    }

    async fn close(self) {
        assert!(self.tasks.stop(Duration::from_secs(5)).await.is_empty());
    }
}

async fn until(what: &str, mut claim: impl FnMut() -> bool) {
    let wait = async {
        while !claim() {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(20), wait).await.unwrap_or_else(|_| panic!("in vain: {what}"));
}

/// Noise with a loud tone at the beginning of each second, and a picture if wanted.
fn clip(folder: &Path, kbps: u32, has_picture: bool) -> Vec<Tag> {
    let path = folder.join("clip.flv");
    let tone = "aevalsrc='0.02*(random(0)-0.5)+if(lt(mod(t,1),0.1),0.7*sin(2*PI*1000*t))':s=44100";
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-y", "-f", "lavfi", "-i", tone]);
    if has_picture {
        command.args(["-f", "lavfi", "-i", "testsrc=size=320x180:rate=10", "-c:v", "libx264"]);
        command.args(["-g", "10", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]);
    }
    let bits = format!("{kbps}k");
    command.args(["-ac", "2", "-c:a", "aac", "-b:a", bits.as_str(), "-t", "12"]).arg(&path);
    assert!(command.status().unwrap().success());
    flv::read_file(&Bytes::from(fs::read(path).unwrap())).unwrap()
}

fn send(claim: &mut Claim, tags: &[Tag]) {
    tags.iter().for_each(|tag| claim.take(tag).unwrap());
}

fn output_of(command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A file's length as ffprobe sees it, in seconds, and its kinds of streams.
fn probe(path: &Path) -> (f64, String) {
    let mut command = Command::new("ffprobe");
    command.args(["-v", "error", "-show_entries", "packet=codec_type,dts_time,duration_time"]);
    let text = output_of(command.args(["-of", "csv=p=0"]).arg(path));
    let text = String::from_utf8(text).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let number = |text: &str| text.parse::<f64>().unwrap();
    let (first, last) = (&rows[0], &rows[rows.len() - 1]);
    let mut kinds: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    kinds.sort_unstable();
    kinds.dedup();
    (number(last[1]) + number(last[2]) - number(first[1]), kinds.join("+"))
}

/// When each tone of a track's file begins on the lesson's clock, in milliseconds.
fn tones(path: &Path, first: &Record) -> Vec<f64> {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-i"]).arg(path);
    let raw = output_of(command.args(["-ac", "1", "-ar", "8000", "-f", "s16le", "pipe:1"]));
    let start_ms = first.base_dts as f64 * 1000.0 / f64::from(first.timescale);
    let loud = |pair: &[u8; 2]| i32::from(i16::from_le_bytes(*pair)).abs() > 8_000;
    let mut found: Vec<f64> = Vec::new();
    for (n, pair) in raw.as_chunks::<2>().0.iter().enumerate() {
        let at_ms = start_ms + n as f64 / 8.0;
        if loud(pair) && found.last().is_none_or(|last| at_ms - last > 500.0) {
            found.push(at_ms);
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sound_of_many_bits_becomes_a_voice_on_the_same_clock() {
    let studio = Studio::open(Some("ffmpeg".into()));
    let tags = clip(studio.folder.path(), 128, true);
    let mut claim = studio.enter();
    send(&mut claim, &tags);
    until("most of the voice is kept", || studio.records(VOICE).len() > 20).await;
    // Who comes now hears from some seconds back to the end.
    let response = studio.open_file("voice/live.mp4").await;
    assert_eq!(response.headers()["content-type"], "audio/mp4; codecs=\"mp4a.40.2\"");
    drop(claim);
    let heard = response.into_body().collect().await.unwrap().to_bytes();
    studio.kept().await;
    let (length_s, kinds) = probe(&studio.keep("heard.mp4", &heard));
    assert_eq!(kinds, "audio");
    assert!((3.0..6.0).contains(&length_s), "{length_s} s were heard");
    let (voice, sound) = (studio.records(VOICE), studio.records(SOUND));
    assert!(voice.windows(2).all(|pair| pair[0].end_ms() == pair[1].start_ms()), "{voice:?}");
    let (from, to) = (voice[0].start_ms(), voice[voice.len() - 1].end_ms());
    let (first, last) = (sound[0].start_ms(), sound[sound.len() - 1].end_ms());
    assert!((from - first).abs() <= 50 && (to - last).abs() <= 100, "{from}-{to} {first}-{last}");
    let bytes: u32 = voice.iter().map(|record| record.len).sum();
    let kbps = i64::from(bytes) * 8 / (to - from);
    assert!((30..=42).contains(&kbps), "{kbps} kbit/s with what surrounds it");
    let run = studio.run();
    let of_voice = tones(&run.track_path(VOICE), &voice[0]);
    let of_sound = tones(&run.track_path(SOUND), &sound[0]);
    assert_eq!((of_voice.len(), of_sound.len()), (12, 12));
    for (voice, sound) in of_voice.iter().zip(&of_sound) {
        assert!((voice - sound).abs() < 5.0, "{of_voice:?} {of_sound:?}");
    }
    replays_have_both(&studio).await;
    studio.close().await;
}

async fn replays_have_both(studio: &Studio) {
    let (_, whole) = studio.play("", "replay.m3u8").await;
    assert_eq!(probe(&whole).1, "audio+video");
    let (text, lean) = studio.play("voice/", "replay.m3u8").await;
    let (length_s, kinds) = probe(&lean);
    assert_eq!(kinds, "audio", "{text}");
    assert!((length_s - 12.0).abs() < 0.1, "{length_s}");
    let sizes = [whole, lean].map(|path| fs::metadata(path).unwrap().len());
    assert!(sizes[1] * 4 < sizes[0], "{sizes:?}");
    let recording = studio.get("voice/recording.mp4").await;
    let (length_s, kinds) = probe(&studio.keep("voice.mp4", &recording));
    assert!(kinds == "audio" && (length_s - 12.0).abs() < 0.1, "{kinds} {length_s}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_voice_whose_maker_dies_goes_on_with_another() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("made");
    let script = format!("#!/bin/sh\necho $$ >> {}\nexec ffmpeg \"$@\"\n", made.display());
    let studio = Studio::open(Some(program(folder.path(), &script)));
    let tags = clip(studio.folder.path(), 128, true);
    let mut claim = studio.enter();
    let half = tags.len() / 2;
    send(&mut claim, &tags[..half]);
    until("some of the voice is kept", || studio.records(VOICE).len() > 4).await;
    let pids = || fs::read_to_string(&made).unwrap_or_default();
    let first = pids().trim().to_owned();
    assert!(Command::new("kill").args(["-9", first.as_str()]).status().unwrap().success());
    send(&mut claim, &tags[half..]);
    until("another maker", || pids().lines().count() == 2).await;
    until("the rest of the voice", || studio.records(VOICE).len() > 18).await;
    drop(claim);
    studio.kept().await;
    let voice = studio.records(VOICE);
    let gaps = voice.windows(2).map(|pair| pair[1].start_ms() - pair[0].end_ms());
    assert!(gaps.max() <= Some(0), "{voice:?}");
    let length_ms = voice[voice.len() - 1].end_ms() - voice[0].start_ms();
    assert!((11_800..12_200).contains(&length_ms), "{length_ms}");
    studio.close().await;
    for pid in pids().lines() {
        assert!(!Path::new("/proc").join(pid).exists(), "{pid} is left over");
    }
}

fn program(folder: &Path, script: &str) -> PathBuf {
    let path = folder.join("ffmpeg");
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_maker_the_sound_is_the_voice() {
    let folder = tempfile::tempdir().unwrap();
    let broken = program(folder.path(), "#!/bin/sh\necho broken >&2\nexit 1\n");
    for ffmpeg in [None, Some(folder.path().join("none")), Some(broken)] {
        let studio = Studio::open(ffmpeg.clone());
        let tags = clip(studio.folder.path(), 128, true);
        let mut claim = studio.enter();
        send(&mut claim, &tags);
        // Who comes before it is known that none can be made waits a little.
        let response = studio.open_file("voice/live.mp4").await;
        assert_eq!(response.status(), 200, "{ffmpeg:?}");
        drop(claim);
        let heard = response.into_body().collect().await.unwrap().to_bytes();
        assert!(heard.len() > 40_000, "{ffmpeg:?}: {} bytes", heard.len());
        studio.kept().await;
        assert!(studio.records(VOICE).is_empty());
        let (_, lean) = studio.play("voice/", "replay.m3u8").await;
        assert_eq!(probe(&lean).1, "audio");
        studio.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_encoder_without_a_picture_is_a_lesson_s_stream() {
    let studio = Studio::open(Some("ffmpeg".into()));
    let tags = clip(studio.folder.path(), 32, false);
    assert!(tags.iter().all(|tag| tag.kind != TagKind::Video));
    let mut claim = studio.enter();
    // The first two seconds could still be those of a picture that comes late.
    let (early, rest) = tags.split_at(tags.partition_point(|tag| tag.timestamp_ms < 2_200));
    let (first, early) = early.split_at(4);
    send(&mut claim, first);
    sleep(Duration::from_millis(2_100)).await;
    send(&mut claim, early);
    until("it is taken", || !studio.records(SOUND).is_empty()).await;
    let watched = ["live.mp4", "live.mp4?tracks=2", "live.flv"];
    let mut watching = JoinSet::new();
    for name in watched {
        watching.spawn(studio.open_file(name).await.into_body().collect());
    }
    sleep(Duration::from_millis(200)).await;
    send(&mut claim, rest);
    let voice = studio.open_file("voice/live.mp4").await;
    watching.spawn(voice.into_body().collect());
    until("all is kept", || studio.records(SOUND).last().is_some_and(|r| r.end_ms() > 11_500))
        .await;
    let (live, of_live) = studio.play("", "index.m3u8").await;
    assert!(live.matches("#EXTINF:4").count() >= 1, "cut by sound alone: {live}");
    assert_eq!(probe(&of_live).1, "audio");
    drop(claim);
    studio.kept().await;
    for (number, seen) in watching.join_all().await.into_iter().enumerate() {
        let bytes = seen.unwrap().to_bytes();
        let (length_s, kinds) = probe(&studio.keep(&format!("seen-{number}"), &bytes));
        assert!(kinds == "audio" && length_s > 2.5, "{number}: {kinds} {length_s} s");
    }
    let (text, stored) = studio.play("", "replay.m3u8").await;
    let (length_s, kinds) = probe(&stored);
    assert!(kinds == "audio" && (9.5..12.2).contains(&length_s), "{kinds} {length_s} {text}");
    let lengths = text.lines().filter_map(|line| line.strip_prefix("#EXTINF:"));
    let lengths: Vec<f64> = lengths.map(|s| s.trim_end_matches(',').parse().unwrap()).collect();
    let (_, all_but_last) = lengths.split_last().unwrap();
    assert!(all_but_last.iter().all(|length| (4.0..6.0).contains(length)), "{lengths:?}");
    assert!((lengths.iter().sum::<f64>() - length_s).abs() < 0.1, "{lengths:?} {length_s}");
    assert!(studio.records(VOICE).is_empty(), "it has few bits already");
    let (_, lean) = studio.play("voice/", "replay.m3u8").await;
    assert_eq!(fs::read(lean).unwrap(), fs::read(stored).unwrap());
    studio.close().await;
}

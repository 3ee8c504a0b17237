//! What ffmpeg encodes, we pass on; what we write, ffmpeg plays without complaint.
//!
//! Skipped, with a word, where ffmpeg is not installed.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use bytes::Bytes;
use xingtan_base::clock::UtcMs;
use xingtan_media::flv::{self, Tag, TagKind};
use xingtan_media::fmp4::{self, Chunk, Fragmenter};
use xingtan_media::frame::{Frame, Kind, PICTURE, TrackConfig};
use xingtan_media::hls;
use xingtan_media::intake::{Event, Intake};
use xingtan_media::mp4::Coding;
use xingtan_media::rtmp::{self, Server};
use xingtan_media::segment::{Segmenter, lead_track};

/// The lesson had been open for this long when the encoder began.
const BEGIN_MS: i64 = 5_000;

fn has_ffmpeg() -> bool {
    let run = Command::new("ffmpeg").arg("-version").stdout(Stdio::null()).status();
    let is_there = run.is_ok_and(|status| status.success());
    if !is_there {
        eprintln!("skipped: ffmpeg is not installed");
    }
    is_there
}

/// Ten seconds of a moving picture and a tone; `arguments` come before the output.
fn encode(arguments: &[&str], output: &str) -> Command {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-nostdin", "-y"]);
    command.args(["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=10"]);
    command.args(["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration=10"]);
    command.args(["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "50"]);
    command.args(["-c:a", "aac", "-b:a", "64k"]).args(arguments);
    command.args(["-f", "flv", output]);
    command
}

fn output_of(command: &mut Command) -> String {
    let output = command.output().expect("the command starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{command:?}: {errors}");
    text
}

#[derive(Default)]
struct Taken {
    configs: Vec<TrackConfig>,
    frames: Vec<Frame>,
    anchors: usize,
}

/// Feeds tags as if each arrived at its own time.
fn take(tags: &[Tag]) -> Taken {
    let mut intake = Intake::new(0);
    let mut taken = Taken::default();
    for tag in tags {
        intake.feed(tag, BEGIN_MS + i64::from(tag.timestamp_ms)).expect("ffmpeg's tags are good");
        while let Some(event) = intake.poll() {
            match event {
                Event::Config(config) => taken.configs.push(config),
                Event::Frame(frame) => taken.frames.push(frame),
                Event::Anchor { .. } => taken.anchors += 1,
                Event::Metadata(metadata) => assert_eq!(metadata.width, Some(320)),
                Event::ConfigChanged(config) => panic!("no change was made: {config:?}"),
            }
        }
    }
    taken.configs.sort_by_key(|config| config.track);
    taken
}

fn chunks(taken: &Taken) -> Vec<Chunk> {
    let opened = UtcMs(1_700_000_000_000);
    let fragmenter = |config| Fragmenter::new(config, 100).with_reference_time(opened);
    let mut fragmenters: Vec<_> = taken.configs.iter().map(fragmenter).collect();
    let mut chunks = Vec::new();
    for frame in &taken.frames {
        let at = taken.configs.iter().position(|config| config.track == frame.track);
        chunks.extend(fragmenters[at.expect("configured")].push(frame.clone()));
    }
    chunks.extend(fragmenters.iter_mut().filter_map(Fragmenter::flush));
    chunks
}

/// What ffprobe says of one stream's packets, in seconds.
#[derive(Debug)]
struct Packets {
    count: usize,
    start: f64,
    end: f64,
}

/// Reads packets of one stream; their decode times must rise.
fn packets(file: &Path, stream: &str) -> Packets {
    let mut command = Command::new("ffprobe");
    command.args(["-v", "error", "-of", "json", "-select_streams", stream]);
    command.args(["-show_entries", "packet=pts_time,dts_time,duration_time"]).arg(file);
    let json: serde_json::Value = serde_json::from_str(&output_of(&mut command)).expect("JSON");
    let packets = json["packets"].as_array().expect("packets");
    let number = |packet: &serde_json::Value, name: &str| -> f64 {
        packet[name].as_str().and_then(|text| text.parse().ok()).expect("a time")
    };
    let dts: Vec<_> = packets.iter().map(|packet| number(packet, "dts_time")).collect();
    assert!(dts.windows(2).all(|pair| pair[0] < pair[1]), "{stream}: {dts:?}");
    let starts = packets.iter().map(|packet| number(packet, "pts_time"));
    let ends =
        packets.iter().map(|packet| number(packet, "pts_time") + number(packet, "duration_time"));
    let (start, end) = (starts.fold(f64::MAX, f64::min), ends.fold(0.0, f64::max));
    Packets { count: packets.len(), start, end }
}

/// What we wrote holds what ffmpeg did, and lies on the lesson's clock.
fn check_packets(source: &Path, file: &Path, stream: &str, frame_s: f64) {
    let (before, after) = (packets(source, stream), packets(file, stream));
    assert_eq!(before.count, after.count, "{stream}");
    let begin_s = BEGIN_MS as f64 / 1000.0;
    let shift = after.start - before.start - begin_s;
    let growth = (after.end - after.start) - (before.end - before.start);
    assert!(shift.abs() <= 0.002 && growth.abs() <= frame_s, "{stream}: {before:?} {after:?}");
}

fn round_trip(b_frames: &str) {
    if !has_ffmpeg() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join("source.flv");
    output_of(&mut encode(&["-bf", b_frames], source.to_str().expect("UTF-8")));
    let file = Bytes::from(std::fs::read(&source).expect("the file"));
    let taken = take(&flv::read_file(&file).expect("FLV"));
    assert_eq!(taken.configs.len(), 2);
    assert!(taken.anchors >= 2);
    let has_reordering = taken.frames.iter().any(|frame| frame.cts > 0);
    assert_eq!(has_reordering, b_frames != "0");

    let mp4 = folder.path().join("out.mp4");
    let mut bytes = fmp4::init(&taken.configs).to_vec();
    chunks(&taken).iter().for_each(|chunk| bytes.extend_from_slice(&chunk.bytes));
    std::fs::write(&mp4, bytes).expect("written");
    check_packets(&source, &mp4, "v", 0.002);
    check_packets(&source, &mp4, "a", 0.002);
    let times = packets(&mp4, "v");
    assert!((times.end - times.start - 10.0).abs() < 0.002, "{times:?}");
    plays(&mp4);

    let flv_file = folder.path().join("out.flv");
    let mut bytes = flv::file_header(true, true).to_vec();
    bytes.extend_from_slice(&flv::metadata_tag(&taken.configs));
    for config in &taken.configs {
        bytes.extend_from_slice(&flv::sequence_header(config, 0));
    }
    taken.frames.iter().for_each(|frame| bytes.extend_from_slice(&flv::frame_tag(frame)));
    std::fs::write(&flv_file, bytes).expect("written");
    plays(&flv_file);
    playlist(&taken, folder.path());
}

/// The same run as segments behind a replay playlist.
fn playlist(taken: &Taken, folder: &Path) {
    let chunks = chunks(taken);
    let lead = lead_track(&taken.configs).expect("a track");
    let mut segmenter = Segmenter::new(3, lead);
    let mut segments: Vec<_> = chunks.iter().filter_map(|chunk| segmenter.push(chunk)).collect();
    segments.extend(segmenter.finish());
    assert_eq!(segments.len(), 5);
    assert!(segments.iter().all(|segment| segment.is_independent));
    std::fs::create_dir(folder.join("replay")).expect("a folder");
    std::fs::write(folder.join(hls::replay_init_uri(3)), fmp4::init(&taken.configs))
        .expect("written");
    for segment in &segments {
        let parts = &chunks[segment.chunks.clone()];
        let bytes: Vec<u8> = parts.iter().flat_map(|chunk| chunk.bytes.to_vec()).collect();
        let path = folder.join(hls::replay_uri(3, segment.number));
        std::fs::write(path, bytes).expect("written");
    }
    let index = folder.join("replay.m3u8");
    std::fs::write(&index, hls::vod_playlist(None, &segments)).expect("written");
    let times = packets(&index, "v");
    assert_eq!(times.count, 250);
    assert!((times.end - times.start - 10.0).abs() < 0.002, "{times:?}");
    plays(&index);
}

/// Decodes a whole file; ffmpeg must have nothing to say.
fn plays(file: &Path) {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "warning", "-xerror", "-i"]).arg(file);
    output_of(command.args(["-f", "null", "-"]));
}

/// A clip as fragments, from a time of the lesson on: a camera's, or a screen that is shared.
fn clip(folder: &Path, (size, begin_ms): (&str, i64)) -> (Vec<TrackConfig>, Vec<Chunk>) {
    let path = folder.join(format!("{size}.flv"));
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-nostdin", "-f", "lavfi", "-i"]);
    command.arg(format!("testsrc2=size={size}:rate=25:duration=2"));
    command.args(["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=2"]);
    command.args(["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-bf", "0"]);
    output_of(command.args(["-c:a", "aac", "-f", "flv"]).arg(&path));
    let file = Bytes::from(std::fs::read(&path).expect("the file"));
    let mut intake = Intake::new(begin_ms);
    let mut taken = Taken::default();
    for tag in flv::read_file(&file).expect("FLV") {
        intake.feed(&tag, begin_ms + i64::from(tag.timestamp_ms)).expect("good tags");
        while let Some(event) = intake.poll() {
            match event {
                Event::Config(config) => taken.configs.push(config),
                Event::Frame(frame) => taken.frames.push(frame),
                _ => {}
            }
        }
    }
    taken.configs.sort_by_key(|config| config.track);
    let chunks = chunks(&taken);
    (taken.configs, chunks)
}

#[test]
fn pictures_of_another_size_play_behind_the_same_head() {
    if !has_ffmpeg() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (camera, first) = clip(folder.path(), ("320x180", 0));
    let (screen, second) = clip(folder.path(), ("640x360", 2_500));
    let (head, own) = (fmp4::init(&camera), fmp4::init(&screen));
    assert_ne!(head, own);
    let plays_behind =
        |own: &[u8], head: &[u8]| Coding::read(own).plays_behind(&Coding::read(head));
    assert!(plays_behind(&own, &head));
    let sound: Vec<_> = camera.iter().filter(|one| one.kind() == Kind::Audio).cloned().collect();
    assert!(plays_behind(&fmp4::init(&sound), &head), "sound alone goes on too");
    assert!(!plays_behind(&head, &fmp4::init(&sound)), "there is no picture to play it as");

    let mp4 = folder.path().join("both.mp4");
    let mut bytes = head.to_vec();
    first.iter().chain(&second).for_each(|chunk| bytes.extend_from_slice(&chunk.bytes));
    std::fs::write(&mp4, bytes).expect("written");
    let mut command = Command::new("ffprobe");
    command.args(["-v", "error", "-of", "json", "-select_streams", "v"]);
    command.args(["-show_entries", "frame=width,pts_time"]).arg(&mp4);
    let json: serde_json::Value = serde_json::from_str(&output_of(&mut command)).expect("JSON");
    let frames = json["frames"].as_array().expect("frames");
    let widths: Vec<_> = frames.iter().filter_map(|frame| frame["width"].as_u64()).collect();
    assert_eq!(widths, [[320; 50], [640; 50]].concat());
}

#[test]
fn pictures_in_order_survive() {
    round_trip("0");
}

#[test]
fn pictures_out_of_order_survive() {
    round_trip("2");
}

/// Serves one publisher until it stops; gives its tags.
fn serve(mut socket: TcpStream) -> Vec<Tag> {
    socket.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    let mut server = Server::new();
    let mut tags = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        let count = socket.read(&mut buffer).expect("bytes before the deadline");
        server.feed(&buffer[..count], 0).expect("ffmpeg speaks RTMP");
        let mut is_closed = count == 0;
        while let Some(event) = server.poll_event() {
            match event {
                rtmp::Event::Connect { app } => assert_eq!(app, "live"),
                rtmp::Event::Publish { app, key } => {
                    assert_eq!((app.as_str(), key.as_str()), ("live", "se-cret_1"));
                    server.accept().expect("accepted");
                }
                rtmp::Event::Tag(tag) => tags.push(tag),
                rtmp::Event::Closed => is_closed = true,
            }
        }
        while let Some(bytes) = server.poll_output() {
            // The publisher may be gone before it read our last words.
            let _ = socket.write_all(&bytes);
        }
        if is_closed {
            return tags;
        }
    }
}

#[test]
fn ffmpeg_publishes_by_rtmp() {
    if !has_ffmpeg() {
        return;
    }
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let url = format!("rtmp://127.0.0.1:{port}/live/se-cret_1?region=a");
    let mut publisher = encode(&["-bf", "2"], &url).spawn().expect("ffmpeg starts");
    let (socket, _) = listener.accept().expect("a publisher");
    let tags = serve(socket);
    assert!(publisher.wait().expect("ffmpeg ends").success());

    assert!(tags.iter().any(|tag| tag.kind == TagKind::Script));
    let taken = take(&tags);
    let pictures = taken.frames.iter().filter(|frame| frame.kind == Kind::Video);
    assert_eq!(pictures.clone().count(), 250);
    assert_eq!(pictures.filter(|frame| frame.key).count(), 5);
    assert!(taken.frames.iter().filter(|frame| frame.track != PICTURE).count() >= 430);
    let codecs: Vec<_> = taken.configs.iter().map(TrackConfig::codec_string).collect();
    assert!(codecs[0].starts_with("avc1.6400") && codecs[1] == "mp4a.40.2", "{codecs:?}");
}

#[test]
fn ffmpeg_is_refused_with_a_reason() {
    if !has_ffmpeg() {
        return;
    }
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let mut command = encode(&[], &format!("rtmp://127.0.0.1:{port}/live/wrong"));
    let publisher = command.stderr(Stdio::piped()).spawn().expect("ffmpeg starts");
    let (mut socket, _) = listener.accept().expect("a publisher");
    socket.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    let mut server = Server::new();
    let mut buffer = [0; 16 * 1024];
    let mut is_refused = false;
    while !is_refused {
        let count = socket.read(&mut buffer).expect("bytes before the deadline");
        assert!(count > 0, "the publisher left");
        server.feed(&buffer[..count], 0).expect("ffmpeg speaks RTMP");
        while let Some(event) = server.poll_event() {
            if matches!(event, rtmp::Event::Publish { .. }) {
                server.reject("No such stream key.");
                is_refused = true;
            }
        }
        while let Some(bytes) = server.poll_output() {
            socket.write_all(&bytes).expect("sent");
        }
    }
    let output = publisher.wait_with_output().expect("ffmpeg ends");
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("No such stream key."), "{said}");
}

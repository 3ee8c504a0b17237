//! A recorded run as one ordinary file: ffmpeg finds in it what was put in, at the right times.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::Path;
use std::process::{Command, Stdio};

use bytes::Bytes;
use xingtan_media::flv;
use xingtan_media::fmp4::{self, Chunk, Fragmenter};
use xingtan_media::frame::TrackConfig;
use xingtan_media::intake::{Event, Intake};
use xingtan_media::mp4::{Broken, Muxer};

/// The lesson had been open for this long when the encoder began.
const BEGIN_MS: i64 = 5_000;

/// The demonstration's clip as chunks of half a second, the sound `late_ms` behind the picture.
fn chunks(late_ms: i64) -> (Vec<TrackConfig>, Vec<Chunk>) {
    let clip = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/assets/lecture/finished.flv");
    let file = Bytes::from(std::fs::read(clip).unwrap());
    let mut intake = Intake::new(0);
    let (mut configs, mut frames) = (Vec::new(), Vec::new());
    for tag in flv::read_file(&file).unwrap() {
        let at = i64::from(tag.timestamp_ms);
        intake.feed(&tag, BEGIN_MS + at).unwrap();
        while let Some(event) = intake.poll() {
            match event {
                Event::Config(config) => configs.push(config),
                Event::Frame(frame) if frame.samples > 0 && at < late_ms => {}
                Event::Frame(frame) => frames.push(frame),
                _ => {}
            }
        }
    }
    configs.sort_by_key(|config| config.track);
    let mut fragmenters: Vec<_> = configs.iter().map(|one| Fragmenter::new(one, 500)).collect();
    let mut chunks = Vec::new();
    for frame in frames {
        let at = configs.iter().position(|config| config.track == frame.track).unwrap();
        chunks.extend(fragmenters[at].push(frame));
    }
    chunks.extend(fragmenters.iter_mut().filter_map(Fragmenter::flush));
    (configs, chunks)
}

fn mux(init: &[u8], chunks: &[Chunk], with_pictures: bool) -> (Muxer, Vec<u8>) {
    let mut muxer = Muxer::new(init, with_pictures);
    let mut body = Vec::new();
    for chunk in chunks {
        let data = muxer.push(&chunk.bytes).unwrap();
        body.extend_from_slice(&chunk.bytes[data]);
    }
    assert_eq!(muxer.body_len(), body.len() as u64);
    let file = [&muxer.head()[..], &body].concat();
    (muxer, file)
}

struct Probed {
    /// First decode time, first time shown, and end, in seconds, of each stream.
    streams: Vec<(f64, f64, f64)>,
    seconds: f64,
}

/// What ffprobe says; no time may go back.
fn probe(file: &[u8]) -> Option<Probed> {
    let has = Command::new("ffprobe").arg("-version").stdout(Stdio::null()).status();
    if !has.is_ok_and(|status| status.success()) {
        eprintln!("skipped: ffmpeg is not installed");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.mp4");
    std::fs::write(&path, file).unwrap();
    let mut command = Command::new("ffprobe");
    let what = "format=duration:packet=stream_index,pts_time,dts_time,duration_time";
    command.args(["-v", "warning", "-of", "json", "-show_entries", what]).arg(&path);
    let output = command.output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let number = |value: &serde_json::Value| value.as_str().unwrap().parse::<f64>().unwrap();
    let mut streams = Vec::new();
    for stream in 0..2 {
        let packets = json["packets"].as_array().unwrap().iter();
        let packets: Vec<_> = packets.filter(|packet| packet["stream_index"] == stream).collect();
        let dts: Vec<f64> = packets.iter().map(|packet| number(&packet["dts_time"])).collect();
        assert!(dts.is_sorted(), "stream {stream}: {dts:?}");
        let starts = packets.iter().map(|packet| number(&packet["pts_time"]));
        let end = |packet: &&serde_json::Value| {
            number(&packet["pts_time"]) + number(&packet["duration_time"])
        };
        if let Some(first) = dts.first() {
            let ends = packets.iter().map(end).fold(0.0, f64::max);
            streams.push((*first, starts.fold(f64::MAX, f64::min), ends));
        }
    }
    let mut decode = Command::new("ffmpeg");
    decode.args(["-v", "warning", "-xerror", "-i"]).arg(&path).args(["-f", "null", "-"]);
    let output = decode.output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    Some(Probed { streams, seconds: number(&json["format"]["duration"]) })
}

#[test]
fn a_run_becomes_a_file_of_the_same_length() {
    let (configs, chunks) = chunks(0);
    let (muxer, file) = mux(&fmp4::init(&configs), &chunks, true);
    let end_ms = chunks.iter().map(Chunk::end_ms).max().unwrap();
    let start_ms = chunks.iter().map(Chunk::start_ms).min().unwrap();
    assert_eq!(muxer.start_ms(), Some(start_ms));
    assert!((muxer.duration_ms() - (end_ms - start_ms)).abs() <= 1, "{}", muxer.duration_ms());
    let Some(probed) = probe(&file) else { return };
    let expected = (end_ms - start_ms) as f64 / 1000.0;
    assert!((probed.seconds - expected).abs() < 0.034, "{} of {expected}", probed.seconds);
    assert_eq!(probed.streams.len(), 2);
}

#[test]
fn sound_that_comes_later_stays_later() {
    let (configs, chunks) = chunks(2_000);
    let (_, file) = mux(&fmp4::init(&configs), &chunks, true);
    let Some(probed) = probe(&file) else { return };
    let [picture, sound] = probed.streams[..] else { panic!("two streams") };
    assert!(picture.1 < 0.2 && (1.9..2.2).contains(&sound.1), "{picture:?} {sound:?}");
}

#[test]
fn a_gap_stays_a_gap_and_no_time_goes_back() {
    let (configs, mut chunks) = chunks(0);
    let length = chunks.iter().map(Chunk::end_ms).max().unwrap();
    chunks.retain(|chunk| !(8_000..12_000).contains(&chunk.start_ms()));
    // An encoder that came back a little before its own end.
    let first = chunks[0].bytes.clone();
    let (muxer, file) = mux(&fmp4::init(&configs), &chunks, true);
    let mut again = Muxer::new(&fmp4::init(&configs), true);
    for chunk in &chunks {
        again.push(&chunk.bytes).unwrap();
    }
    assert!(again.push(&first).is_ok());
    assert!(again.duration_ms() >= muxer.duration_ms());
    let Some(probed) = probe(&file) else { return };
    assert!((probed.seconds - (length - BEGIN_MS) as f64 / 1000.0).abs() < 0.2);
}

#[test]
fn sound_alone_is_a_small_file() {
    let (configs, chunks) = chunks(0);
    let (muxer, file) = mux(&fmp4::init(&configs), &chunks, false);
    assert!(muxer.has_tracks() && !muxer.has_video());
    let all: usize = chunks.iter().map(|chunk| chunk.bytes.len()).sum();
    assert!(file.len() < all, "{} of {all}", file.len());
    let Some(probed) = probe(&file) else { return };
    assert_eq!(probed.streams.len(), 1);
}

#[test]
fn what_is_no_fragment_is_refused() {
    let (configs, chunks) = chunks(0);
    let mut muxer = Muxer::new(&fmp4::init(&configs), true);
    for length in 0..chunks[0].bytes.len() {
        assert_eq!(muxer.push(&chunks[0].bytes[..length]), Err(Broken::Fragment), "{length}");
    }
    assert!(muxer.push(&chunks[0].bytes).is_ok());
    assert!(!Muxer::new(b"no init", true).has_tracks());
}

//! The picture's way from an encoder to each kind of player, and every way in which it is refused.

use bytes::Bytes;
use futures_util::StreamExt as _;
use reqwest::Method;
use serde_json::Value as Json;
use tokio::time::{Instant, timeout};
use xingtan_media::flv::{self, Tag, TagKind};
use xingtan_media::recovery;
use xingtan_room::entry::Body;
use xingtan_server::demo::encoder::Encoder;
use xingtan_testkit::{Browser, PATIENCE, World, clip, connect, for_each_world, until};

use crate::lesson::track_spans;
use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_stream_reaches_every_kind_of_player() {
    for_each_world(async |world| {
        let mut stage = Stage::set(world).await;
        let key = world.stream_key(&stage.chen.browser, stage.lesson).await;
        let mut encoder = connect(world, &key).await.unwrap();
        send(&mut encoder, &clip(3_000)).await;
        let started = |body: &Body| matches!(body, Body::MediaStarted(_)).then_some(());
        stage.guihua.seat.entry("the picture", started).await;
        let browser = stage.guihua.browser.clone();
        let [mp4, flv, hls] = addresses(&browser, &stage).await;
        // Three begin to watch while it arrives, then comes the rest and the end.
        let watch = async |url: &str, begun: &tokio::sync::Barrier| {
            watch_to_the_end(&browser, url, begun).await
        };
        let begun = tokio::sync::Barrier::new(3);
        let rest = async {
            begun.wait().await;
            send(&mut encoder, &clip(9_000)[clip(3_000).len()..]).await;
            encoder.finish().await.unwrap();
        };
        let (mp4, flv, ()) = tokio::join!(watch(&mp4, &begun), watch(&flv, &begun), rest);
        assert_eq!(&mp4[4..8], b"ftyp");
        for (track, span_ms) in track_spans(&mp4) {
            assert!(span_ms > 6_500, "track {track} of fMP4 played {span_ms} ms");
        }
        an_flv_player_can_read(&flv);
        an_hls_player_can_read(&browser, &hls).await;
        stage.close().await;
    })
    .await;
}

/// Sends tags as fast as the network takes them.
pub async fn send(encoder: &mut Encoder, tags: &[Tag]) {
    for tag in tags {
        encoder.send(tag, Instant::now()).await.unwrap();
    }
}

async fn addresses(browser: &Browser, stage: &Stage) -> [String; 3] {
    let listed = browser.get(&stage.path("media")).await.is(200).json();
    ["fmp4", "flv", "hls"].map(|kind| {
        let found = listed.as_array().unwrap().iter().find(|address| address["kind"] == kind);
        found.unwrap()["url"].as_str().unwrap().to_owned()
    })
}

async fn watch_to_the_end(browser: &Browser, url: &str, begun: &tokio::sync::Barrier) -> Bytes {
    let response = browser.open(Method::GET, url, None).await;
    assert_eq!(response.status(), 200, "{url}");
    let mut stream = response.bytes_stream();
    let mut all = stream.next().await.unwrap().unwrap().to_vec();
    begun.wait().await;
    let read = timeout(PATIENCE, async {
        while let Some(bytes) = stream.next().await {
            all.extend_from_slice(&bytes.unwrap());
        }
    });
    read.await.unwrap_or_else(|_| panic!("{url} does not end with its run"));
    all.into()
}

fn an_flv_player_can_read(bytes: &Bytes) {
    let tags = flv::read_file(bytes).unwrap();
    let of = |kind| {
        let times = tags.iter().filter(move |tag| tag.kind == kind).map(|tag| tag.timestamp_ms);
        times.collect::<Vec<_>>()
    };
    for (kind, least) in [(TagKind::Video, 80), (TagKind::Audio, 280)] {
        let times = of(kind);
        assert!(times.len() >= least, "{kind:?}: {} tags", times.len());
        assert!(times.is_sorted(), "{kind:?}");
    }
    let mut payloads = tags.iter().filter(|tag| tag.kind == TagKind::Video);
    let first = flv::parse_video(&payloads.next().unwrap().payload).unwrap();
    assert!(matches!(first, flv::Payload::AvcConfig(_)), "{first:?}");
    let second = flv::parse_video(&payloads.next().unwrap().payload).unwrap();
    assert!(matches!(second, flv::Payload::AvcFrame { key: true, .. }), "a picture to begin with");
}

async fn an_hls_player_can_read(browser: &Browser, url: &str) {
    let folder = url.rsplit_once('/').unwrap().0;
    let playlist = until("a playlist of the whole run", async || {
        let playlist = browser.get(url).await;
        let text = playlist.text();
        (playlist.status == 200 && text.matches("#EXTINF").count() >= 4).then_some(text)
    })
    .await;
    assert!(playlist.starts_with("#EXTM3U\n"), "{playlist}");
    assert!(playlist.contains("#EXT-X-PROGRAM-DATE-TIME:"), "{playlist}");
    let map = playlist.lines().find_map(|line| line.strip_prefix("#EXT-X-MAP:URI=\"")).unwrap();
    let mut all =
        browser.get(&format!("{folder}/{}", map.trim_end_matches('"'))).await.body.to_vec();
    let mut said_s = 0.0;
    for line in playlist.lines() {
        if let Some(length) = line.strip_prefix("#EXTINF:") {
            said_s += length.trim_end_matches(',').parse::<f64>().unwrap();
        } else if !line.starts_with('#') {
            all.extend(browser.get(&format!("{folder}/{line}")).await.is(200).body);
        }
    }
    let spans = track_spans(&all);
    assert!((spans[0].1 as f64 / 1000.0 - said_s).abs() < 0.1, "{spans:?} and {said_s}");
    let read = |at: u64, size: usize| -> Result<Vec<u8>, ()> {
        let at = usize::try_from(at).unwrap();
        Ok(all[at..(at + size).min(all.len())].to_vec())
    };
    let found = recovery::scan(all.len() as u64, 0, None, read).unwrap();
    let picture = found.records.iter().find(|record| record.track == 1).unwrap();
    assert!(picture.key, "a segment begins with a picture that needs no other");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_encoder_is_told_why_it_is_refused() {
    for_each_world(async |world| {
        let mut stage = Stage::set(world).await;
        let key = world.stream_key(&stage.chen.browser, stage.lesson).await;
        let reason = connect(world, "wrong").await.err().unwrap();
        assert!(reason.contains("unknown stream key"), "{reason}");
        let mut first = connect(world, &key).await.unwrap();
        send(&mut first, &clip(500)).await;
        let reason = connect(world, &key).await.err().unwrap();
        assert!(reason.contains("another encoder"), "{reason}");
        assert_eq!(problem(&stage).await.as_deref(), Some("stream.already_publishing"));
        // The first goes on undisturbed.
        send(&mut first, &clip(1_500)[clip(500).len()..]).await;
        first.finish().await.unwrap();
        gone(&stage).await;
        a_codec_we_cannot_pass_on_is_named(world, &stage).await;
        a_renewed_key_sends_the_old_one_away(world, &stage).await;
        let log = stage.close().await;
        assert_eq!(log.count("media.started"), log.count("media.stopped"));
    })
    .await;
}

async fn stream(stage: &Stage) -> Json {
    stage.chen.browser.get(&stage.path("stream")).await.is(200).json()
}

async fn problem(stage: &Stage) -> Option<String> {
    stream(stage).await["problem"]["code"].as_str().map(str::to_owned)
}

async fn gone(stage: &Stage) {
    let idle = async || (stream(stage).await["state"] == "idle").then_some(());
    until("the encoder has gone", idle).await;
}

async fn a_codec_we_cannot_pass_on_is_named(world: &World, stage: &Stage) {
    let key = world.stream_key(&stage.chen.browser, stage.lesson).await;
    let hevc = Bytes::from_static(b"\x90hvc1\x01\x02\x03");
    let mp3 = Bytes::from_static(&[0x2f, 0xff, 0xfb, 0x90]);
    for (kind, payload, name, set) in
        [(TagKind::Video, hevc, "HEVC", "H.264"), (TagKind::Audio, mp3, "MP3", "AAC")]
    {
        let mut encoder = connect(world, &key).await.unwrap();
        let tag = Tag { kind, timestamp_ms: 0, payload };
        encoder.send(&tag, Instant::now()).await.unwrap();
        let reason = timeout(PATIENCE, encoder.sent_away()).await.unwrap().to_string();
        assert!(reason.contains(name) && reason.contains(set), "{reason}");
        let shown = stream(stage).await["problem"].clone();
        assert_eq!(shown["code"], "stream.unsupported_codec");
        assert!(shown["detail"].as_str().unwrap().contains(name), "the teacher's page says it too");
        gone(stage).await;
    }
}

async fn a_renewed_key_sends_the_old_one_away(world: &World, stage: &Stage) {
    let old = world.stream_key(&stage.chen.browser, stage.lesson).await;
    let mut encoder = connect(world, &old).await.unwrap();
    send(&mut encoder, &clip(500)).await;
    let renew = stage.path("stream-key");
    let renewed = stage.chen.browser.post(&renew, Json::Null).await;
    assert!((200..300).contains(&renewed.status), "{}", renewed.text());
    timeout(PATIENCE, encoder.sent_away()).await.unwrap();
    assert!(connect(world, &old).await.is_err(), "the old key is worth nothing");
    let new = world.stream_key(&stage.chen.browser, stage.lesson).await;
    assert_ne!(old, new);
    let mut encoder = connect(world, &new).await.unwrap();
    send(&mut encoder, &clip(500)).await;
    encoder.finish().await.unwrap();
    gone(stage).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_teacher_who_reconnects_goes_on_in_the_same_lesson() {
    for_each_world(async |world| {
        let mut stage = Stage::set(world).await;
        let key = world.stream_key(&stage.chen.browser, stage.lesson).await;
        for run in 1..=2 {
            let mut encoder = connect(world, &key).await.unwrap();
            send(&mut encoder, &clip(2_500)).await;
            let started = |body: &Body| match body {
                Body::MediaStarted(started) => Some(started.run),
                _ => None,
            };
            for person in stage.people() {
                assert_eq!(person.seat.entry("the picture", started).await, run);
            }
            // The network fails: there is no goodbye.
            encoder.hang_up().await.unwrap();
            let stopped = |body: &Body| match body {
                Body::MediaStopped(stopped) => Some(stopped.run),
                _ => None,
            };
            for person in stage.people() {
                assert_eq!(person.seat.entry("its end", stopped).await, run);
            }
        }
        stage.close().await;
        let replay = until("both runs", async || {
            let replay = stage.zihan.browser.get(&stage.path("replay")).await.is(200).json();
            let runs = replay["runs"].as_array()?;
            let whole = |run: &Json| span(run).is_some_and(|span| span.1 - span.0 > 2_300);
            (runs.len() == 2 && runs.iter().all(whole)).then_some(replay)
        })
        .await;
        let [first, second] = [0, 1].map(|run| span(&replay["runs"][run]).unwrap());
        assert!(second.0 >= first.1, "one time line: {first:?} {second:?}");
        let whole = format!("{}/recording.mp4", replay["media_prefix"].as_str().unwrap());
        let whole = stage.zihan.browser.get(&whole).await.is(200).body;
        for (track, span_ms) in track_spans(&whole) {
            assert!(span_ms >= 4_800, "track {track} has both runs: {span_ms} ms");
        }
    })
    .await;
}

/// Where a run of a replay begins and ends on the lesson's clock.
pub fn span(run: &Json) -> Option<(i64, i64)> {
    Some((run["start_ms"].as_i64()?, run["end_ms"].as_i64()?))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forged_or_old_media_address_opens_nothing() {
    for_each_world(async |world| {
        let mut stage = Stage::set(world).await;
        let (stranger, guihua) = (world.stranger(), stage.guihua.browser.clone());
        let urls = addresses(&guihua, &stage).await;
        let other = world.open_lesson(&stage.chen.browser, "另一节课").await;
        for url in &urls {
            let own = stage.lesson.to_string();
            for forged in [
                url.replace(&own, &other.to_string()),
                url.replacen("/media/1", "/media/2", 1),
                url.replace(&own, &format!("{own}~preview")),
                url.replace('-', "-x"),
            ] {
                stranger.get(&forged).await.refused(403, "media.address_forged");
            }
        }
        world.hand.advance_ms(5 * 3_600_000);
        for url in &urls {
            guihua.get(url).await.refused(403, "media.address_expired");
        }
        stage.close().await;
    })
    .await;
}

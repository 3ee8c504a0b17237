//! A lesson from its opening to its report: the encoder publishes, two classes attend, talk and
//! raise their hands, and what remains is a log, a recording and a report.

use serde_json::{Value as Json, json};
use tokio::time::Instant;
use xingtan_media::index::Record;
use xingtan_media::recovery;
use xingtan_room::entry::Body;
use xingtan_room::message::{Crowd, ServerMessage};
use xingtan_testkit::{Browser, World, clip, connect, for_each_world, until};

use crate::stage::{Person, Stage, answer, text};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lesson_is_held_and_leaves_its_log_its_recording_and_its_report() {
    for_each_world(async |world| {
        let mut stage = Stage::set(world).await;
        the_encoder_publishes(world, &mut stage).await;
        let mut others = some_come_late(world, &stage).await;
        danmaku_are_ruled_by_the_teacher(world, &mut stage).await;
        hands_go_up_and_down(&mut stage).await;
        the_pick_is_fair(&mut stage).await;
        somebody_answers_with_a_formula(&mut stage).await;
        let announced = json!({"type": "post_announcement", "text": "带上三角板"});
        stage.chen.seat.done(announced).await;
        let log = stage.close().await;
        assert_eq!(log.count("lesson.opened"), 1);
        for person in &mut others {
            person.seat.catch_up().await;
            log.check(&person.seat);
        }
        assert_eq!(log.count("person.arrived"), 6);
        assert_eq!(log.count("announcement.posted"), 1);
        assert_eq!(log.kinds().last().map(String::as_str), Some("lesson.closed"));
        let again = stage.chen.browser.post(&stage.path("opening"), Json::Null).await;
        again.refused(409, "lesson.already_closed");
        the_recording_is_whole(&stage).await;
        the_report_tells_it(&stage).await;
        the_tables_are_harmless(&stage).await;
    })
    .await;
}

const CLIP_MS: u32 = 6_000;

async fn the_encoder_publishes(world: &World, stage: &mut Stage) {
    let key = world.stream_key(&stage.chen.browser, stage.lesson).await;
    let mut encoder = connect(world, &key).await.unwrap();
    for tag in clip(CLIP_MS) {
        encoder.send(&tag, Instant::now()).await.unwrap();
    }
    let started = |body: &Body| match body {
        Body::MediaStarted(started) => Some(started.clone()),
        _ => None,
    };
    for person in stage.people() {
        let started = person.seat.entry("the picture", started).await;
        assert_eq!(started.run, 1);
        let codecs: Vec<&str> = started.tracks.iter().map(|track| track.codec.as_str()).collect();
        assert!(codecs[0].starts_with("avc1.") && codecs[1].starts_with("mp4a."), "{codecs:?}");
        let anchor = |body: &Body| matches!(body, Body::MediaAnchor(_)).then_some(());
        person.seat.entry("where the picture stands", anchor).await;
    }
    encoder.finish().await.unwrap();
    let stopped = |body: &Body| matches!(body, Body::MediaStopped(_)).then_some(());
    for person in stage.people() {
        person.seat.entry("the picture's end", stopped).await;
    }
}

/// A learner, and the teacher who is with the receiving class.
async fn some_come_late(world: &World, stage: &Stage) -> [Person; 2] {
    world.hand.advance_ms(3 * 60_000);
    let learner = Person::enters(world, "ma.lin", stage.lesson).await;
    let teacher = Person::enters(world, "zhou", stage.lesson).await;
    let mut both = [learner, teacher];
    for person in &mut both {
        // They were here once the server had heard of it.
        person.seat.catch_up().await;
    }
    both
}

async fn danmaku_are_ruled_by_the_teacher(world: &World, stage: &mut Stage) {
    let say = |text: &str| json!({"type": "send_danmaku", "text": text});
    let rule =
        |on: bool, slow_ms: u32| json!({"type": "set_danmaku", "on": on, "slow_ms": slow_ms});
    stage.xiaoyu.seat.done(say("老师好")).await;
    for person in stage.people() {
        let crowd = person.seat.next("the danmaku", crowd).await;
        assert_eq!(crowd.danmaku[0].text, "老师好");
        assert_eq!(crowd.danmaku[0].name, "李小雨");
    }
    let refused = async |person: &mut Person, text: &str| person.seat.ask(say(text)).await;
    let (chen, xiaoyu) = (&mut stage.chen, &mut stage.xiaoyu);
    chen.seat.done(rule(false, 0)).await;
    assert_eq!(refused(xiaoyu, "有人吗").await, Err("danmaku.off".to_owned()));
    chen.seat.done(say("先看黑板")).await;
    chen.seat.done(rule(true, 20_000)).await;
    world.hand.advance_ms(20_000);
    xiaoyu.seat.done(say("好")).await;
    assert_eq!(refused(xiaoyu, "好的").await, Err("danmaku.too_fast".to_owned()));
    world.hand.advance_ms(20_000);
    xiaoyu.seat.done(say("好的")).await;
    chen.seat.done(rule(true, 0)).await;
    let mute = |muted: bool| json!({"type": "mute_person", "person": xiaoyu.id(), "muted": muted});
    let (quiet, loud) = (mute(true), mute(false));
    chen.seat.done(quiet).await;
    assert_eq!(refused(xiaoyu, "咦").await, Err("danmaku.muted".to_owned()));
    stage.zihan.seat.done(say("哈哈")).await;
    chen.seat.done(loud).await;
    xiaoyu.seat.done(say("我回来了")).await;
    for (text, code) in [
        ("  ", "text.empty"),
        ("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "text.too_long"),
        ("上\n下", "text.control_characters"),
    ] {
        assert_eq!(refused(xiaoyu, text).await, Err(code.to_owned()), "{text:?}");
    }
    chen.seat.done(json!({"type": "clear_danmaku"})).await;
    assert_eq!(xiaoyu.seat.ask(rule(false, 0)).await, Err("role.staff_only".to_owned()));
}

fn crowd(message: &ServerMessage) -> Option<Crowd> {
    match message {
        ServerMessage::Crowd(crowd) => Some(crowd.clone()),
        _ => None,
    }
}

async fn hands_go_up_and_down(stage: &mut Stage) {
    let (raise, lower) = (json!({"type": "raise_hand"}), json!({"type": "lower_hand"}));
    for person in [&mut stage.guihua, &mut stage.xiaoyu, &mut stage.zihan] {
        person.seat.done(raise.clone()).await;
    }
    let again = stage.guihua.seat.ask(raise.clone()).await;
    assert_eq!(again, Err("hand.already_raised".to_owned()));
    stage.xiaoyu.seat.done(lower.clone()).await;
    let other = json!({"type": "lower_hand", "person": stage.guihua.id()});
    let not_his = stage.zihan.seat.ask(other.clone()).await;
    assert_eq!(not_his, Err("role.staff_only".to_owned()));
    stage.chen.seat.done(other).await;
    stage.chen.seat.done(json!({"type": "lower_all_hands"})).await;
    let nothing = stage.zihan.seat.ask(lower).await;
    assert_eq!(nothing, Err("hand.not_raised".to_owned()));
    assert_eq!(stage.chen.seat.ask(raise).await, Err("role.learners_only".to_owned()));
}

async fn the_pick_is_fair(stage: &mut Stage) {
    let anchor = stage.xiaoyu.seat.me.class;
    let mut picked = Vec::new();
    for _ in 0..2 {
        stage.chen.seat.done(json!({"type": "pick_person", "class": anchor})).await;
        let made = |body: &Body| match body {
            Body::PickMade(pick) => Some(pick.person),
            _ => None,
        };
        picked.push(stage.guihua.seat.entry("the pick", made).await);
    }
    picked.sort();
    let mut both = [stage.xiaoyu.id(), stage.zihan.id()];
    both.sort();
    assert_eq!(picked, both, "nobody is picked twice before everyone was");
}

async fn somebody_answers_with_a_formula(stage: &mut Stage) {
    let question = json!({"prompt": {"kind": "short_text", "stem": "+1 等于几？", "points": 3},
        "key": {"kind": "text", "accepted": ["２", "二"]}, "explanation": "一加一"});
    let quiz = stage.opens_quiz(question, None).await;
    stage.xiaoyu.seat.done(answer(quiz, text("=1+1"))).await;
    stage.guihua.seat.done(answer(quiz, text(" 2 "))).await;
    stage.chen.seat.done(json!({"type": "show_quiz", "activity": quiz})).await;
    let shown = |body: &Body| match body {
        Body::QuizShown(shown) => Some(shown.clone()),
        _ => None,
    };
    let shown = stage.zihan.seat.entry("the result", shown).await;
    assert_eq!((shown.answered, shown.explanation.as_deref()), (2, Some("一加一")));
}

async fn the_recording_is_whole(stage: &Stage) {
    let (prefix, whole) = until("a replay of the whole clip", async || {
        let replay = stage.guihua.browser.get(&stage.path("replay")).await.is(200).json();
        let run = replay["runs"].get(0)?;
        let lasts_ms = run["end_ms"].as_i64()? - run["start_ms"].as_i64()?;
        if (i64::from(CLIP_MS) - lasts_ms).abs() > 150 {
            return None;
        }
        let prefix = replay["media_prefix"].as_str()?.to_owned();
        let segments = run["segments"].as_array()?.iter().map(|segment| &segment["url"]);
        let mut parts = Vec::new();
        for url in [&run["init_url"]].into_iter().chain(segments) {
            parts.extend(file(&stage.guihua.browser, &prefix, url.as_str()?).await);
        }
        // The recording is the replay's segments one after the other, timed from its own start.
        let whole = file(&stage.zihan.browser, &prefix, "recording.mp4").await;
        (whole.len() == parts.len() && track_spans(&whole) == track_spans(&parts))
            .then_some((prefix, whole))
    })
    .await;
    let spans = track_spans(&whole);
    assert_eq!(spans.len(), 2, "picture and sound");
    for (track, span_ms) in spans {
        assert!((span_ms - i64::from(CLIP_MS)).abs() < 150, "track {track}: {span_ms} ms");
    }
    let playlist = file(&stage.zihan.browser, &prefix, "replay.m3u8").await;
    assert!(String::from_utf8(playlist).unwrap().contains("#EXT-X-ENDLIST"));
}

async fn file(browser: &Browser, prefix: &str, name: &str) -> Vec<u8> {
    browser.get(&format!("{prefix}/{name}")).await.is(200).body.to_vec()
}

/// The clip's sampling rate.
const SOUND_HZ: u32 = 44_100;

/// How long each track of a fragmented MP4 plays, by the reader that mends recordings.
pub fn track_spans(bytes: &[u8]) -> Vec<(u32, i64)> {
    let read = |at: u64, size: usize| -> Result<Vec<u8>, ()> {
        let at = usize::try_from(at).unwrap();
        Ok(bytes[at..(at + size).min(bytes.len())].to_vec())
    };
    let found = recovery::scan(bytes.len() as u64, 0, None, read).unwrap();
    assert_eq!(found.valid_len, bytes.len() as u64, "the last chunk is whole");
    let mut spans: Vec<(u32, i64, i64)> = Vec::new();
    for record in found.records {
        // The reader is made for files of one track; here the sound counts by its own rate.
        let timescale = if record.track == 2 { SOUND_HZ } else { record.timescale };
        let record = Record { timescale, ..record };
        let (start, end) = (record.start_ms(), record.end_ms());
        match spans.iter_mut().find(|span| span.0 == record.track) {
            Some(span) => {
                assert!(start >= span.2 - 1, "time goes back from {} to {start}", span.2);
                span.2 = end;
            }
            None => spans.push((record.track, start, end)),
        }
    }
    spans.into_iter().map(|(track, start, end)| (track, end - start)).collect()
}

async fn the_report_tells_it(stage: &Stage) {
    let report = stage.chen.browser.get(&stage.path("report")).await.is(200).json();
    assert_eq!((&report["expected"], &report["here"]), (&json!(16), &json!(4)));
    assert_eq!(report["danmaku_count"], 6);
    assert_eq!(report["hands"], 3);
    let rows = report["attendance"].as_array().unwrap();
    let state = |name: &str| rows.iter().find(|row| row["name"] == name).unwrap();
    assert_eq!(state("李小雨")["state"], "present");
    assert_eq!(state("马林")["state"], "late");
    assert!(state("马林")["late_ms"].as_i64().unwrap() >= 180_000);
    assert_eq!(state("杨帆")["state"], "absent");
    let quiz = &report["activities"][0];
    assert_eq!((&quiz["kind"], &quiz["answered"]), (&json!("quiz"), &json!(2)));
    let answers = quiz["answers"].as_array().unwrap();
    let right: Vec<_> = answers.iter().map(|row| (&row["right"], &row["points"])).collect();
    assert_eq!(right, [(&json!(false), &json!(0)), (&json!(true), &json!(3))]);
    let own = stage.guihua.browser.get(&stage.path("report")).await.is(200).json();
    assert_eq!(own["attendance"].as_array().unwrap().len(), 1, "a learner reads of himself only");
    assert_eq!(own["activities"][0]["answers"].as_array().unwrap().len(), 1);
}

async fn the_tables_are_harmless(stage: &Stage) {
    let path = |part: &str| stage.path(&format!("report.csv?part={part}"));
    let table = stage.chen.browser.get(&path("answers")).await.is(200).text();
    assert!(table.starts_with('\u{feff}'), "spreadsheets read it as UTF-8");
    let row = "'+1 等于几？,李小雨,li.xiaoyu,高一（1）班,'=1+1,否,0,否\n";
    assert!(table.contains(row), "{table}");
    let table = stage.chen.browser.get(&path("attendance")).await.is(200).text();
    assert_eq!(table.lines().count(), 17, "{table}");
    // On the reader's clock and in the reader's words; who stayed to the end left with it.
    let there = format!("{}&language=en&offset_minutes=480", path("attendance"));
    let english = stage.chen.browser.get(&there).await.is(200).text();
    let arrived = |table: &str| -> Vec<String> {
        let row = table.lines().find(|line| line.starts_with("李小雨,")).unwrap();
        row.split(',').skip(3).map(str::to_owned).collect()
    };
    let (here, there) = (arrived(&table), arrived(&english));
    assert_eq!((&*here[0], &*there[0]), ("到课", "present"), "{english}");
    assert!(here[1] != there[1] && there[1].starts_with("20"), "{english}");
    assert!(!here[2].is_empty(), "{table}");
    stage.xiaoyu.browser.get(&path("answers")).await.refused(403, "access.denied");
}

//! Pages are turned and written on: whoever comes late, comes back, or asks after the lesson has
//! what everyone had, also after the server's end.

use serde_json::json;
use xingtan_base::ids::PersonId;
use xingtan_room::entry::Body;
use xingtan_room::ink::content::{Content, ElementId, Frame, LIVE_FORM_MAX, Style};
use xingtan_room::ink::live::LivePoints;
use xingtan_room::ink::operation::Action;
use xingtan_room::ink::points::{Point, Points};
use xingtan_room::ink::{Live, Log as InkLog, Operation, Surface};
use xingtan_room::message::ServerMessage;
use xingtan_testkit::{Answer, Browser, Log, Seat, World, for_each_database};

use crate::stage::Stage;

const SLIDE: &str = "slide/018f0000-0000-7000-8000-0000000000dd/3";

fn points(count: i32) -> Points {
    let point = |n: i32| Point { x: 1_000 + 13 * n, y: 2_000 + n * n % 90, pressure: 128 };
    Points::pack(&(0..count).map(point).collect::<Vec<_>>()).unwrap()
}

/// An operation that adds strokes, the first of them under this number.
fn strokes(surface: &str, first: u64, count: u64) -> Operation {
    let style = Style { form: 0, colour: 2, width: 40 };
    let stroke = |n: u64| (ElementId(n.to_be_bytes()), Content::Stroke(style, points(40)));
    let action = Action::Add((first..first + count).map(stroke).collect());
    Operation { surface: surface.into(), action }
}

/// An operation that adds eight long texts: many bytes, quickly read.
fn notes(surface: &str, first: u64) -> Operation {
    let style = Style { form: 0, colour: 0, width: 400 };
    let frame = Frame { x: 0, y: 0, w: 9_000, h: 9_000 };
    let note = |n: u64| {
        (ElementId(n.to_be_bytes()), Content::Text(style, frame, "字".repeat(2_000).into()))
    };
    let action = Action::Add((first..first + 8).map(note).collect());
    Operation { surface: surface.into(), action }
}

fn erasing(surface: &str, number: u64) -> Operation {
    let action = Action::Erase(vec![ElementId(number.to_be_bytes())]);
    Operation { surface: surface.into(), action }
}

fn live(surface: &str) -> Live {
    let style = Style { form: LIVE_FORM_MAX, colour: 1, width: 60 };
    let points = Some(LivePoints { style, first: 0, points: points(3) });
    Live { surface: surface.into(), id: ElementId([7; 8]), points }
}

async fn ask(browser: &Browser, stage: &Stage, surface: &str) -> (u32, Surface) {
    let path = stage.path(&format!("ink?surface={surface}"));
    let answer = browser.get(&path).await.is(200);
    assert_eq!(answer.headers["content-type"], "application/octet-stream");
    (header(&answer, "xingtan-seq").unwrap(), Surface::load(&answer.body).unwrap())
}

fn header(answer: &Answer, name: &str) -> Option<u32> {
    Some(answer.headers.get(name)?.to_str().unwrap().parse().unwrap())
}

/// A surface by the log, from one state on.
fn fold(log: &Log, mut surface: Surface, after: u32) -> Surface {
    for entry in log.entries.iter().filter(|entry| entry.seq > after) {
        if let Body::InkDrawn(said) = &entry.body {
            surface.apply(entry.by.unwrap(), &Operation::decode(said.op.bytes()).unwrap());
        }
    }
    surface
}

fn whole(log: &Log, surface: &str) -> Surface {
    fold(log, Surface::new(surface), 0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_write_and_everyone_has_the_same() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let page = json!({"kind": "slide", "deck": "018f0000-0000-7000-8000-0000000000dd",
            "page": 4});
        let turned = stage.chen.seat.turn_page(page.clone()).await;
        assert_eq!(stage.chen.seat.turn_page(page.clone()).await, turned, "it is there already");
        stage.chen.seat.draw(&strokes(SLIDE, 1, 2)).await.unwrap();
        let refused = stage.xiaoyu.seat.draw(&strokes(SLIDE, 10, 1)).await;
        assert_eq!(refused, Err("ink.not_allowed".to_owned()));
        let xiaoyu = stage.xiaoyu.id();
        let lets = |may: bool| json!({"type": "let_write", "person": xiaoyu, "may": may});
        stage.chen.seat.done(lets(true)).await;
        // Zihan is away while both write.
        stage.zihan.seat.catch_up().await;
        stage.zihan.seat.lose();
        stage.xiaoyu.seat.draw(&strokes(SLIDE, 20, 1)).await.unwrap();
        stage.chen.seat.draw(&erasing(SLIDE, 1)).await.unwrap();
        stage.chen.seat.draw(&strokes("board/1", 30, 1)).await.unwrap();
        let (browser, before) = (stage.zihan.browser.clone(), stage.zihan.seat.snapshots.len());
        stage.zihan.seat.come_back(&browser).await;
        assert_eq!(stage.zihan.seat.snapshots.len(), before, "what was missed came singly");
        // Guihua comes late: a snapshot by HTTP, and what comes after it.
        stage.guihua.seat.come_back_anew(&stage.guihua.browser).await;
        let shown = serde_json::to_value(&stage.guihua.seat.welcome.snapshot).unwrap();
        assert_eq!((&shown["surface"], &shown["writers"]), (&page, &json!([xiaoyu])));
        assert_eq!(shown["inked"][1]["surface"], SLIDE);
        let (late_seq, late) = ask(&stage.guihua.browser, &stage, SLIDE).await;
        stage.xiaoyu.seat.draw(&erasing(SLIDE, 2)).await.unwrap();
        live_points_reach_all(&mut stage).await;
        stage.chen.seat.done(lets(false)).await;
        let refused = stage.xiaoyu.seat.draw(&strokes(SLIDE, 40, 1)).await;
        assert_eq!(refused, Err("ink.not_allowed".to_owned()));
        let now = ask(&stage.chen.browser, &stage, SLIDE).await.1.snapshot();
        let log = stage.check().await;
        assert_eq!(fold(&log, late, late_seq).snapshot(), now);
        assert_eq!(whole(&log, SLIDE).snapshot(), now);
        the_server_goes_down(world, &mut stage).await;
        assert_eq!(ask(&stage.zihan.browser, &stage, SLIDE).await.1.snapshot(), now);
        stage.chen.seat.draw(&strokes("board/1", 50, 1)).await.unwrap();
        let log = stage.close().await;
        for surface in [SLIDE, "board/1", "board/7"] {
            let (_, kept) = ask(&stage.guihua.browser, &stage, surface).await;
            assert_eq!(kept.snapshot(), whole(&log, surface).snapshot(), "{surface}");
        }
        assert_eq!((log.count("page.turned"), log.count("writer.set")), (1, 2));
        strangers_are_told_nothing(world, &stage).await;
        the_log_without_ink(&stage, &log).await;
    })
    .await;
}

async fn live_points_reach_all(stage: &mut Stage) {
    let chen: PersonId = stage.chen.id();
    let message = live(SLIDE).encode().unwrap();
    stage.zihan.seat.catch_up().await;
    let entries = stage.zihan.seat.seq();
    for _ in 0..5 {
        stage.chen.seat.point(&live(SLIDE)).await;
    }
    for person in stage.people() {
        let seen = person.seat.pointed(chen).await;
        assert!(seen.iter().all(|live| *live == message));
    }
    assert_eq!(stage.zihan.seat.seq(), entries, "they are no entries");
    stage.guihua.seat.point(&live(SLIDE)).await;
    assert_eq!(refusal(&mut stage.guihua.seat).await, "ink.not_allowed");
    stage.chen.seat.point(&live("wall")).await;
    assert_eq!(refusal(&mut stage.chen.seat).await, "ink.name");
}

async fn refusal(seat: &mut Seat) -> String {
    let refused = |message: &ServerMessage| match message {
        ServerMessage::Refused(refused) if refused.client_id.is_none() => {
            Some(refused.code.clone())
        }
        _ => None,
    };
    seat.next("a refusal", refused).await
}

async fn the_server_goes_down(world: &mut World, stage: &mut Stage) {
    world.stop().await;
    for person in stage.people() {
        let _ = person.seat.bye().await;
    }
    world.start().await;
    for person in stage.people() {
        let browser = person.browser.clone();
        person.seat.come_back(&browser).await;
    }
}

async fn strangers_are_told_nothing(world: &World, stage: &Stage) {
    let planned = world.plan(&stage.chen.browser, "下一节").await;
    let (own, far) = (&stage.zihan.browser, world.browser("far.teacher").await);
    for (lesson, what) in [(stage.lesson, "ink"), (stage.lesson, "ink/log"), (planned, "ink")] {
        let path = format!("/api/lessons/{lesson}/{what}?surface={SLIDE}");
        world.stranger().get(&path).await.refused(401, "session.required");
        far.get(&path).await.refused(404, "not_found");
        let _ = own.get(&path).await.is(200);
        for wrong in ["wall", "board/0", "slide/x/1"] {
            let path = format!("/api/lessons/{lesson}/{what}?surface={wrong}");
            own.get(&path).await.refused(422, "request.invalid");
        }
    }
    // Who waits for the lesson finds an empty surface.
    let path = format!("/api/lessons/{planned}/ink?surface=board/1");
    let answer = own.get(&path).await.is(200);
    assert_eq!(header(&answer, "xingtan-seq"), Some(0));
    assert_eq!(answer.body, Surface::new("board/1").snapshot());
}

async fn the_log_without_ink(stage: &Stage, log: &Log) {
    let page = stage.chen.browser.get(&stage.path("entries")).await.is(200).json();
    let kinds: Vec<_> = page["items"].as_array().unwrap().iter().map(|e| &e["kind"]).collect();
    assert_eq!(kinds.len(), log.entries.len() - log.count("ink.drawn"));
    assert!(!kinds.contains(&&json!("ink.drawn")) && kinds.contains(&&json!("page.turned")));
    let path = stage.path(&format!("ink/log?surface={SLIDE}"));
    let answer = stage.xiaoyu.browser.get(&path).await.is(200);
    let due = log.entries.iter().filter_map(|entry| match &entry.body {
        Body::InkDrawn(said) if said.op.surface() == Ok(SLIDE) => {
            Some((entry.at_ms, entry.by.unwrap(), said.op.bytes()))
        }
        _ => None,
    });
    let logged = InkLog::read(&answer.body, 0).unwrap();
    let logged = logged.iter().map(|step| (step.at_ms, step.by, step.op));
    assert_eq!(logged.collect::<Vec<_>>(), due.collect::<Vec<_>>());
    assert_eq!(header(&answer, "xingtan-next"), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_missed_much_ink_asks_for_the_whole() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        stage.zihan.seat.catch_up().await;
        stage.zihan.seat.lose();
        for n in 0..20 {
            stage.chen.seat.draw(&notes("board/2", 10 * n)).await.unwrap();
        }
        let (browser, before) = (stage.zihan.browser.clone(), stage.zihan.seat.snapshots.len());
        stage.zihan.seat.come_back(&browser).await;
        assert_eq!(stage.zihan.seat.snapshots.len(), before + 1, "so much is not sent again");
        let (_, shown) = ask(&browser, &stage, "board/2").await;
        assert_eq!(shown.count(), 20 * 8);
        let log = stage.close().await;
        assert_eq!(whole(&log, "board/2").snapshot(), shown.snapshot());
        // A replay gets it in pieces, whose times go on.
        let (mut again, mut cursor, mut last_ms, mut pages) =
            (Surface::new("board/2"), Some(0), 0, 0);
        while let Some(after) = cursor {
            let path = stage.path(&format!("ink/log?surface=board/2&cursor={after}"));
            let page = browser.get(&path).await.is(200);
            assert!(page.body.len() <= 270_000, "{}", page.body.len());
            for step in InkLog::read(&page.body, last_ms).unwrap() {
                again.apply(step.by, &Operation::decode(step.op).unwrap());
                last_ms = step.at_ms;
            }
            cursor = header(&page, "xingtan-next");
            pages += 1;
        }
        assert!(pages > 2, "{pages}");
        assert_eq!(again.snapshot(), shown.snapshot());
        let drawn = |body: &Body| matches!(body, Body::InkDrawn(_));
        let last = log.entries.iter().rfind(|entry| drawn(&entry.body)).unwrap();
        assert_eq!(last_ms, last.at_ms);
    })
    .await;
}

//! Those who do not come back: a person who is on the roster no more or was signed out at the
//! console, an encoder after a restart.

use reqwest::Method;
use serde_json::{Value as Json, json};
use tokio::time::Instant;
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_identity::Identity;
use xingtan_identity::passwords::pool::Cost;
use xingtan_live::rooms::MediaInput;
use xingtan_platform::db::{Error, Tx};
use xingtan_room::entry::{Body, MediaStarted, Track, TrackKind};
use xingtan_testkit::{Log, Seat, World, clip, connect, for_each_database, until};

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_leaves_the_roster_leaves_the_room() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        end_memberships(world, stage.zihan.id()).await;
        let bye = stage.zihan.seat.bye().await;
        assert_eq!((bye.code.as_str(), bye.reconnect), ("access.ended", false));
        Seat::refused(&stage.zihan.browser, stage.lesson).await.refused(404, "not_found");
        let _ = stage.zihan.browser.get("/api/me").await.is(200);
        // A moment later the others are still here.
        for person in [&mut stage.chen, &mut stage.xiaoyu, &mut stage.guihua] {
            person.seat.catch_up().await;
        }
        let zihan = stage.zihan.id();
        let left = |body: &Body| matches!(body, Body::PersonLeft(_)).then_some(());
        stage.chen.seat.entry("the leaving", left).await;
        let last = stage.chen.seat.entries.last().unwrap();
        assert_eq!(last.by, Some(zihan));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_signed_out_at_the_console_leaves_the_room() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        // The console is another process: this one is not told.
        let console = world.server().domains.ctx.clone();
        let console = Identity::with_cost(console, Cost::cheapest());
        assert!(console.reset_from_console("nobody.here").await.unwrap().is_none());
        assert!(console.reset_from_console("wang.zihan").await.unwrap().is_some());
        let bye = stage.zihan.seat.bye().await;
        assert_eq!((bye.code.as_str(), bye.reconnect), ("session.ended", false));
        stage.zihan.browser.get("/api/me").await.refused(401, "session.required");
        for person in [&mut stage.chen, &mut stage.xiaoyu, &mut stage.guihua] {
            person.seat.catch_up().await;
        }
        let facts = async |tx: &Tx| {
            let sql = "select id, kind from fact where kind in ('password.reset', 'session.ended')
                       order by id";
            let rows = tx.rows(sql, &[]).await?;
            rows.iter().map(|row| row.get("kind")).collect::<Result<Vec<String>, Error>>()
        };
        let facts = world.place().db().db.read("test.facts", facts).await.unwrap();
        assert_eq!(facts, ["password.reset", "session.ended"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_stopped_or_moved_stays_in_the_report() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let admin = world.browser("admin").await;
        let (zihan, xiaoyu) = (stage.zihan.id(), stage.xiaoyu.id());
        let people = format!("/api/schools/{}/people", world.cast.anchor_school);
        let stop = format!("{people}/{zihan}/stop");
        let _ = admin.send(Method::PUT, &stop, None).await.is(200);
        let bye = stage.zihan.seat.bye().await;
        assert_eq!((bye.code.as_str(), bye.reconnect), ("session.ended", false));
        stage.zihan.browser.get("/api/me").await.refused(401, "session.required");
        let closing = stage.path("closing");
        let _ = stage.chen.browser.post(&closing, Json::Null).await.is(204);

        // After the lesson another one goes to another class.
        let classes = format!("/api/schools/{}/classes", world.cast.anchor_school);
        let made = admin.post(&classes, json!({"name": "高二（1）班"})).await.is(201).json();
        let (path, change) = (format!("{people}/{xiaoyu}"), json!({"class": made["id"]}));
        let _ = admin.send(Method::PATCH, &path, Some(change)).await.is(200);
        let report = stage.chen.browser.get(&stage.path("report")).await.is(200).json();
        let rows = report["attendance"].as_array().unwrap();
        let known = stage.chen.browser.get(&stage.path("people")).await.is(200).json();
        for (person, name) in [(zihan, "王子涵"), (xiaoyu, "李小雨")] {
            let row = rows.iter().find(|row| row["person"] == json!(person)).unwrap();
            assert_eq!(row["name"], name, "{row}");
            assert_ne!(row["state"], "absent", "{row}");
            assert!(known.as_array().unwrap().iter().any(|one| one["name"] == name), "{known}");
        }
        assert_eq!(report["expected"], 16, "nobody was lost, nobody came");
    })
    .await;
}

async fn end_memberships(world: &World, person: PersonId) {
    let now = world.now();
    let end = async move |tx: &Tx| {
        let sql = "update membership set until_ms = $2 where person = $1";
        tx.execute(sql, &[person.into(), now.into()]).await
    };
    let ended: Result<u64, Error> = world.place().db().db.write("test.end", end).await;
    assert_eq!(ended.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_that_a_killed_server_left_on_is_ended_or_followed() {
    for_each_database(async |world| {
        let chen = world.browser("chen").await;
        let lost = world.open_lesson(&chen, "光的折射").await;
        let back = world.open_lesson(&chen, "光的色散").await;
        for lesson in [lost, back] {
            leave_on(world, lesson).await;
        }
        world.stop().await;
        world.start().await;
        let key = world.stream_key(&chen, back).await;
        let mut encoder = connect(world, &key).await.unwrap();
        for tag in clip(2_000) {
            encoder.send(&tag, Instant::now()).await.unwrap();
        }
        let log = until("the encoder's new run", async || {
            let log = Log::read(&chen, back).await;
            (log.count("media.started") == 2).then_some(log)
        })
        .await;
        assert_eq!(runs(&log), [(RUN, true), (RUN, false), (RUN + 1, true)]);
        let log = until("the end of the lost picture", async || {
            let log = Log::read(&chen, lost).await;
            (log.count("media.stopped") == 1).then_some(log)
        })
        .await;
        assert_eq!(runs(&log), [(RUN, true), (RUN, false)]);
        let log = Log::read(&chen, back).await;
        assert_eq!(runs(&log).len(), 3, "what goes on is not ended");
        let closed = chen.post(&format!("/api/lessons/{back}/closing"), Json::Null).await;
        let _ = closed.is(204);
    })
    .await;
}

/// The log's last run; no row of a recording tells of it.
const RUN: u32 = 7;

/// Leaves a picture on, as a server does that is killed.
async fn leave_on(world: &World, lesson: LessonId) {
    let track = Track { id: 1, kind: TrackKind::Video, codec: "avc1.42c01e".to_owned() };
    let started = MediaStarted { run: RUN, tracks: vec![track], by_stage: false };
    let rooms = &world.server().domains.live.rooms;
    rooms.media(lesson, MediaInput::Started(started)).await.unwrap();
}

/// The beginnings and ends of runs, in their order.
fn runs(log: &Log) -> Vec<(u32, bool)> {
    let run = |body: &Body| match body {
        Body::MediaStarted(started) => Some((started.run, true)),
        Body::MediaStopped(stopped) => Some((stopped.run, false)),
        _ => None,
    };
    log.entries.iter().filter_map(|entry| run(&entry.body)).collect()
}

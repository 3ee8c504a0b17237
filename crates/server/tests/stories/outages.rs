//! The database is gone for a while, or locked: answers wait and arrive, and nothing that was
//! acknowledged is lost.

use std::sync::mpsc;

use serde_json::json;
use xingtan_base::ids::ClientId;
use xingtan_platform::db::{self, Tx};
use xingtan_room::entry::{Body, RecordingState};
use xingtan_room::message::ServerMessage;
use xingtan_testkit::{
    DatabaseKind, FilesKind, Place, Seat, World, clip, connect, for_each_world, until,
};

use crate::media::{send, span};
use crate::stage::{Stage, answer, text};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_wait_for_a_postgres_that_is_gone() {
    let Some(place) = Place::of((DatabaseKind::Postgres, FilesKind::Folder)).await else { return };
    let mut world = World::open(place.with_cable().await).await;
    let mut stage = Stage::set(&world).await;
    for round in 0..2 {
        let sent = answers(&mut stage).await;
        settle(&mut stage, sent).await;
        world.place().cable().unwrap().cut();
        let sent = answers(&mut stage).await;
        for person in stage.people() {
            person.seat.next("the bad news", health(false)).await;
        }
        nothing_is_promised(&mut stage, &sent);
        // What needs the database at once says so, and when to ask again.
        let away = stage.zihan.browser.get("/api/me").await;
        assert!(away.refused(503, "database.unavailable").retry_after_s.is_some());
        let away = Seat::refused(&stage.zihan.browser, stage.lesson).await;
        away.refused(503, "database.unavailable");
        let ready = world.stranger().get("/health/ready").await;
        assert_eq!(ready.status, 503, "a balancer is told too");
        // One loses his connection too, and asks again when he is back.
        let again = answer(stage.quiz.unwrap(), text("光"));
        stage.guihua.seat.lose();
        world.place().cable().unwrap().mend();
        let (browser, since) = (stage.guihua.browser.clone(), Some(stage.guihua.seat.seq()));
        until("the way back", async || {
            stage.guihua.seat.try_to_come_back(&browser, since).await.ok()
        })
        .await;
        stage.guihua.seat.say_as(sent[2], again).await;
        settle(&mut stage, sent).await;
        for person in [&mut stage.chen, &mut stage.xiaoyu, &mut stage.zihan] {
            person.seat.next("the good news", health(true)).await;
        }
        let _ = until("the interface is back", async || {
            let me = stage.zihan.browser.get("/api/me").await;
            (me.status == 200).then_some(())
        })
        .await;
        let log = stage.check().await;
        assert_eq!(log.count("quiz.answered"), 6 * (round + 1));
    }
    stage.close().await;
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_wait_for_a_sqlite_that_another_program_has_locked() {
    let place = Place::of((DatabaseKind::Sqlite, FilesKind::Folder)).await.unwrap();
    let mut world = World::open(place).await;
    let mut stage = Stage::set(&world).await;
    let sent = answers(&mut stage).await;
    settle(&mut stage, sent).await;
    let lock = Lock::take(&world).await;
    let sent = answers(&mut stage).await;
    // Longer than a write waits: it fails, and is tried again.
    for person in stage.people() {
        person.seat.next("the bad news", health(false)).await;
    }
    nothing_is_promised(&mut stage, &sent);
    assert_eq!(stage.zihan.browser.get("/api/me").await.status, 200, "reading goes on");
    lock.release();
    settle(&mut stage, sent).await;
    for person in stage.people() {
        person.seat.next("the good news", health(true)).await;
    }
    let log = stage.close().await;
    assert_eq!(log.count("quiz.answered"), 6);
    world.stop().await;
}

type Sent = Vec<ClientId>;

/// Three learners answer a quiz; nobody waits for an ack.
async fn answers(stage: &mut Stage) -> Sent {
    let question = json!({"prompt": {"kind": "short_text", "stem": "？"}});
    // The first answers go to a quiz that was opened before; it is opened only when it can be.
    let quiz = match stage.quiz {
        Some(quiz) => quiz,
        None => {
            let quiz = stage.opens_quiz(question, None).await;
            *stage.quiz.insert(quiz)
        }
    };
    let mut sent = Vec::new();
    for person in [&mut stage.xiaoyu, &mut stage.zihan, &mut stage.guihua] {
        sent.push(person.seat.say(answer(quiz, text("光"))).await);
    }
    sent
}

async fn settle(stage: &mut Stage, sent: Sent) {
    for (person, client_id) in
        [&mut stage.xiaoyu, &mut stage.zihan, &mut stage.guihua].into_iter().zip(sent)
    {
        let seq = person.seat.fate(client_id).await.unwrap();
        assert!(seq.is_some(), "an answer is an entry");
    }
}

/// Nobody has been acknowledged, or shown, what is not durable.
fn nothing_is_promised(stage: &mut Stage, sent: &Sent) {
    for person in stage.people() {
        for message in person.seat.heard() {
            match message {
                ServerMessage::Ack(ack) => assert!(!sent.contains(&ack.client_id)),
                ServerMessage::Entry(entry) => {
                    assert!(!entry.client_id.is_some_and(|id| sent.contains(&id)));
                }
                _ => {}
            }
        }
    }
}

fn health(durable: bool) -> impl FnMut(&ServerMessage) -> Option<()> {
    move |message| match message {
        ServerMessage::Health(health) if health.durable == durable => Some(()),
        _ => None,
    }
}

/// Another program's write transaction, open for as long as this lives.
struct Lock {
    done: mpsc::Sender<()>,
}

impl Lock {
    async fn take(world: &World) -> Self {
        let (done, wait) = mpsc::channel::<()>();
        let (locked, is_locked) = tokio::sync::oneshot::channel();
        let locked = std::sync::Mutex::new(Some(locked));
        let wait = std::sync::Mutex::new(wait);
        let db = world.place().db().db.clone();
        let hold = async move |tx: &Tx| -> Result<(), db::Error> {
            tx.execute("update person set display_name = display_name", &[]).await?;
            if let Some(locked) = locked.lock().unwrap().take() {
                let _ = locked.send(());
                // This thread is the other program's; it ends when the sender is dropped.
                let _ = wait.lock().unwrap().recv();
            }
            Ok(())
        };
        world.server().domains.ctx.tasks.spawn("lock", async move {
            let _ = db.write("test.lock", hold).await;
        });
        is_locked.await.unwrap();
        Self { done }
    }

    fn release(self) {
        drop(self.done);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_stops_the_recording_and_not_the_lesson() {
    for_each_world(async |world| {
        let mut stage = Stage::set(world).await;
        let key = world.stream_key(&stage.chen.browser, stage.lesson).await;
        let data = &world.server().domains.ctx.config.data;
        let folder = data.join("recordings").join(stage.lesson.to_string());
        std::fs::create_dir_all(&folder).unwrap();
        let full = folder.join("run-1-track-1.mp4");
        std::os::unix::fs::symlink("/dev/full", &full).unwrap();
        let tags = clip(8_000);
        let (before, after) = tags.split_at(clip(2_000).len());
        let mut encoder = connect(world, &key).await.unwrap();
        send(&mut encoder, before).await;
        for person in stage.people() {
            person.seat.entry("the bad news", recording(RecordingState::DiskFull)).await;
        }
        let media = stage.zihan.browser.get(&stage.path("media")).await.is(200).json();
        let url = media[0]["url"].as_str().unwrap();
        let watched = stage.zihan.browser.open(reqwest::Method::GET, url, None).await;
        assert_eq!(watched.status(), 200, "the picture goes on");
        stage.guihua.seat.done(json!({"type": "raise_hand"})).await;
        // Somebody makes room.
        std::fs::remove_file(&full).unwrap();
        send(&mut encoder, after).await;
        for person in stage.people() {
            person.seat.entry("the good news", recording(RecordingState::Recording)).await;
        }
        encoder.finish().await.unwrap();
        stage.close().await;
        until("what came later", async || {
            let replay = stage.xiaoyu.browser.get(&stage.path("replay")).await.is(200).json();
            let (start, end) = span(replay["runs"].get(0)?)?;
            (end - start > 5_000).then_some(())
        })
        .await;
    })
    .await;
}

fn recording(state: RecordingState) -> impl FnMut(&Body) -> Option<()> {
    move |body| match body {
        Body::RecordingChanged(changed) if changed.state == state => Some(()),
        _ => None,
    }
}

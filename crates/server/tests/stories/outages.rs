//! The database is gone for a while, or locked: answers wait and arrive, and nothing that was
//! acknowledged is lost.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde_json::json;
use xingtan_base::ids::ClientId;
use xingtan_platform::db::{self, Tx};
use xingtan_room::message::ServerMessage;
use xingtan_testkit::{DatabaseKind, FilesKind, Place, Seat, World, until};

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
async fn a_postgres_whose_host_vanished_is_found_anew() {
    let Some(place) = Place::of((DatabaseKind::Postgres, FilesKind::Folder)).await else { return };
    let mut world = World::open(place.with_cable().await).await;
    let mut stage = Stage::set(&world).await;
    let sent = answers(&mut stage).await;
    settle(&mut stage, sent).await;
    // The connections that there are lead nowhere, and nobody hangs up on them.
    world.place().cable().unwrap().hush();
    let silent = Instant::now();
    let _ = until("the interface is back", async || {
        let me = stage.zihan.browser.get("/api/me").await;
        (me.status == 200).then_some(())
    })
    .await;
    assert!(silent.elapsed() < Duration::from_secs(20), "{:?}", silent.elapsed());
    let sent = answers(&mut stage).await;
    settle(&mut stage, sent).await;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_away_for_hours_reads_while_nothing_can_be_written() {
    let place = Place::of((DatabaseKind::Sqlite, FilesKind::Folder)).await.unwrap();
    let mut world = World::open(place).await;
    let zihan = world.browser("wang.zihan").await;
    let lock = Lock::take(&world).await;
    world.hand.advance_ms(3 * 60 * 60 * 1000);
    let asked = Instant::now();
    for _ in 0..3 {
        let _ = zihan.get("/api/me").await.is(200);
    }
    assert!(asked.elapsed() < Duration::from_secs(5), "nobody waits for a mere note");
    lock.release();
    let _ = until("the note is written", async || {
        let sessions = zihan.get("/api/sessions").await.is(200).json();
        let session = &sessions["items"][0];
        (session["last_seen_at"] != session["created_at"]).then_some(())
    })
    .await;
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

//! What jobs promise, on every engine that is there.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use xingtan_platform::clock::Clock;
use xingtan_platform::db::testing::{TestDb, for_each_db};
use xingtan_platform::db::{Db, Error, Tx};
use xingtan_platform::ids::Ids;
use xingtan_platform::jobs::{self, State, Status, Worker};
use xingtan_platform::tasks::Tasks;

const KIND: &str = "recording.store";
const LONG: Duration = Duration::from_secs(30);

fn worker(db: &Db) -> (Worker, Tasks) {
    let (ids, tasks) = (Ids::system(Clock::system()), Tasks::new());
    (Worker::new(db.clone(), &ids, tasks.clone()), tasks)
}

async fn enqueue(db: &Db, key: &'static str) -> bool {
    let asked = db.write("test.enqueue", async move |tx: &Tx| {
        jobs::enqueue(tx, KIND, key, r#"{"run":3}"#).await
    });
    asked.await.unwrap_or_else(|error: Error| panic!("{error}"))
}

async fn cancel(db: &Db, key: &'static str) {
    let cancelled = db.write("test.cancel", async move |tx: &Tx| jobs::cancel(tx, KIND, key).await);
    cancelled.await.unwrap_or_else(|error: Error| panic!("{error}"));
}

async fn status(db: &Db, key: &'static str) -> Status {
    let found = db.read("test.status", async move |tx: &Tx| jobs::status(tx, KIND, key).await);
    found.await.unwrap_or_else(|error: Error| panic!("{error}")).expect("it was asked for")
}

async fn run(db: &Db, sql: &'static str) {
    let ran = db.write("test.sql", async move |tx: &Tx| tx.execute(sql, &[]).await);
    ran.await.unwrap_or_else(|error: Error| panic!("{error}"));
}

async fn until(db: &Db, key: &'static str, state: State) -> Status {
    let waiting = async {
        loop {
            let now = status(db, key).await;
            if now.state == state {
                return now;
            }
            // Nobody wants to wait for the next try.
            run(db, "update job set run_at_ms = 0 where state = 'waiting'").await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(LONG, waiting).await.expect("the job gets there")
}

/// A worker whose handler says that it began, and then waits until it is dropped, which its
/// listener notices.
fn stuck(worker: &Worker) -> UnboundedReceiver<UnboundedReceiver<()>> {
    let (began, beginnings) = unbounded_channel();
    worker.register(KIND, move |_| {
        let (alive, dropped): (UnboundedSender<()>, _) = unbounded_channel();
        let _ = began.send(dropped);
        async move {
            let _alive = alive;
            std::future::pending().await
        }
        .boxed()
    });
    beginnings
}

#[tokio::test]
async fn a_job_survives_the_servers_stop() {
    for_each_db(async |TestDb { db, url, .. }| {
        assert!(enqueue(db, "a").await);
        assert!(!enqueue(db, "a").await);
        let (first, tasks) = worker(db);
        stuck(&first).recv().await.expect("it begins");
        assert!(tasks.stop(LONG).await.is_empty());
        let after_stop = status(db, "a").await;
        assert_eq!((after_stop.state, after_stop.tries), (State::Waiting, 0));

        let again = Db::open(url).await.unwrap();
        let (second, tasks) = worker(&again);
        second.register(KIND, |job| {
            async move {
                let body: serde_json::Value = job.body()?;
                job.progress(&format!("{} {}", job.key(), body["run"])).await?;
                Ok(())
            }
            .boxed()
        });
        let done = until(&again, "a", State::Done).await;
        assert_eq!((done.tries, done.progress.as_deref()), (1, Some("a 3")));
        assert!(!enqueue(db, "a").await);
        assert!(tasks.stop(LONG).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_dead_servers_job_is_taken_over() {
    for_each_db(async |TestDb { db, .. }| {
        enqueue(db, "a").await;
        let (first, first_tasks) = worker(db);
        let mut dropped = stuck(&first).recv().await.expect("it begins");

        // To the others, a server that prolongs no lease is dead.
        let (second, second_tasks) = worker(db);
        second.register(KIND, |_| async { Ok(()) }.boxed());
        let taken = async {
            while status(db, "a").await.state != State::Done {
                run(db, "update job set lease_until_ms = 0 where state = 'running'").await;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(LONG, taken).await.expect("the second server does it");
        assert_eq!(status(db, "a").await.tries, 2);
        let ended = tokio::time::timeout(LONG, dropped.recv()).await;
        assert_eq!(ended, Ok(None), "the first server lets go");
        assert_eq!(status(db, "a").await.state, State::Done);
        first_tasks.stop(LONG).await;
        second_tasks.stop(LONG).await;
    })
    .await;
}

#[tokio::test]
async fn failures_and_panics_are_tried_again() {
    for_each_db(async |TestDb { db, .. }| {
        enqueue(db, "a").await;
        let (worker, tasks) = worker(db);
        let tries = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&tries);
        worker.register(KIND, move |job| {
            let seen = count.fetch_add(1, Ordering::SeqCst) + 1;
            async move {
                assert_eq!(job.tries(), seen);
                match seen {
                    1 => anyhow::bail!("the bucket is away\0"),
                    2 => panic!("on purpose"),
                    _ => Ok(()),
                }
            }
            .boxed()
        });
        let failed = async {
            while status(db, "a").await.error.as_deref() != Some("the bucket is away") {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(LONG, failed).await.expect("the first failure shows");
        let done = until(db, "a", State::Done).await;
        assert_eq!((done.tries, done.error), (3, None));
        assert!(tasks.stop(LONG).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_job_that_ends_its_server_each_time_fails_at_last() {
    for_each_db(async |TestDb { db, .. }| {
        enqueue(db, "a").await;
        run(db, "update job set state = 'running', tries = 24, lease_until_ms = 0").await;
        let (worker, tasks) = worker(db);
        worker.register(KIND, |_| async { panic!("must not run") }.boxed());
        let failed = until(db, "a", State::Failed).await;
        assert_eq!(failed.error.as_deref(), Some("its server ended during the last try"));
        assert!(tasks.stop(LONG).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_job_can_be_called_off_and_asked_for_again() {
    for_each_db(async |TestDb { db, .. }| {
        enqueue(db, "waiting").await;
        cancel(db, "waiting").await;
        enqueue(db, "running").await;
        let (worker, tasks) = worker(db);
        let mut beginnings = stuck(&worker);
        let mut dropped = beginnings.recv().await.expect("it begins");
        cancel(db, "running").await;
        assert_eq!(dropped.recv().await, None);
        until(db, "running", State::Cancelled).await;
        assert_eq!(status(db, "waiting").await.state, State::Cancelled);

        assert!(enqueue(db, "running").await);
        beginnings.recv().await.expect("it begins again");
        assert!(tasks.stop(LONG).await.is_empty());
    })
    .await;
}

//! What the log of facts promises, on every engine that is there.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::oneshot;
use tokio_postgres::NoTls;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, kinds};
use xingtan_facts::{Fact, Happened, Object, Stored};
use xingtan_platform::clock::Clock;
use xingtan_platform::db::testing::{TestDb, for_each_db};
use xingtan_platform::db::{Db, Error, Tx};
use xingtan_platform::facts_log::{self, consume_some, relay};
use xingtan_platform::ids::Ids;
use xingtan_platform::tasks::Tasks;

fn ids() -> Ids {
    let (clock, _) = Clock::movable(UtcMs(1_800_000_000_000));
    Ids::seeded(clock, 1)
}

fn opened(ids: &Ids, at_ms: i64) -> Fact {
    let lesson: LessonId = ids.next();
    let happened = Happened::LessonOpened { lesson, opened_ms: at_ms };
    Fact::new(ids.next::<kinds::Fact>(), UtcMs(at_ms), Object::new("lesson", lesson), happened)
}

async fn record(db: &Db, fact: &Fact) {
    let fact = fact.clone();
    let recorded = db.write("test.record", async move |tx: &Tx| facts_log::record(tx, &fact).await);
    recorded.await.unwrap_or_else(|error: Error| panic!("{error}"));
}

/// A fact in a transaction that has not committed yet. SQLite has one writer, so that there the
/// whole transaction comes late; PostgreSQL's has written the row already.
enum Late<'a> {
    Sqlite(&'a Db, Box<Fact>),
    Postgres(tokio_postgres::Client),
}

impl<'a> Late<'a> {
    async fn begin(test: &'a TestDb, tasks: &Tasks, fact: Fact) -> Self {
        if !test.url.starts_with("postgres") {
            return Self::Sqlite(&test.db, Box::new(fact));
        }
        let (client, connection) = tokio_postgres::connect(&test.url, NoTls).await.unwrap();
        tasks.spawn("late.connection", async move { drop(connection.await) });
        client.batch_execute("begin").await.unwrap();
        let insert = "insert into fact (id, position, kind, at_ms, school, body)
                      values ($1, null, $2, $3, null, $4)";
        let body = serde_json::to_string(&fact).unwrap();
        let (id, kind) = (fact.id.to_string(), fact.happened.kind());
        client.execute(insert, &[&id, &kind, &fact.at_ms, &body]).await.unwrap();
        Self::Postgres(client)
    }

    async fn commit(self) {
        match self {
            Self::Sqlite(db, fact) => record(db, &fact).await,
            Self::Postgres(client) => client.batch_execute("commit").await.unwrap(),
        }
    }
}

#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<(i64, i64)>>>);

impl Seen {
    fn handler(&self) -> impl Fn(Stored) -> BoxFuture<'static, anyhow::Result<()>> + use<> {
        let seen = Arc::clone(&self.0);
        move |stored| {
            seen.lock().unwrap().push((stored.position, stored.fact.at_ms));
            async { Ok(()) }.boxed()
        }
    }

    fn all(&self) -> Vec<(i64, i64)> {
        self.0.lock().unwrap().clone()
    }
}

#[tokio::test]
async fn a_fact_that_commits_late_is_not_missed() {
    for_each_db(async |test| {
        let (db, tasks, seen) = (&test.db, Tasks::new(), Seen::default());
        let ids = ids();
        let (early, later) = (opened(&ids, 1), opened(&ids, 2));
        assert!(early.id < later.id);
        let late = Late::begin(test, &tasks, early).await;
        record(db, &later).await;
        assert_eq!(relay(db, "one").await, Ok(1));
        assert_eq!(consume_some(db, "reader", &seen.handler()).await.unwrap(), 1);
        late.commit().await;
        assert_eq!(relay(db, "one").await, Ok(1));
        assert_eq!(consume_some(db, "reader", &seen.handler()).await.unwrap(), 1);
        assert_eq!(seen.all(), [(1, 2), (2, 1)], "{}", db.engine());
        assert!(tasks.stop(Duration::from_secs(10)).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn one_relay_works_and_another_follows_it() {
    for_each_db(async |TestDb { db, .. }| {
        let ids = ids();
        record(db, &opened(&ids, 1)).await;
        assert_eq!(relay(db, "one").await, Ok(1));
        record(db, &opened(&ids, 2)).await;
        assert_eq!(relay(db, "two").await, Ok(0));
        let expire = db.write("test.expire", async |tx: &Tx| {
            tx.execute("update lease set until_ms = 0", &[]).await
        });
        expire.await.unwrap_or_else(|error: Error| panic!("{error}"));
        assert_eq!(relay(db, "two").await, Ok(1));
        record(db, &opened(&ids, 3)).await;
        assert_eq!(relay(db, "one").await, Ok(0));
    })
    .await;
}

#[tokio::test]
async fn a_consumer_that_fails_gets_the_same_fact_again() {
    for_each_db(async |TestDb { db, .. }| {
        let ids = ids();
        for at_ms in 1..=3 {
            record(db, &opened(&ids, at_ms)).await;
        }
        relay(db, "one").await.unwrap();
        let seen = Seen::default();
        let handler = seen.handler();
        let failing = |stored: Stored| {
            if stored.position == 2 {
                return async { anyhow::bail!("not now") }.boxed();
            }
            handler(stored)
        };
        assert!(consume_some(db, "reader", &failing).await.is_err());
        assert_eq!(seen.all(), [(1, 1)]);
        assert_eq!(consume_some(db, "reader", &handler).await.unwrap(), 2);
        assert_eq!(seen.all(), [(1, 1), (2, 2), (3, 3)]);
        assert_eq!(consume_some(db, "reader", &handler).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn relay_and_consumer_run_by_themselves() {
    for_each_db(async |TestDb { db, .. }| {
        let (ids, tasks) = (ids(), Tasks::new());
        facts_log::start_relay(&tasks, db.clone(), &ids);
        let (arrived, arrival) = oneshot::channel();
        let arrived = Mutex::new(Some(arrived));
        facts_log::consume(&tasks, db.clone(), "reader", move |stored| {
            if let Some(arrived) = arrived.lock().unwrap().take() {
                let _ = arrived.send(stored.position);
            }
            async { Ok(()) }.boxed()
        });
        record(db, &opened(&ids, 1)).await;
        let position = tokio::time::timeout(Duration::from_secs(30), arrival).await;
        assert_eq!(position.expect("the fact arrives"), Ok(1));
        assert!(tasks.stop(Duration::from_secs(30)).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_relay_without_work_writes_nothing() {
    for_each_db(async |TestDb { db, .. }| {
        let ids = ids();
        record(db, &opened(&ids, 1)).await;
        assert_eq!(relay(db, "one").await, Ok(1));
        let commits = db.commits();
        assert_eq!(relay(db, "one").await, Ok(0));
        assert_eq!(db.commits(), commits, "{}", db.engine());
    })
    .await;
}

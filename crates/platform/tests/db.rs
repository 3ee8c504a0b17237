//! What the database promises to actions, on every engine that is there.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use futures_util::future::join_all;
use xingtan_platform::db::testing::{TestDb, for_each_db, for_each_empty_db, sqlite};
use xingtan_platform::db::{Db, Error, Tx, Value, is_unique_violation};

async fn prepare(db: &Db) {
    db.write("test.prepare", async |tx: &Tx| {
        tx.execute("create table seat (name text primary key, taken_by text)", &[]).await?;
        tx.execute("insert into seat (name) values ('a')", &[]).await?;
        tx.execute("create table note (id bigint primary key, body text)", &[]).await
    })
    .await
    .unwrap_or_else(|error: Error| panic!("{error}"));
}

async fn add_note(db: &Db, id: i64) -> Result<u64, Error> {
    db.write("note.add", async move |tx: &Tx| {
        tx.execute("insert into note (id, body) values ($1, $2)", &[id.into(), "x".into()]).await
    })
    .await
}

async fn notes(db: &Db) -> i64 {
    let count = db.read("note.count", async |tx: &Tx| {
        let row = tx.row("select count(*) as n from note", &[]).await?;
        row.map_or(Ok(0), |row| row.get::<i64>("n"))
    });
    count.await.unwrap_or_else(|error: Error| panic!("{error}"))
}

async fn take_seat(tx: &Tx, who: i64) -> Result<bool, Error> {
    let free = "select name from seat where name = 'a' and taken_by is null";
    if tx.row(free, &[]).await?.is_none() {
        return Ok(false);
    }
    let take = "update seat set taken_by = $1 where name = 'a'";
    tx.execute(take, &[who.to_string().into()]).await?;
    Ok(true)
}

#[tokio::test]
async fn two_actions_never_take_one_seat() {
    for_each_db(async |TestDb { db, .. }| {
        prepare(db).await;
        let racers =
            (0..4).map(|who| db.write("seat.take", async move |tx: &Tx| take_seat(tx, who).await));
        let outcomes = join_all(racers).await;
        let winners = outcomes.iter().filter(|outcome| matches!(outcome, Ok(true))).count();
        assert_eq!(winners, 1, "{}: {outcomes:?}", db.engine());
    })
    .await;
}

#[tokio::test]
async fn waiting_actions_share_a_commit() {
    let fresh = sqlite().await;
    let db = &fresh.db;
    prepare(db).await;
    let before = db.commits();
    // The first action holds the writer thread until all the others wait.
    let (go, held) = mpsc::channel::<()>();
    let held = Mutex::new(held);
    let blocker = db.write("test.block", async move |_: &Tx| {
        let _ = held.lock().map(|held| held.recv());
        Ok::<_, Error>(())
    });
    let others = (0..100).map(|id| add_note(db, id));
    let release = async move { drop(go) };
    let (blocked, added, ()) = tokio::join!(blocker, join_all(others), release);
    blocked.unwrap();
    assert!(added.iter().all(Result::is_ok));
    assert_eq!(notes(db).await, 100);
    assert!(db.commits() - before < 100, "{} commits", db.commits() - before);
}

#[tokio::test]
async fn a_failing_action_leaves_nothing_and_harms_no_neighbour() {
    for_each_db(async |TestDb { db, .. }| {
        prepare(db).await;
        let failing = db.write("note.fail", async |tx: &Tx| {
            tx.execute("insert into note (id) values (1)", &[]).await?;
            tx.execute("insert into note (id) values (1)", &[]).await
        });
        let refusing = db.write("note.refuse", async |tx: &Tx| {
            tx.execute("insert into note (id) values (2)", &[]).await?;
            Err::<(), Error>(Error::DiskFull)
        });
        let panicking = db.write("note.panic", async |tx: &Tx| {
            tx.execute("insert into note (id) values (3)", &[]).await?;
            if tx.row("select id from note where id = 3", &[]).await?.is_some() {
                panic!("on purpose");
            }
            Ok::<(), Error>(())
        });
        let (failed, refused, panicked, a, b) =
            tokio::join!(failing, refusing, panicking, add_note(db, 10), add_note(db, 11));
        assert!(failed.as_ref().is_err_and(is_unique_violation), "{failed:?}");
        assert_eq!(refused, Err(Error::DiskFull));
        assert!(matches!(panicked, Err(Error::Panicked { action: "note.panic", .. })));
        assert_eq!((a, b), (Ok(1), Ok(1)));
        assert_eq!(notes(db).await, 2);
    })
    .await;
}

#[tokio::test]
async fn an_action_cannot_commit_past_a_failed_statement() {
    for_each_db(async |TestDb { db, .. }| {
        prepare(db).await;
        let swallowed = db.write("note.swallow", async |tx: &Tx| {
            tx.execute("insert into note (id) values (1)", &[]).await?;
            let _ = tx.execute("insert into note (id) values (1)", &[]).await;
            Ok::<(), Error>(())
        });
        assert!(swallowed.await.is_err_and(|error| is_unique_violation(&error)));
        assert_eq!(notes(db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn values_and_parameters_arrive_as_given() {
    for_each_db(async |TestDb { db, .. }| {
        let row = db.write("test.values", async |tx: &Tx| {
            tx.execute(
                "create table v (id text, n bigint, r double precision, b bytea, e text)",
                &[],
            )
            .await?;
            let given: [Value; 5] =
                [7.into(), "0123".into(), 1.5.into(), vec![0_u8, 255].into(), Value::Null];
            tx.execute("insert into v (id, n, r, b, e) values ($2, $1, $3, $4, $5)", &given)
                .await?;
            tx.row("select id, n, r, b, e, (n = 7) as is_seven from v", &[]).await
        });
        let row = row.await.unwrap_or_else(|error: Error| panic!("{error}")).unwrap();
        assert_eq!(row.get::<String>("id").unwrap(), "0123");
        assert_eq!(row.get::<i64>("n").unwrap(), 7);
        assert_eq!(row.get::<f64>("r").unwrap().to_bits(), 1.5_f64.to_bits());
        assert_eq!(row.get::<Vec<u8>>("b").unwrap(), [0, 255]);
        assert_eq!(row.get::<Option<String>>("e").unwrap(), None);
        assert!(row.get::<bool>("is_seven").unwrap());
        assert_eq!(
            row.get::<i64>("e").unwrap_err().to_string(),
            "test.values: column \"e\" of row \"0123\": expected an integer, found null"
        );
    })
    .await;
}

#[tokio::test]
async fn a_locked_file_makes_writes_wait_and_arrive() {
    let fresh = sqlite().await;
    prepare(&fresh.db).await;
    let path = fresh.url.trim_start_matches("sqlite:").to_owned();
    let (locked, is_locked) = tokio::sync::oneshot::channel();
    let locker = std::thread::spawn(move || {
        let connection = rusqlite::Connection::open(path).unwrap();
        connection.execute_batch("begin immediate").unwrap();
        locked.send(()).unwrap();
        std::thread::sleep(std::time::Duration::from_secs(2));
        connection.execute_batch("commit").unwrap();
    });
    is_locked.await.unwrap();
    assert_eq!(add_note(&fresh.db, 1).await, Ok(1));
    locker.join().unwrap();
    assert_eq!(notes(&fresh.db).await, 1);
}

#[tokio::test]
async fn reads_cannot_write() {
    for_each_db(async |TestDb { db, .. }| {
        prepare(db).await;
        let wrote = db.read("note.sneak", async |tx: &Tx| {
            tx.execute("insert into note (id) values (1)", &[]).await
        });
        assert!(matches!(wrote.await, Err(Error::Statement { .. })));
    })
    .await;
}

#[tokio::test]
async fn two_servers_may_migrate_at_once() {
    xingtan_platform::db::testing::for_each_empty_db(async |TestDb { db, url, .. }| {
        let other = Db::open(url).await.unwrap();
        let (a, b) = tokio::join!(db.migrate(), other.migrate());
        assert_eq!((a, b), (Ok(()), Ok(())), "{}", db.engine());
        db.write("test.spoil", async |tx: &Tx| {
            tx.execute("update schema_migration set checksum = 'other'", &[]).await
        })
        .await
        .unwrap_or_else(|error: Error| panic!("{error}"));
        assert!(matches!(db.migrate().await, Err(Error::Migration { .. })));
    })
    .await;
}

#[tokio::test]
async fn an_action_that_awaits_something_else_is_refused() {
    let fresh = sqlite().await;
    let waited = fresh.db.write("test.misuse", async |_: &Tx| {
        std::future::pending::<()>().await;
        Ok::<(), Error>(())
    });
    assert!(matches!(waited.await, Err(Error::Misuse { .. })));
}

#[tokio::test]
async fn the_answer_can_cross_threads() {
    let fresh = sqlite().await;
    prepare(&fresh.db).await;
    let (db, seen) = (fresh.db.clone(), Arc::new(AtomicU32::new(0)));
    let count = Arc::clone(&seen);
    let tasks = xingtan_platform::tasks::Tasks::new();
    tasks.spawn("adder", async move {
        if add_note(&db, 1).await.is_ok() {
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    assert!(tasks.stop(std::time::Duration::from_secs(30)).await.is_empty());
    assert_eq!(seen.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn rows_are_inserted_whole_and_in_their_places() {
    for_each_empty_db(async |fresh| {
        let db = &fresh.db;
        prepare(db).await;
        let mut next = 0;
        for count in [0, 1, 3, 4, 64, 65 + 16 + 4 + 1, 200] {
            let rows: Vec<[Value; 2]> =
                (next..next + count).map(|id| [id.into(), format!("row {id}").into()]).collect();
            next += count;
            let inserted = db.write("test.insert", async move |tx: &Tx| {
                tx.insert("note (id, body)", &rows).await
            });
            inserted.await.unwrap_or_else(|error: Error| panic!("{error}"));
        }
        assert_eq!(notes(db).await, next);
        let wrong = "select id from note where body <> 'row ' || cast(id as text)";
        let wrong = db.read("test.wrong", async move |tx: &Tx| tx.rows(wrong, &[]).await);
        let wrong = wrong.await.unwrap_or_else(|error: Error| panic!("{error}"));
        assert!(wrong.is_empty());
        let twice: Vec<[Value; 2]> = [next, next, 0].map(|id| [id.into(), "x".into()]).to_vec();
        let refused: Result<(), Error> = db
            .write("test.twice", async move |tx: &Tx| tx.insert("note (id, body)", &twice).await)
            .await;
        assert!(refused.is_err_and(|error| is_unique_violation(&error)));
        assert_eq!(notes(db).await, next, "whole or not at all");
    })
    .await;
}

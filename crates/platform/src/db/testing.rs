//! Fresh databases for tests: SQLite always, PostgreSQL where one is named.

use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;
use tokio_postgres::NoTls;

use super::database::Db;

/// The variable that names a PostgreSQL server for tests: `postgres://user@host:port`. Tests make
/// and drop databases of their own on it.
pub const POSTGRES_VARIABLE: &str = "XINGTAN_TEST_POSTGRES";

/// A database that exists for one test.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Its address, for a second connection or a server.
    pub url: String,
    _place: Place,
}

enum Place {
    Folder { _folder: TempDir },
    Server { base: String, name: String },
}

/// Runs a test on a fresh, migrated database of each engine that is there.
pub async fn for_each_db(test: impl AsyncFn(&TestDb)) {
    for_each_empty_db(async |fresh| {
        fresh.db.migrate().await.expect("the migrations apply to an empty database");
        test(fresh).await;
    })
    .await;
}

/// Runs a test on a fresh database without tables of each engine that is there.
pub async fn for_each_empty_db(test: impl AsyncFn(&TestDb)) {
    test(&sqlite().await).await;
    match std::env::var(POSTGRES_VARIABLE) {
        Ok(base) => test(&postgres(&base).await).await,
        Err(_) => eprintln!("{POSTGRES_VARIABLE} is not set: tested on SQLite only."),
    }
}

/// A fresh SQLite database without tables.
pub async fn sqlite() -> TestDb {
    let folder = tempfile::tempdir().expect("a test may make a folder");
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let db = Db::open(&url).await.expect("a new file opens");
    TestDb { db, url, _place: Place::Folder { _folder: folder } }
}

/// A fresh PostgreSQL database without tables on the server named by `base`.
pub async fn postgres(base: &str) -> TestDb {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let name = format!("xingtan_test_{}_{number}", std::process::id());
    let base = base.trim_end_matches('/').to_owned();
    let drop_it = format!("drop database if exists {name} with (force)");
    administer(&base, &drop_it).await;
    let make_it = format!("create database {name} template template0 encoding 'UTF8' locale 'C'");
    administer(&base, &make_it).await;
    let url = format!("{base}/{name}");
    let db = Db::open(&url).await.expect("the address is sound");
    TestDb { db, url, _place: Place::Server { base, name } }
}

/// Runs one statement outside of a transaction, on the server's own database.
async fn administer(base: &str, sql: &str) {
    let url = format!("{base}/postgres");
    let (client, connection) = tokio_postgres::connect(&url, NoTls)
        .await
        .unwrap_or_else(|error| panic!("{POSTGRES_VARIABLE} cannot be reached: {error}"));
    let work = async {
        client.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        drop(client);
    };
    let _ = tokio::join!(work, connection);
}

impl Drop for Place {
    fn drop(&mut self) {
        let Self::Server { base, name } = self else { return };
        let (base, sql) = (base.clone(), format!("drop database if exists {name} with (force)"));
        // Dropping cannot wait in the test's own runtime.
        let dropper = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(administer(&base, &sql)))
        });
        if dropper.join().is_err() {
            eprintln!("A test database was left behind.");
        }
    }
}

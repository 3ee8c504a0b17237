//! What a world stands on: a database and a file store, of each kind.

use std::path::Path;

use tempfile::TempDir;
use xingtan_platform::db::testing::{POSTGRES_VARIABLE, TestDb, postgres, sqlite};
use xingtan_platform::files::Files;
use xingtan_platform::files::testing::TestFiles;

use crate::{Cable, World};

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatabaseKind {
    /// The embedded one.
    Sqlite,
    /// The one for many servers.
    Postgres,
}

/// Which file store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilesKind {
    /// A folder.
    Folder,
    /// A bucket.
    Bucket,
}

/// A database and a file store.
pub type Kind = (DatabaseKind, FilesKind);

/// A database and a file store that exist for one test, and the server's own folder.
pub struct Place {
    kind: Kind,
    db: TestDb,
    files: TestFiles,
    data: TempDir,
    cable: Option<Cable>,
}

/// Tells a story once in a world of each kind: on SQLite, and on PostgreSQL where one is named;
/// with files in a folder and in a bucket.
pub async fn for_each_world(story: impl AsyncFn(&mut World)) {
    use DatabaseKind::{Postgres, Sqlite};
    use FilesKind::{Bucket, Folder};
    let all = [(Sqlite, Folder), (Postgres, Bucket), (Sqlite, Bucket), (Postgres, Folder)];
    for_worlds(&all, story).await;
}

/// Tells a story that no file store takes part in: once on each database.
pub async fn for_each_database(story: impl AsyncFn(&mut World)) {
    let all = [DatabaseKind::Sqlite, DatabaseKind::Postgres];
    for_worlds(&all.map(|database| (database, FilesKind::Folder)), story).await;
}

/// Tells a story in a world of each of these kinds; without PostgreSQL on those that need none.
pub async fn for_worlds(kinds: &[Kind], story: impl AsyncFn(&mut World)) {
    for kind in kinds {
        if let Some(place) = Place::of(*kind).await {
            eprintln!("in a world of {kind:?}");
            let mut world = World::open(place).await;
            story(&mut world).await;
            world.end().await;
        }
    }
}

impl Place {
    /// A new place; none when it needs a PostgreSQL and none is named.
    pub async fn of(kind: Kind) -> Option<Self> {
        let db = match (kind.0, std::env::var(POSTGRES_VARIABLE)) {
            (DatabaseKind::Sqlite, _) => sqlite().await,
            (DatabaseKind::Postgres, Ok(base)) => postgres(&base).await,
            (DatabaseKind::Postgres, Err(_)) => {
                eprintln!("{POSTGRES_VARIABLE} is not set: told on SQLite only.");
                return None;
            }
        };
        let files = match kind.1 {
            FilesKind::Folder => TestFiles::folder(),
            FilesKind::Bucket => TestFiles::bucket().await,
        };
        let data = tempfile::tempdir().expect("a test may make a folder");
        Some(Self { kind, db, files, data, cable: None })
    }

    /// The same place with a cable between the server and its PostgreSQL.
    pub async fn with_cable(mut self) -> Self {
        let (host, _) = split(&self.db.url);
        self.cable = Some(Cable::to(host.to_owned()).await);
        self
    }

    /// Which kind it is.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The database, on another connection than the server's.
    pub const fn db(&self) -> &TestDb {
        &self.db
    }

    /// The cable to the database, if there is one.
    pub const fn cable(&self) -> Option<&Cable> {
        self.cable.as_ref()
    }

    /// The paths of all files in the file store.
    pub fn stored(&self) -> Vec<String> {
        self.files.paths()
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    pub(crate) fn files(&self) -> Files {
        self.files.open()
    }

    /// The database's address, as the server is told it.
    pub(crate) fn database_url(&self) -> String {
        match &self.cable {
            Some(cable) => {
                let (host, name) = split(&self.db.url);
                self.db.url.replace(&format!("{host}/{name}"), &format!("{}/{name}", cable.address))
            }
            None => self.db.url.clone(),
        }
    }
}

/// Host with port, and database, of `postgres://user@host:port/database`.
fn split(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split_once('@').map_or(rest, |(_, rest)| rest);
    rest.split_once('/').expect("a test database has a name")
}

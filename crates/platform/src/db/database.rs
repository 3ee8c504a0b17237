//! The database as every feature sees it.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::{self, Action};
use super::error::Error;
use super::migrations;
use super::postgres::Postgres;
use super::postgres_threads::Mode;
use super::sqlite::Sqlite;
use super::tx::Tx;

/// A database, SQLite or PostgreSQL. Cheap to clone.
#[derive(Clone)]
pub struct Db(Engine);

#[derive(Clone)]
enum Engine {
    Sqlite(Arc<Sqlite>),
    Postgres(Arc<Postgres>),
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Db").field(&self.engine()).finish()
    }
}

impl Db {
    /// Opens `sqlite:PATH`, making the file if it is missing, or `postgres://…`.
    pub async fn open(url: &str) -> Result<Self, Error> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = PathBuf::from(path);
            let opened = tokio::task::spawn_blocking(move || Sqlite::open(&path)).await;
            let opened = opened.map_err(|error| Error::Unavailable(error.to_string()))?;
            return Ok(Self(Engine::Sqlite(Arc::new(opened?))));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self(Engine::Postgres(Arc::new(Postgres::open(url)?))));
        }
        // Not even the scheme is shown: what stands there could be anything.
        Err(Error::Address("…".to_owned(), "unknown scheme".to_owned()))
    }

    /// Brings the schema up to date. Several servers may do so at once.
    pub async fn migrate(&self) -> Result<(), Error> {
        migrations::migrate(self).await
    }

    /// Runs an action in one transaction and answers once it is durable.
    ///
    /// The action may run several times, may await nothing but its transaction, and has no
    /// effect outside of the database. Its `Err` rolls everything back. It runs to its end even
    /// when the caller goes away.
    pub async fn write<T, E, F>(&self, name: &'static str, action: F) -> Result<T, E>
    where
        F: AsyncFn(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (action, answer) = action::erase(name, action);
        self.submit(action, Mode::Write);
        answer.await.unwrap_or_else(|_| Err(gone().into()))
    }

    /// Runs an action on an unchanging snapshot; it cannot write.
    pub async fn read<T, E, F>(&self, name: &'static str, action: F) -> Result<T, E>
    where
        F: AsyncFn(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (action, answer) = action::erase(name, action);
        self.submit(action, Mode::Read);
        answer.await.unwrap_or_else(|_| Err(gone().into()))
    }

    /// The engine's name, for people: `SQLite` or `PostgreSQL`.
    pub const fn engine(&self) -> &'static str {
        match self.0 {
            Engine::Sqlite(_) => "SQLite",
            Engine::Postgres(_) => "PostgreSQL",
        }
    }

    /// How many commits of something written were made since the database was opened.
    pub fn commits(&self) -> u64 {
        match &self.0 {
            Engine::Sqlite(sqlite) => sqlite.commits(),
            Engine::Postgres(postgres) => postgres.commits(),
        }
    }

    fn submit(&self, action: Box<dyn Action>, mode: Mode) {
        match (&self.0, mode) {
            (Engine::Sqlite(sqlite), Mode::Write) => sqlite.submit_write(action),
            (Engine::Sqlite(sqlite), Mode::Read) => sqlite.submit_read(action),
            (Engine::Postgres(postgres), mode) => postgres.submit(action, mode),
        }
    }
}

fn gone() -> Error {
    Error::Unavailable("the database thread has ended".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn no_password_is_shown_of_an_address() {
        for (url, shown) in [
            ("postgres://xingtan:SECRET@db.example/x?sslmode=require", "postgres://db.example"),
            ("postgres://xingtan@db.example/x?password=SECRET&sslmode=require", "db.example"),
            ("postgres://xingtan:SEC@SECRET@db.example/x?sslmode=require", "postgres://…"),
            ("postgres://xingtan:SEC/RET@SECRET@db/x?SECRET=SECRET", "%40"),
            ("postgresql://db:SECRET/x", "%40"),
            ("postgress://xingtan:SECRET@db/x", "unknown scheme"),
            ("SECRET://db/x", "unknown scheme"),
        ] {
            let error = format!("{0} {0:?}", Db::open(url).await.unwrap_err());
            assert!(error.contains(shown) && !error.contains("SEC"), "{error}");
        }
    }
}

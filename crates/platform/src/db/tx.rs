//! The transaction an action runs in.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use xingtan_base::clock::UtcMs;

use super::error::Error;
use super::row::Row;
use super::value::Value;
use super::{parameters, postgres, sqlite};

/// The transaction of one action. It lives on a database thread and ends with the action.
pub struct Tx {
    action: &'static str,
    engine: Engine,
    /// The first statement that failed. The transaction cannot be committed after it.
    failure: RefCell<Option<Error>>,
    /// PostgreSQL could not serialise this attempt; another attempt may succeed.
    again: Cell<bool>,
}

enum Engine {
    Sqlite(Rc<rusqlite::Connection>),
    Postgres(Box<deadpool_postgres::Object>),
}

/// What is to happen after an action has run.
pub(super) enum Verdict {
    /// Commit, then answer with the action's outcome.
    Commit,
    /// Roll back, then answer with the action's outcome.
    Refused,
    /// Roll back and run the action again.
    Again(Error),
    /// Roll back and answer with this error.
    Failed(Error),
}

impl Tx {
    pub(super) fn sqlite(action: &'static str, connection: Rc<rusqlite::Connection>) -> Self {
        Self::new(action, Engine::Sqlite(connection))
    }

    pub(super) fn postgres(action: &'static str, client: deadpool_postgres::Object) -> Self {
        Self::new(action, Engine::Postgres(Box::new(client)))
    }

    fn new(action: &'static str, engine: Engine) -> Self {
        Self { action, engine, failure: RefCell::new(None), again: Cell::new(false) }
    }

    /// Runs a statement and answers the number of rows it changed.
    ///
    /// After a statement has failed, the transaction accepts no other one and is rolled back,
    /// on both engines: ask `on conflict do nothing` rather than catching a violation.
    pub async fn execute(&self, sql: &str, params: &[Value]) -> Result<u64, Error> {
        self.check(sql, params)?;
        let result = match &self.engine {
            Engine::Sqlite(connection) => sqlite::execute(connection, self.action, sql, params),
            Engine::Postgres(client) => {
                postgres::execute(client, self.action, sql, params, &self.again).await
            }
        };
        self.watch(result)
    }

    /// Runs a query and answers all its rows.
    pub async fn rows(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Error> {
        self.check(sql, params)?;
        let result = match &self.engine {
            Engine::Sqlite(connection) => sqlite::rows(connection, self.action, sql, params),
            Engine::Postgres(client) => {
                postgres::rows(client, self.action, sql, params, &self.again).await
            }
        };
        self.watch(result)
    }

    /// Runs a query and answers its first row.
    pub async fn row(&self, sql: &str, params: &[Value]) -> Result<Option<Row>, Error> {
        Ok(self.rows(sql, params).await?.into_iter().next())
    }

    /// The time by the database's clock. Leases are judged by it, since the clocks of two
    /// servers may differ.
    pub async fn database_now(&self) -> Result<UtcMs, Error> {
        let sql = match &self.engine {
            Engine::Sqlite(_) => "select cast(unixepoch('subsec') * 1000 as bigint) as now_ms",
            Engine::Postgres(_) => {
                "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as now_ms"
            }
        };
        let rows = self.rows(sql, &[]).await?;
        rows.first().map_or(Ok(UtcMs(0)), |row| row.get("now_ms"))
    }

    /// Runs several statements without parameters: a migration.
    pub(super) async fn batch(&self, sql: &str) -> Result<(), Error> {
        self.check(sql, &[])?;
        let result = match &self.engine {
            Engine::Sqlite(connection) => sqlite::batch(connection, self.action, sql),
            Engine::Postgres(client) => {
                postgres::batch(client, self.action, sql, &self.again).await
            }
        };
        self.watch(result)
    }

    /// Waits for other servers that change the schema, and keeps them waiting until this action
    /// ends. PostgreSQL may refuse the second of two that make one table, even `if not exists`;
    /// SQLite lets one action write at a time anyway.
    pub(super) async fn lock_schema(&self) -> Result<(), Error> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(_) => {
                self.batch("select pg_advisory_xact_lock(hashtext('xingtan.schema'))").await
            }
        }
    }

    fn check(&self, sql: &str, params: &[Value]) -> Result<(), Error> {
        if let Some(failure) = &*self.failure.borrow() {
            return Err(failure.clone());
        }
        let expected = parameters::count(sql);
        if expected != params.len() {
            let message = format!("takes {expected} parameters, was given {}", params.len());
            return self.watch(Err(self.wrong(sql, message)));
        }
        let has_nul = |value: &Value| matches!(value, Value::Text(text) if text.contains('\0'));
        if params.iter().any(has_nul) {
            let message = "a text holds the character U+0000".to_owned();
            return self.watch(Err(self.wrong(sql, message)));
        }
        Ok(())
    }

    fn wrong(&self, sql: &str, message: String) -> Error {
        Error::Statement { action: self.action, sql: super::error::shorten(sql), message }
    }

    fn watch<T>(&self, result: Result<T, Error>) -> Result<T, Error> {
        if let Err(error) = &result {
            self.failure.borrow_mut().get_or_insert_with(|| error.clone());
        }
        result
    }

    /// What is to happen now that the action has run.
    pub(super) fn verdict(&self, is_ok: bool) -> Verdict {
        let failure = self.failure.borrow().clone();
        match failure {
            None if is_ok => Verdict::Commit,
            None => Verdict::Refused,
            Some(error) if self.again.get() => Verdict::Again(error),
            Some(error) if is_ok || error.is_outage() => Verdict::Failed(error),
            Some(_) => Verdict::Refused,
        }
    }

    /// The connection, once the action has ended.
    pub(super) fn into_postgres(self) -> Option<deadpool_postgres::Object> {
        match self.engine {
            Engine::Postgres(client) => Some(*client),
            Engine::Sqlite(_) => None,
        }
    }
}

//! The embedded engine: one writer thread that lets many actions share a commit, and readers.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql, params_from_iter};

use super::action::Action;
use super::error::{Error, shorten};
use super::limits;
use super::parameters::for_sqlite;
use super::row::Row;
use super::sqlite_threads::{read, write};
use super::value::Value;

/// An open SQLite file. Its threads end when the last clone is dropped.
pub(super) struct Sqlite {
    writer: SyncSender<Box<dyn Action>>,
    readers: SyncSender<Box<dyn Action>>,
    commits: Arc<AtomicU64>,
}

impl Sqlite {
    /// Opens or makes the file and starts the threads. Blocks.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let connection = open_writer(path)?;
        let commits = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&commits);
        let (writer, queue) = mpsc::sync_channel(limits::QUEUE_ACTIONS);
        start("db-writer", move || write(&Rc::new(connection), &queue, &counter))?;

        let (readers, queue) = mpsc::sync_channel(limits::QUEUE_ACTIONS);
        let queue = Arc::new(Mutex::new(queue));
        let (least, most) = limits::SQLITE_READERS;
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..processors.clamp(least, most) {
            let connection = open_reader(path)?;
            let queue = Arc::clone(&queue);
            start("db-reader", move || read(&Rc::new(connection), || next(&queue)))?;
        }
        Ok(Self { writer, readers, commits })
    }

    pub(super) fn submit_write(&self, action: Box<dyn Action>) {
        submit(&self.writer, action);
    }

    pub(super) fn submit_read(&self, action: Box<dyn Action>) {
        submit(&self.readers, action);
    }

    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::SeqCst)
    }
}

fn submit(queue: &SyncSender<Box<dyn Action>>, action: Box<dyn Action>) {
    match queue.try_send(action) {
        Ok(()) => {}
        Err(TrySendError::Full(action)) => {
            action.answer(Err(Error::Unavailable("too many actions are waiting".to_owned())));
        }
        Err(TrySendError::Disconnected(action)) => {
            action.answer(Err(Error::Unavailable("the database thread has ended".to_owned())));
        }
    }
}

fn next(queue: &Mutex<Receiver<Box<dyn Action>>>) -> Option<Box<dyn Action>> {
    // Only the waiting itself happens under the lock, and that cannot leave anything half done.
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Error> {
    let thread = std::thread::Builder::new().name(name.to_owned());
    let started = thread.spawn(work);
    started.map(drop).map_err(|error| Error::Unavailable(format!("no thread: {error}")))
}

fn open_writer(path: &Path) -> Result<Connection, Error> {
    let opened = (|| {
        let connection = Connection::open(path)?;
        connection.busy_timeout(limits::LOCK_WAIT)?;
        connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.set_prepared_statement_cache_capacity(limits::STATEMENTS);
        Ok(connection)
    })();
    opened.map_err(|error| cannot_open(path.to_owned(), &error))
}

fn open_reader(path: &Path) -> Result<Connection, Error> {
    let opened = (|| {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(limits::LOCK_WAIT)?;
        connection.pragma_update(None, "query_only", true)?;
        connection.set_prepared_statement_cache_capacity(limits::STATEMENTS);
        Ok(connection)
    })();
    opened.map_err(|error| cannot_open(path.to_owned(), &error))
}

fn cannot_open(path: PathBuf, error: &rusqlite::Error) -> Error {
    Error::Unavailable(format!("{} cannot be opened: {error}", path.display()))
}

/// Runs a statement.
pub(super) fn execute(
    connection: &Connection,
    action: &'static str,
    sql: &str,
    params: &[Value],
) -> Result<u64, Error> {
    let run = || {
        let mut statement = connection.prepare_cached(&for_sqlite(sql))?;
        statement.execute(params_from_iter(params))
    };
    let changed = run().map_err(|error| explain(action, sql, &error))?;
    Ok(changed as u64)
}

/// Runs a query.
pub(super) fn rows(
    connection: &Connection,
    action: &'static str,
    sql: &str,
    params: &[Value],
) -> Result<Vec<Row>, Error> {
    let run = || {
        let mut statement = connection.prepare_cached(&for_sqlite(sql))?;
        let columns: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
        let mut answer = statement.query(params_from_iter(params))?;
        let mut rows = Vec::new();
        while let Some(row) = answer.next()? {
            let values =
                (0..columns.len()).map(|at| row.get_ref(at)?.try_into().map_err(Into::into));
            let values = values.collect::<Result<Vec<Value>, rusqlite::Error>>()?;
            rows.push(Row::new(action, Arc::clone(&columns), values));
            if rows.len() > limits::ROWS {
                return Ok(Err(too_many_rows(action, sql)));
            }
        }
        Ok(Ok(rows))
    };
    run().map_err(|error| explain(action, sql, &error))?
}

/// A query answered more rows than one action may hold.
pub(super) fn too_many_rows(action: &'static str, sql: &str) -> Error {
    let message = format!("answered more than {} rows; read it in pages", limits::ROWS);
    Error::Statement { action, sql: shorten(sql), message }
}

/// Runs several statements.
pub(super) fn batch(connection: &Connection, action: &'static str, sql: &str) -> Result<(), Error> {
    connection.execute_batch(sql).map_err(|error| explain(action, sql, &error))
}

/// Sorts an error of SQLite.
pub(super) fn explain(action: &'static str, sql: &str, error: &rusqlite::Error) -> Error {
    const UNIQUE: i32 = 2067;
    const PRIMARY_KEY: i32 = 1555;
    const FOREIGN_KEY: i32 = 787;
    let message = error.to_string();
    match (error.sqlite_error_code(), error.sqlite_extended_error_code()) {
        (_, Some(UNIQUE | PRIMARY_KEY)) => Error::UniqueViolation { action, message },
        (_, Some(FOREIGN_KEY)) => Error::ForeignKeyViolation { action, message },
        (Some(ErrorCode::DiskFull), _) => Error::DiskFull,
        (
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::FileLockingProtocolFailed
                | ErrorCode::OutOfMemory,
            ),
            _,
        ) => Error::Unavailable(message),
        _ => Error::Statement { action, sql: shorten(sql), message },
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl TryFrom<ValueRef<'_>> for Value {
    type Error = rusqlite::types::FromSqlError;
    fn try_from(value: ValueRef<'_>) -> Result<Self, Self::Error> {
        Ok(match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Int(number),
            ValueRef::Real(number) => Self::Real(number),
            ValueRef::Text(_) => Self::Text(value.as_str()?.to_owned()),
            ValueRef::Blob(bytes) => Self::Bytes(bytes.to_vec()),
        })
    }
}

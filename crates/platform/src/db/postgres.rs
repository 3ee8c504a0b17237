//! The scaled-out engine: PostgreSQL, whose actions run on threads of their own.

use std::cell::Cell;
use std::error::Error as StdError;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use bytes::BytesMut;
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use tokio::sync::mpsc::{self, Sender, error::TrySendError};
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{NoTls, Statement, error::SqlState};

use super::action::Action;
use super::error::{Error, shorten};
use super::limits;
use super::postgres_threads::{Asked, Mode, work};
use super::row::Row;
use super::sqlite::too_many_rows;
use super::value::Value;

/// A PostgreSQL database. Its threads end when the last clone is dropped.
pub(super) struct Postgres {
    threads: Vec<Sender<Asked>>,
    turn: AtomicUsize,
    commits: Arc<AtomicU64>,
}

impl Postgres {
    /// Starts the threads. Connections are made when needed.
    pub(super) fn open(url: &str) -> Result<Self, Error> {
        let mut config: tokio_postgres::Config =
            url.parse().map_err(|_: tokio_postgres::Error| unreadable())?;
        if config.get_ssl_mode() == SslMode::Require {
            let reason = "TLS to PostgreSQL is not supported yet".to_owned();
            return Err(Error::Address(harmless(&config), reason));
        }
        config
            .connect_timeout(limits::CONNECT_TIME)
            .application_name("xingtan")
            .tcp_user_timeout(limits::SILENCE_TIME)
            .keepalives_idle(limits::SILENCE_TIME)
            .keepalives_retries(limits::KEEPALIVES.0)
            .keepalives_interval(limits::KEEPALIVES.1);
        let commits = Arc::new(AtomicU64::new(0));
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = (0..processors.clamp(1, limits::POSTGRES_THREADS))
            .map(|_| start(config.clone(), Arc::clone(&commits)))
            .collect::<Result<_, _>>()?;
        Ok(Self { threads, turn: AtomicUsize::new(0), commits })
    }

    pub(super) fn submit(&self, action: Box<dyn Action>, mode: Mode) {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % self.threads.len();
        match self.threads[turn].try_send((action, mode)) {
            Ok(()) => {}
            Err(TrySendError::Full((action, _))) => {
                action.answer(Err(Error::Unavailable("too many actions are waiting".to_owned())));
            }
            Err(TrySendError::Closed((action, _))) => {
                action.answer(Err(Error::Unavailable("the database thread has ended".to_owned())));
            }
        }
    }

    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::SeqCst)
    }
}

/// An address that cannot be read is not shown at all: nobody knows where its password ends.
fn unreadable() -> Error {
    let reason = "it cannot be read; write letters such as @ / ? # in a name or password as %40 \
                  %2F %3F %23";
    Error::Address("postgres://…".to_owned(), reason.to_owned())
}

/// An address without name, password and parameters. A host with letters that no host has is
/// the end of a password that was not written as it must be.
fn harmless(config: &tokio_postgres::Config) -> String {
    let hosts = config.get_hosts().iter().map(|host| match host {
        Host::Tcp(name)
            if name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_:".contains(c)) =>
        {
            name.clone()
        }
        Host::Tcp(_) => "…".to_owned(),
        Host::Unix(path) => path.display().to_string(),
    });
    format!("postgres://{}", hosts.collect::<Vec<_>>().join(","))
}

fn start(config: tokio_postgres::Config, commits: Arc<AtomicU64>) -> Result<Sender<Asked>, Error> {
    let unavailable = |what: String| Error::Unavailable(what);
    let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let pool = Pool::builder(Manager::from_config(config, NoTls, manager))
        .max_size(limits::POSTGRES_CONNECTIONS)
        .create_timeout(Some(limits::CONNECT_TIME))
        .recycle_timeout(Some(limits::CONNECT_TIME))
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| unavailable(error.to_string()))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| unavailable(error.to_string()))?;
    let (sender, queue) = mpsc::channel(limits::QUEUE_ACTIONS);
    std::thread::Builder::new()
        .name("db-postgres".to_owned())
        .spawn(move || {
            tokio::task::LocalSet::new().block_on(&runtime, work(pool, queue, commits));
        })
        .map_err(|error| unavailable(format!("no thread: {error}")))?;
    Ok(sender)
}

/// Runs a statement.
pub(super) async fn execute(
    client: &Object,
    action: &'static str,
    sql: &str,
    params: &[Value],
    again: &Cell<bool>,
) -> Result<u64, Error> {
    let run = async {
        let statement = client.prepare_cached(sql).await?;
        client.execute(&statement, &references(params)).await
    };
    run.await.map_err(|error| explain(client, action, sql, &error, again))
}

/// Runs a query.
pub(super) async fn rows(
    client: &Object,
    action: &'static str,
    sql: &str,
    params: &[Value],
    again: &Cell<bool>,
) -> Result<Vec<Row>, Error> {
    let run = async {
        let statement = client.prepare_cached(sql).await?;
        let rows = client.query(&statement, &references(params)).await?;
        Ok((statement, rows))
    };
    let (statement, rows) =
        run.await.map_err(|error| explain(client, action, sql, &error, again))?;
    if rows.len() > limits::ROWS {
        return Err(too_many_rows(action, sql));
    }
    let columns = names(&statement);
    rows.iter()
        .map(|row| {
            let values = (0..columns.len())
                .map(|at| value(row, at))
                .collect::<Result<_, _>>()
                .map_err(|message| Error::Statement { action, sql: shorten(sql), message })?;
            Ok(Row::new(action, Arc::clone(&columns), values))
        })
        .collect()
}

/// Runs several statements.
pub(super) async fn batch(
    client: &Object,
    action: &'static str,
    sql: &str,
    again: &Cell<bool>,
) -> Result<(), Error> {
    let ran = client.batch_execute(sql).await;
    ran.map_err(|error| explain(client, action, sql, &error, again))
}

fn names(statement: &Statement) -> Arc<[String]> {
    statement.columns().iter().map(|column| column.name().to_owned()).collect()
}

fn references(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// Reads a column; the types beyond our four come from expressions.
fn value(row: &tokio_postgres::Row, at: usize) -> Result<Value, String> {
    let column = &row.columns()[at];
    let read = match *column.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(at).map(Value::from),
        Type::INT4 => row.try_get::<_, Option<i32>>(at).map(Value::from),
        Type::INT2 => row.try_get::<_, Option<i16>>(at).map(|number| number.map(i32::from).into()),
        Type::BOOL => row.try_get::<_, Option<bool>>(at).map(Value::from),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(at).map(Value::from),
        Type::TEXT | Type::VARCHAR | Type::NAME | Type::BPCHAR | Type::UNKNOWN => {
            row.try_get::<_, Option<String>>(at).map(Value::from)
        }
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at).map(Value::from),
        ref other => {
            let name = column.name();
            return Err(format!("column {name:?} has the type {other}; cast it to ours"));
        }
    };
    read.map_err(|error| error.to_string())
}

/// Sorts an error of PostgreSQL, and notes when another attempt may succeed.
pub(super) fn explain(
    client: &Object,
    action: &'static str,
    sql: &str,
    error: &tokio_postgres::Error,
    again: &Cell<bool>,
) -> Error {
    let message = full_text(error);
    let Some(state) = error.code() else {
        if error.is_closed() || client.is_closed() || has_io_cause(error) {
            return Error::Unavailable(message);
        }
        return Error::Statement { action, sql: shorten(sql), message };
    };
    if *state == SqlState::T_R_SERIALIZATION_FAILURE || *state == SqlState::T_R_DEADLOCK_DETECTED {
        again.set(true);
        return Error::Unavailable(format!("{action}: lost too many races: {message}"));
    }
    if *state == SqlState::FEATURE_NOT_SUPPORTED && message.contains("cached plan") {
        // The schema has changed since the statement was prepared.
        client.statement_cache.clear();
        again.set(true);
        return Error::Unavailable(message);
    }
    if *state == SqlState::UNIQUE_VIOLATION {
        return Error::UniqueViolation { action, message };
    }
    if *state == SqlState::FOREIGN_KEY_VIOLATION {
        return Error::ForeignKeyViolation { action, message };
    }
    if *state == SqlState::DISK_FULL {
        return Error::DiskFull;
    }
    // 08 connection, 53 insufficient resources, 57P shut down, 58 system error.
    let class = state.code();
    if ["08", "53", "57P", "58"].iter().any(|prefix| class.starts_with(prefix)) {
        return Error::Unavailable(message);
    }
    Error::Statement { action, sql: shorten(sql), message }
}

fn has_io_cause(error: &tokio_postgres::Error) -> bool {
    error.source().is_some_and(|cause| cause.is::<std::io::Error>())
}

/// What an error says, with its causes: the error itself only says "db error".
pub(super) fn full_text(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match (self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(number), &Type::INT8) => number.to_sql(ty, out),
            (Self::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(ty, out),
            (Self::Int(number), &Type::INT2) => i16::try_from(*number)?.to_sql(ty, out),
            (Self::Real(number), &Type::FLOAT8) => number.to_sql(ty, out),
            (Self::Text(text), ty) if <&str as ToSql>::accepts(ty) => text.as_str().to_sql(ty, out),
            (Self::Bytes(bytes), &Type::BYTEA) => bytes.as_slice().to_sql(ty, out),
            (other, ty) => {
                Err(format!("{} was given where {ty} is expected; cast it", other.kind()).into())
            }
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

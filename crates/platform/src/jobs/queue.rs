//! Asking for a job, asking about it, and calling it off.

use std::fmt;
use std::str::FromStr;

use crate::db::{Error, Tx};

/// Asks for a job. The same kind and key name the same job: to ask again changes nothing, unless
/// the job has failed or was cancelled, in which case it starts anew with the new body.
/// Answers whether there is new work.
pub async fn enqueue(tx: &Tx, kind: &str, key: &str, body_json: &str) -> Result<bool, Error> {
    let now = tx.database_now().await?;
    let insert = "insert into job (kind, key, body, state, tries, created_ms, run_at_ms,
                                   cancel_asked)
                  values ($1, $2, $3, 'waiting', 0, $4, $4, 0)
                  on conflict (kind, key) do update
                  set body = excluded.body, state = excluded.state, tries = 0,
                      run_at_ms = excluded.run_at_ms, cancel_asked = 0, progress = null,
                      error = null
                  where job.state in ('failed', 'cancelled')";
    let params = [kind.into(), key.into(), body_json.into(), now.into()];
    Ok(tx.execute(insert, &params).await? == 1)
}

/// Calls a job off: at once when it waits, soon when it runs. Nothing happens to one that ended.
pub async fn cancel(tx: &Tx, kind: &str, key: &str) -> Result<(), Error> {
    let waiting = "update job set state = 'cancelled', cancel_asked = 1
                   where kind = $1 and key = $2 and state = 'waiting'";
    tx.execute(waiting, &[kind.into(), key.into()]).await?;
    let running = "update job set cancel_asked = 1
                   where kind = $1 and key = $2 and state = 'running'";
    tx.execute(running, &[kind.into(), key.into()]).await.map(drop)
}

/// How a job stands; nothing if it was never asked for.
pub async fn status(tx: &Tx, kind: &str, key: &str) -> Result<Option<Status>, Error> {
    let find = "select key, state, tries, progress, error from job where kind = $1 and key = $2";
    let Some(row) = tx.row(find, &[kind.into(), key.into()]).await? else { return Ok(None) };
    Ok(Some(Status {
        state: row.parse("state")?,
        tries: row.get("tries")?,
        progress: row.get("progress")?,
        error: row.get("error")?,
    }))
}

/// How a job stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Where it is in its life.
    pub state: State,
    /// How often it was begun and not called back by its server's stop.
    pub tries: u32,
    /// What it last said of its progress.
    pub progress: Option<String>,
    /// Why the last try failed.
    pub error: Option<String>,
}

/// Where a job is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits for a worker, or for its next try.
    Waiting,
    /// A worker has it.
    Running,
    /// It was done.
    Done,
    /// It failed too often.
    Failed,
    /// It was called off.
    Cancelled,
}

impl State {
    /// The state as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for State {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Waiting, Self::Running, Self::Done, Self::Failed, Self::Cancelled]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or("not the state of a job")
    }
}

//! What the threads of the scaled-out engine do: attempts, retries and reconnecting.

use std::cell::Cell;
use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use deadpool_postgres::{Object, Pool};
use futures_util::FutureExt as _;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::Receiver;
use tokio::time::timeout;

use super::action::Action;
use super::error::Error;
use super::limits;
use super::postgres::{explain, full_text};
use super::tx::{Tx, Verdict};
use crate::tasks::panic_text;

/// An action in a thread's queue, and how it is to be run.
pub(super) type Asked = (Box<dyn Action>, Mode);

/// What an action may do.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mode {
    Write,
    Read,
}

impl Mode {
    /// Reading needs a snapshot only; writing needs that two actions never act on what the
    /// other one is changing.
    const fn begin(self) -> &'static str {
        match self {
            Self::Write => "begin isolation level serializable read write",
            Self::Read => "begin isolation level repeatable read read only",
        }
    }
}

struct Engine {
    pool: Pool,
    commits: Arc<AtomicU64>,
}

/// One thread: runs as many actions at a time as it has connections, until the queue is closed.
pub(super) async fn work(pool: Pool, mut queue: Receiver<Asked>, commits: Arc<AtomicU64>) {
    let engine = Rc::new(Engine { pool, commits });
    let free = Arc::new(Semaphore::new(limits::POSTGRES_CONNECTIONS));
    while let Ok(permit) = Arc::clone(&free).acquire_owned().await {
        let Some((action, mode)) = queue.recv().await else { break };
        let engine = Rc::clone(&engine);
        tokio::task::spawn_local(async move {
            engine.run(action, mode).await;
            drop(permit);
        });
    }
    // Those that run still are let finish. The loop's own permit is back already.
    let all = u32::try_from(limits::POSTGRES_CONNECTIONS).unwrap_or(u32::MAX);
    let _ = free.acquire_many(all).await;
}

impl Engine {
    async fn run(&self, mut action: Box<dyn Action>, mode: Mode) {
        for attempt in 0..=limits::RETRIES {
            match self.attempt(&mut *action, mode).await {
                Verdict::Commit | Verdict::Refused => return action.answer(Ok(())),
                Verdict::Failed(error) => return action.answer(Err(error)),
                Verdict::Again(error) if attempt == limits::RETRIES => {
                    return action.answer(Err(error));
                }
                Verdict::Again(_) => {
                    metrics::counter!("db_retries_total", "action" => action.name()).increment(1);
                    tokio::time::sleep(pause(attempt)).await;
                }
            }
        }
    }

    /// Runs the action once in its own transaction, which has ended when this returns.
    async fn attempt(&self, action: &mut dyn Action, mode: Mode) -> Verdict {
        let name = action.name();
        let client = match self.begin(mode).await {
            Ok(client) => client,
            Err(error) => return Verdict::Failed(error),
        };
        let tx = Tx::postgres(name, client);
        let running = AssertUnwindSafe(action.run(&tx)).catch_unwind();
        let ran = timeout(limits::ATTEMPT_TIME, running).await;
        let verdict = match ran {
            Ok(Ok(is_ok)) => tx.verdict(is_ok),
            Ok(Err(panic)) => {
                let message = panic_text(panic.as_ref()).to_owned();
                Verdict::Failed(Error::Panicked { action: name, message })
            }
            Err(_) => {
                let _ = tx.into_postgres().map(Object::take);
                return Verdict::Failed(Error::Unavailable(format!("{name}: took too long")));
            }
        };
        let Some(client) = tx.into_postgres() else { return verdict };
        if matches!(verdict, Verdict::Commit) {
            let verdict = self.commit(client, name).await;
            if matches!((&verdict, mode), (Verdict::Commit, Mode::Write)) {
                self.commits.fetch_add(1, Ordering::SeqCst);
                metrics::counter!("db_commits_total").increment(1);
            }
            return verdict;
        }
        let rolled_back = timeout(limits::ATTEMPT_TIME, client.batch_execute("rollback")).await;
        if !matches!(rolled_back, Ok(Ok(()))) {
            // A connection in an unknown state must not go back to the pool.
            let _ = Object::take(client);
        }
        verdict
    }

    /// A connection with an open transaction. A connection that broke while it was idle is
    /// replaced, which is safe because nothing has been done on it. One that says nothing is not
    /// alone: its host has gone, and so have the other idle ones.
    async fn begin(&self, mode: Mode) -> Result<Object, Error> {
        let mut last = Error::Unavailable("no connection".to_owned());
        for _ in 0..=limits::POSTGRES_CONNECTIONS {
            let client = self.pool.get().await;
            let client = client.map_err(|error| Error::Unavailable(full_text(&error)))?;
            match timeout(limits::BEGIN_TIME, client.batch_execute(mode.begin())).await {
                Ok(Ok(())) => return Ok(client),
                Ok(Err(error)) => last = Error::Unavailable(full_text(&error)),
                Err(_) => {
                    last = Error::Unavailable("the database says nothing".to_owned());
                    self.pool.retain(|_, _| false);
                }
            }
            let _ = Object::take(client);
        }
        Err(last)
    }

    async fn commit(&self, client: Object, name: &'static str) -> Verdict {
        let again = Cell::new(false);
        let error = match timeout(limits::ATTEMPT_TIME, client.batch_execute("commit")).await {
            Ok(Ok(())) => return Verdict::Commit,
            Ok(Err(error)) => error,
            Err(_) => {
                // It may have happened, so that it is not tried again here.
                let _ = Object::take(client);
                return Verdict::Failed(Error::Unavailable(format!("{name}: no word of a commit")));
            }
        };
        let error = explain(&client, name, "commit", &error, &again);
        let _ = Object::take(client);
        if again.get() { Verdict::Again(error) } else { Verdict::Failed(error) }
    }
}

/// Before the next attempt: up to 10 ms, doubled each time, at random so that those who lost to
/// each other do not meet again.
fn pause(attempt: u32) -> Duration {
    let mut random = [0; 2];
    // Without randomness the pause is merely less even.
    let _ = getrandom::fill(&mut random);
    let most_us = 10_000_u64 << attempt.min(6);
    Duration::from_micros(most_us * u64::from(u16::from_le_bytes(random)) / 65_536)
}

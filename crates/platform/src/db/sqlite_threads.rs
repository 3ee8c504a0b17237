//! What the threads of the embedded engine do: group commit, and reading in snapshots.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use rusqlite::Connection;

use super::action::Action;
use super::error::Error;
use super::limits;
use super::sqlite::explain;
use super::tx::{Tx, Verdict};
use crate::tasks::panic_text;

type Queue = Receiver<Box<dyn Action>>;
/// An action that has run, and how it is to be answered if the commit succeeds.
type Ran = (Box<dyn Action>, Result<(), Error>);

/// The writer thread: until the queue is closed, runs what waits and commits it together.
pub(super) fn write(connection: &Rc<Connection>, queue: &Queue, commits: &AtomicU64) {
    while let Ok(first) = queue.recv() {
        if let Err(error) = statement(connection, "begin immediate") {
            // Whoever waits now has waited as long as the first, so they are told together.
            first.answer(Err(error.clone()));
            queue.try_iter().take(limits::QUEUE_ACTIONS).for_each(|action| {
                action.answer(Err(error.clone()));
            });
            continue;
        }
        let (ran, finished) = run_group(connection, first, queue);
        match finished.and_then(|()| statement(connection, "commit")) {
            Ok(()) => {
                commits.fetch_add(1, Ordering::SeqCst);
                metrics::counter!("db_commits_total").increment(1);
                ran.into_iter().for_each(|(action, fate)| action.answer(fate));
            }
            Err(error) => {
                roll_back(connection);
                ran.into_iter().for_each(|(action, _)| action.answer(Err(error.clone())));
            }
        }
    }
}

/// Runs actions, each in a savepoint, until nothing waits or the group is full. An error spoils
/// the whole group.
fn run_group(
    connection: &Rc<Connection>,
    first: Box<dyn Action>,
    queue: &Queue,
) -> (Vec<Ran>, Result<(), Error>) {
    let started = Instant::now();
    let mut ran = Vec::new();
    let mut next = Some(first);
    while let Some(mut action) = next {
        match run_in_savepoint(connection, &mut *action) {
            Ok(fate) => ran.push((action, fate)),
            Err(error) => {
                ran.push((action, Ok(())));
                return (ran, Err(error));
            }
        }
        let is_full = ran.len() >= limits::GROUP_ACTIONS || started.elapsed() >= limits::GROUP_TIME;
        next = if is_full { None } else { queue.try_recv().ok() };
    }
    (ran, Ok(()))
}

/// Answers the action's fate; an error is one of the group.
fn run_in_savepoint(
    connection: &Rc<Connection>,
    action: &mut dyn Action,
) -> Result<Result<(), Error>, Error> {
    statement(connection, "savepoint action")?;
    let verdict = run(connection, action);
    // SQLite itself rolls the transaction back after some errors, such as a full disk.
    if connection.is_autocommit() {
        return Err(match verdict {
            Verdict::Failed(error) | Verdict::Again(error) => error,
            Verdict::Commit | Verdict::Refused => {
                Error::Unavailable("SQLite rolled the transaction back".to_owned())
            }
        });
    }
    let fate = match verdict {
        Verdict::Commit => {
            statement(connection, "release action")?;
            return Ok(Ok(()));
        }
        Verdict::Refused => Ok(()),
        Verdict::Failed(error) | Verdict::Again(error) => Err(error),
    };
    statement(connection, "rollback to action")?;
    statement(connection, "release action")?;
    Ok(fate)
}

/// A reader thread: runs each action in its own snapshot until there is none any more.
pub(super) fn read(connection: &Rc<Connection>, next: impl Fn() -> Option<Box<dyn Action>>) {
    while let Some(mut action) = next() {
        let fate =
            statement(connection, "begin").and_then(|()| match run(connection, &mut *action) {
                Verdict::Commit | Verdict::Refused => Ok(()),
                Verdict::Failed(error) | Verdict::Again(error) => Err(error),
            });
        roll_back(connection);
        action.answer(fate);
    }
}

/// Runs an action to its end. It has nothing to wait for here, so that it is polled once.
fn run(connection: &Rc<Connection>, action: &mut dyn Action) -> Verdict {
    let name = action.name();
    let tx = Tx::sqlite(name, Rc::clone(connection));
    let polled = catch_unwind(AssertUnwindSafe(|| {
        let mut future = action.run(&tx);
        future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    }));
    match polled {
        Ok(Poll::Ready(is_ok)) => tx.verdict(is_ok),
        Ok(Poll::Pending) => {
            let message = "awaited something other than its transaction".to_owned();
            Verdict::Failed(Error::Misuse { action: name, message })
        }
        Err(panic) => {
            let message = panic_text(panic.as_ref()).to_owned();
            Verdict::Failed(Error::Panicked { action: name, message })
        }
    }
}

fn statement(connection: &Connection, sql: &str) -> Result<(), Error> {
    let mut prepared = connection.prepare_cached(sql).map_err(|e| explain("db", sql, &e))?;
    prepared.execute([]).map(drop).map_err(|error| explain("db", sql, &error))
}

fn roll_back(connection: &Connection) {
    if connection.is_autocommit() {
        return;
    }
    if let Err(error) = statement(connection, "rollback") {
        tracing::error!(%error, "A transaction could not be rolled back.");
    }
}

//! Doing jobs.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use serde::de::DeserializeOwned;

use super::attempt::{self, Attempt, Hold, Outcome};
use super::limits;
use crate::db::{self, Db};
use crate::ids::Ids;
use crate::tasks::{self, Tasks};

/// Does this server's share of the jobs.
#[derive(Clone, Debug)]
pub struct Worker {
    db: Db,
    tasks: Tasks,
    holder: String,
}

/// A job for its handler.
#[derive(Clone, Debug)]
pub struct Job {
    attempt: Attempt,
    db: Db,
}

impl Job {
    /// Names the job among those of its kind.
    pub fn key(&self) -> &str {
        &self.attempt.key
    }

    /// What the job was given, read from its JSON.
    pub fn body<T: DeserializeOwned>(&self) -> anyhow::Result<T> {
        Ok(serde_json::from_str(&self.attempt.body)?)
    }

    /// How many tries there were, with this one.
    pub const fn tries(&self) -> u32 {
        self.attempt.number
    }

    /// Tells whoever asks how far the job is.
    pub async fn progress(&self, text: &str) -> Result<(), db::Error> {
        self.attempt.note(&self.db, text).await
    }
}

impl Worker {
    /// A worker that does nothing yet.
    pub fn new(db: Db, ids: &Ids, tasks: Tasks) -> Self {
        Self { db, tasks, holder: ids.secret(12) }
    }

    /// Begins to do the jobs of a kind, one at a time. After a failure or a panic a job is tried
    /// again later. The handler is dropped where it waits when its job is called off, when the
    /// server stops, and when another server has taken the job.
    pub fn register<H>(&self, kind: &'static str, handler: H)
    where
        H: Fn(Job) -> BoxFuture<'static, anyhow::Result<()>> + Send + Sync + 'static,
    {
        let worker = self.clone();
        self.tasks.spawn(kind, async move { worker.work(kind, &handler).await });
    }

    async fn work<H>(&self, kind: &'static str, handler: &H)
    where
        H: Fn(Job) -> BoxFuture<'static, anyhow::Result<()>> + Sync,
    {
        let stopping = self.tasks.stopping();
        while !stopping.is_cancelled() {
            let pause = match attempt::take(&self.db, kind, &self.holder).await {
                Ok(Some(attempt)) => {
                    self.attempt(attempt, handler).await;
                    continue;
                }
                Ok(None) => limits::IDLE,
                Err(error) => {
                    tracing::warn!(kind, %error, "No job can be taken; trying again.");
                    limits::AFTER_FAILURE
                }
            };
            let _ = tokio::time::timeout(pause, stopping.cancelled()).await;
        }
    }

    async fn attempt<H>(&self, attempt: Attempt, handler: &H)
    where
        H: Fn(Job) -> BoxFuture<'static, anyhow::Result<()>>,
    {
        let job = Job { attempt: attempt.clone(), db: self.db.clone() };
        let stopping = self.tasks.stopping();
        let run = AssertUnwindSafe(async { handler(job).await }).catch_unwind();
        let outcome = tokio::select! {
            result = run => match result {
                Ok(Ok(())) => Outcome::Done,
                Ok(Err(error)) => failed(&attempt, &format!("{error:#}")),
                Err(panic) => failed(&attempt, tasks::panic_text(panic.as_ref())),
            },
            hold = self.keep(&attempt) => match hold {
                Hold::Cancelled => Outcome::Cancelled,
                Hold::Lost | Hold::Kept => return,
            },
            () = stopping.cancelled() => Outcome::CalledBack,
        };
        if let Err(error) = attempt.end(&self.db, outcome).await {
            let (kind, key) = (attempt.kind, &attempt.key);
            tracing::warn!(kind, key, %error, "A job's end was not stored; it will be repeated.");
        }
    }

    /// Prolongs the lease until there is a reason not to.
    async fn keep(&self, attempt: &Attempt) -> Hold {
        loop {
            tokio::time::sleep(limits::PROLONG).await;
            match attempt.prolong(&self.db).await {
                Ok(Hold::Kept) => {}
                Ok(hold) => return hold,
                Err(error) => {
                    tracing::warn!(kind = attempt.kind, %error, "A job's lease was not prolonged.");
                }
            }
        }
    }
}

fn failed(attempt: &Attempt, why: &str) -> Outcome {
    let (kind, key, tries) = (attempt.kind, &attempt.key, attempt.number);
    tracing::warn!(kind, key, tries, "A job failed: {why}");
    // The database takes no U+0000 in a text.
    let kept = why.chars().filter(|character| *character != '\0');
    Outcome::Failed(kept.take(limits::ERROR_CHARACTERS).collect())
}

//! How far a making is.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_platform::clock::Clock;
use xingtan_platform::jobs::Job;

/// How often those who wait are told.
const TELL_EVERY_MS: i64 = 700;

/// Bytes done, of those there are to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PackProgress)]
pub struct Done {
    /// Bytes done.
    pub done: u64,
    /// Bytes in all.
    pub total: u64,
}

/// Counts what is done and tells of it now and then.
pub struct Progress {
    job: Job,
    clock: Clock,
    done: Done,
    told: Option<UtcMs>,
}

impl Progress {
    /// Of a job that others wait for.
    pub const fn of(job: Job, clock: Clock) -> Self {
        Self { job, clock, done: Done { done: 0, total: 0 }, told: None }
    }

    /// Says how much there is to do.
    pub const fn expect(&mut self, total: u64) {
        self.done.total = total;
    }

    /// Adds what was done.
    ///
    /// # Errors
    /// When it cannot be told.
    pub async fn add(&mut self, bytes: u64) -> anyhow::Result<()> {
        self.done.done = self.done.done.saturating_add(bytes).min(self.done.total);
        let now = self.clock.now();
        let is_due = self.told.is_none_or(|told| now.since_ms(told) >= TELL_EVERY_MS);
        if is_due {
            self.told = Some(now);
            self.job.progress(&serde_json::to_string(&self.done)?).await?;
        }
        Ok(())
    }
}

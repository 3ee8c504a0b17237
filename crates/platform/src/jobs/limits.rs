//! Every bound of the jobs.

use std::time::Duration;

/// How long a server that has died keeps its jobs from others.
pub(super) const LEASE_MS: i64 = 30_000;

/// How often a running job's lease is prolonged, and its cancellation noticed.
pub(super) const PROLONG: Duration = Duration::from_secs(2);

/// Pause of a worker that found nothing to do.
pub(super) const IDLE: Duration = Duration::from_millis(500);

/// Pause of a worker after a failure of the database.
pub(super) const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Tries before a job counts as failed: with the pauses below, some fifteen hours, so that a job
/// outlasts a night in which a bucket is away.
pub(super) const TRIES: u32 = 24;

/// Pause after the first failure of a job; each further one doubles it.
pub(super) const FIRST_PAUSE_MS: i64 = 5_000;

/// Longest pause between two tries.
pub(super) const LONGEST_PAUSE_MS: i64 = 3_600_000;

/// Characters kept of a failure's text.
pub(super) const ERROR_CHARACTERS: usize = 2_000;

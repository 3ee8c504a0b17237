//! One try at a job: taken, kept and given back by lease.

use super::limits;
use super::queue::State;
use crate::db::{Db, Error, Tx};

/// A job that this worker has taken.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    pub(super) kind: &'static str,
    pub(super) key: String,
    pub(super) body: String,
    /// How many tries there were, with this one.
    pub(super) number: u32,
    pub(super) holder: String,
}

/// Whether a job is still ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// It is.
    Kept,
    /// It is, and was called off.
    Cancelled,
    /// Another worker has taken it after our lease's end.
    Lost,
}

/// How a try ended.
#[derive(Debug)]
pub(super) enum Outcome {
    Done,
    Failed(String),
    Cancelled,
    /// The server stops; the try does not count.
    CalledBack,
}

const DUE: &str = "select key, body, state, tries from job
                   where kind = $1 and ((state = 'waiting' and run_at_ms <= $2)
                                        or (state = 'running' and lease_until_ms <= $2))
                   order by run_at_ms limit 1";

/// Takes the job that has been due longest.
pub(super) async fn take(
    db: &Db,
    kind: &'static str,
    holder: &str,
) -> Result<Option<Attempt>, Error> {
    // Most looks find nothing, and only a write would have to wait for other writes.
    let is_due = db.read("jobs.look", async move |tx: &Tx| {
        let now = tx.database_now().await?;
        Ok::<_, Error>(tx.row(DUE, &[kind.into(), now.into()]).await?.is_some())
    });
    if !is_due.await? {
        return Ok(None);
    }
    let holder = holder.to_owned();
    db.write("jobs.take", async move |tx: &Tx| {
        let now = tx.database_now().await?;
        let Some(row) = tx.row(DUE, &[kind.into(), now.into()]).await? else { return Ok(None) };
        let attempt = Attempt {
            kind,
            key: row.get("key")?,
            body: row.get("body")?,
            number: row.get::<u32>("tries")? + 1,
            holder: holder.clone(),
        };
        if attempt.number > limits::TRIES {
            let end = "update job set state = 'failed', lease_holder = null,
                       error = 'its server ended during the last try'
                       where kind = $1 and key = $2";
            tx.execute(end, &[kind.into(), attempt.key.into()]).await?;
            return Ok(None);
        }
        let take = "update job set state = 'running', tries = $3, lease_holder = $4,
                    lease_until_ms = $5 where kind = $1 and key = $2";
        let until = now.plus_ms(limits::LEASE_MS);
        let (key, number) = (attempt.key.as_str(), attempt.number);
        let params = [kind.into(), key.into(), number.into(), holder.as_str().into(), until.into()];
        tx.execute(take, &params).await?;
        Ok(Some(attempt))
    })
    .await
}

impl Attempt {
    /// Prolongs the lease.
    pub(super) async fn prolong(&self, db: &Db) -> Result<Hold, Error> {
        let attempt = self.clone();
        db.write("jobs.prolong", async move |tx: &Tx| {
            let until = tx.database_now().await?.plus_ms(limits::LEASE_MS);
            let find = "select key, cancel_asked from job where kind = $1 and key = $2
                        and state = 'running' and lease_holder = $3";
            let Some(row) = tx.row(find, &attempt.names()).await? else { return Ok(Hold::Lost) };
            let prolong = "update job set lease_until_ms = $3 where kind = $1 and key = $2";
            let [kind, key, _] = attempt.names();
            tx.execute(prolong, &[kind, key, until.into()]).await?;
            Ok(if row.get("cancel_asked")? { Hold::Cancelled } else { Hold::Kept })
        })
        .await
    }

    /// Notes what the handler says of its progress.
    pub(super) async fn note(&self, db: &Db, progress: &str) -> Result<(), Error> {
        let (attempt, progress) = (self.clone(), progress.to_owned());
        db.write("jobs.progress", async move |tx: &Tx| {
            let update = "update job set progress = $4
                          where kind = $1 and key = $2 and lease_holder = $3";
            let [kind, key, holder] = attempt.names();
            tx.execute(update, &[kind, key, holder, progress.as_str().into()]).await.map(drop)
        })
        .await
    }

    /// Gives the job back. Nothing happens when another worker has it by now.
    pub(super) async fn end(&self, db: &Db, outcome: Outcome) -> Result<(), Error> {
        let attempt = self.clone();
        db.write("jobs.end", async move |tx: &Tx| {
            let now = tx.database_now().await?;
            let (state, tries, pause_ms, error) = match &outcome {
                Outcome::Done => (State::Done, attempt.number, 0, None),
                Outcome::Cancelled => (State::Cancelled, attempt.number, 0, None),
                Outcome::CalledBack => (State::Waiting, attempt.number - 1, 0, None),
                Outcome::Failed(error) if attempt.number < limits::TRIES => {
                    (State::Waiting, attempt.number, pause_ms(attempt.number), Some(error))
                }
                Outcome::Failed(error) => (State::Failed, attempt.number, 0, Some(error)),
            };
            let update = "update job set state = $4, tries = $5, run_at_ms = $6, error = $7,
                          lease_holder = null, lease_until_ms = null
                          where kind = $1 and key = $2 and lease_holder = $3";
            let [kind, key, holder] = attempt.names();
            let error = error.map(|text| text.as_str());
            let run_at = now.plus_ms(pause_ms);
            let what = [state.as_str().into(), tries.into(), run_at.into(), error.into()];
            let [state, tries, run_at, error] = what;
            tx.execute(update, &[kind, key, holder, state, tries, run_at, error]).await.map(drop)
        })
        .await
    }

    fn names(&self) -> [crate::db::Value; 3] {
        [self.kind.into(), self.key.as_str().into(), self.holder.as_str().into()]
    }
}

/// The pause after the try of this number.
fn pause_ms(number: u32) -> i64 {
    let doublings = number.saturating_sub(1).min(30);
    (limits::FIRST_PAUSE_MS << doublings).min(limits::LONGEST_PAUSE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_bounded() {
        let pauses = [1, 2, 3, 10, 11, 24].map(pause_ms);
        assert_eq!(pauses, [5_000, 10_000, 20_000, 2_560_000, 3_600_000, 3_600_000]);
        let all: i64 = (1..limits::TRIES).map(pause_ms).sum();
        assert!(all > 14 * 3_600_000, "{all}");
    }
}

//! Facts are stored with what they tell of, and given their order afterwards.
//!
//! A fact that is read by its id or time can be missed when its transaction commits late. So one
//! relay, by lease, gives committed facts a dense position, and consumers follow that.

use std::time::Duration;

use futures_util::future::BoxFuture;
use xingtan_base::ids::{Id, kinds};
use xingtan_facts::{Fact, Stored};

use crate::db::{Db, Error, Tx, Value};
use crate::ids::Ids;
use crate::leases;
use crate::tasks::Tasks;

/// Facts that get their position, or are handed to a consumer, at a time.
const BATCH: i64 = 500;
/// How long a relay that has died keeps others from relaying.
const LEASE_MS: i64 = 10_000;
/// Pause of the relay and the consumers when there is nothing to do.
const IDLE: Duration = Duration::from_millis(250);
/// Pause after a failure.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Stores a fact in the transaction in which it happened.
pub async fn record(tx: &Tx, fact: &Fact) -> Result<(), Error> {
    record_all(tx, std::slice::from_ref(fact)).await
}

/// Stores facts in the transaction in which they happened.
pub async fn record_all(tx: &Tx, facts: &[Fact]) -> Result<(), Error> {
    let row = |fact: &Fact| -> [Value; 5] {
        let body = serde_json::to_string(fact).expect("a fact has only text keys");
        [
            fact.id.into(),
            fact.happened.kind().into(),
            fact.at_ms.into(),
            fact.school.into(),
            body.into(),
        ]
    };
    let rows: Vec<_> = facts.iter().map(row).collect();
    tx.insert("fact (id, kind, at_ms, school, body)", &rows).await
}

/// Starts the relay of this server. Any number of servers may; one of them does the work.
pub fn start_relay(tasks: &Tasks, db: Db, ids: &Ids) {
    let holder = ids.secret(12);
    let stopping = tasks.stopping();
    tasks.spawn("facts.relay", async move {
        while !stopping.is_cancelled() {
            let pause = match relay(&db, &holder).await {
                Ok(relayed) if relayed > 0 => continue,
                Ok(_) => IDLE,
                Err(error) => {
                    tracing::warn!(%error, "Facts could not be relayed; trying again.");
                    AFTER_FAILURE
                }
            };
            let _ = tokio::time::timeout(pause, stopping.cancelled()).await;
        }
    });
}

/// Gives some committed facts their positions; answers how many. None while another relays.
pub async fn relay(db: &Db, holder: &str) -> Result<usize, Error> {
    // A look first: the lease is a write, and a quiet server writes nothing.
    if !db.read("facts.waiting", async |tx: &Tx| is_waiting(tx).await).await? {
        return Ok(0);
    }
    let holder = holder.to_owned();
    db.write("facts.relay", async move |tx: &Tx| {
        if leases::hold(tx, "facts.relay", &holder, LEASE_MS).await?.is_none() {
            return Ok(0);
        }
        let waiting = "select id from fact where position is null order by id limit $1";
        let waiting = tx.rows(waiting, &[BATCH.into()]).await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        let last = "select position from fact where position is not null
                    order by position desc limit 1";
        let last = tx.row(last, &[]).await?;
        let mut position: i64 = last.map_or(Ok(0), |row| row.get("position"))?;
        for row in &waiting {
            position += 1;
            let update = "update fact set position = $1 where id = $2";
            tx.execute(update, &[position.into(), row.get::<String>("id")?.into()]).await?;
        }
        Ok(waiting.len())
    })
    .await
}

/// Whether a fact has no position yet.
async fn is_waiting(tx: &Tx) -> Result<bool, Error> {
    let waiting = "select id from fact where position is null limit 1";
    Ok(tx.row(waiting, &[]).await?.is_some())
}

/// Starts a consumer: `handler` gets every fact in order, at least once, also those from before
/// the consumer existed. A failure is logged and the same fact is tried again.
pub fn consume<H>(tasks: &Tasks, db: Db, name: &'static str, handler: H)
where
    H: Fn(Stored) -> BoxFuture<'static, anyhow::Result<()>> + Send + Sync + 'static,
{
    let stopping = tasks.stopping();
    tasks.spawn(name, async move {
        while !stopping.is_cancelled() {
            let pause = match consume_some(&db, name, &handler).await {
                Ok(consumed) if consumed > 0 => continue,
                Ok(_) => IDLE,
                Err(error) => {
                    tracing::warn!(consumer = name, "A fact could not be dealt with: {error:#}");
                    AFTER_FAILURE
                }
            };
            let _ = tokio::time::timeout(pause, stopping.cancelled()).await;
        }
    });
}

/// Hands the consumer what follows its last position; answers how many facts that were.
pub async fn consume_some<H>(db: &Db, name: &'static str, handler: &H) -> anyhow::Result<usize>
where
    H: Fn(Stored) -> BoxFuture<'static, anyhow::Result<()>>,
{
    let facts = db.read("facts.after", async move |tx: &Tx| after_last(tx, name).await).await?;
    let count = facts.len();
    for stored in facts {
        let position = stored.position;
        handler(stored).await?;
        let consumed: Result<_, Error> = db
            .write("facts.consumed", async move |tx: &Tx| {
                let upsert = "insert into fact_consumer (name, position) values ($1, $2)
                              on conflict (name) do update set position = excluded.position";
                tx.execute(upsert, &[name.into(), position.into()]).await
            })
            .await;
        consumed?;
    }
    Ok(count)
}

async fn after_last(tx: &Tx, name: &str) -> Result<Vec<Stored>, Error> {
    let last = "select position from fact_consumer where name = $1";
    let last = tx.row(last, &[name.into()]).await?;
    let last: i64 = last.map_or(Ok(0), |row| row.get("position"))?;
    let query = "select id, position, body from fact
                 where position > $1 order by position limit $2";
    let rows = tx.rows(query, &[last.into(), BATCH.into()]).await?;
    rows.iter()
        .map(|row| {
            let body: String = row.get("body")?;
            let fact = serde_json::from_str(&body)
                .map_err(|error| row.broken("body", error.to_string()))?;
            let _: Id<kinds::Fact> = row.get("id")?;
            Ok(Stored { position: row.get("position")?, fact })
        })
        .collect()
}

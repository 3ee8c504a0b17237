//! When a session was last seen, and so how long it lives: written behind the request, which
//! neither waits for it nor fails with it. It is bookkeeping, and a database that cannot be
//! written refuses nobody who only reads.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::SessionId;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Db, Tx};

use crate::limits::{SESSION_MS, SIGHTING_PAUSE, SIGHTINGS_MAX};

/// The sessions whose sighting is being written. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Sightings {
    under_way: Arc<Mutex<HashSet<SessionId>>>,
}

impl Sightings {
    /// Has a sighting written, unless that is under way or has just failed.
    pub fn note(&self, ctx: &Ctx, session: SessionId, now: UtcMs) {
        {
            let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
            if under_way.len() >= SIGHTINGS_MAX || !under_way.insert(session) {
                return;
            }
        }
        let (sightings, db, stopping) = (self.clone(), ctx.db.clone(), ctx.tasks.stopping());
        ctx.tasks.spawn("sessions.seen", async move {
            if let Err(error) = write(&db, session, now).await {
                tracing::warn!(%session, %error, "When a session was last seen was not written.");
                let _ = tokio::time::timeout(SIGHTING_PAUSE, stopping.cancelled()).await;
            }
            sightings.under_way.lock().unwrap_or_else(PoisonError::into_inner).remove(&session);
        });
    }
}

async fn write(db: &Db, session: SessionId, now: UtcMs) -> Result<u64, db::Error> {
    db.write("sessions.seen", async move |tx: &Tx| {
        let sql = "update session set last_seen_ms = $2, expires_ms = $3 where id = $1";
        tx.execute(sql, &[session.into(), now.into(), now.plus_ms(SESSION_MS).into()]).await
    })
    .await
}

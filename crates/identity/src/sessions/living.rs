//! Which sessions there still are, for sockets that began with one long ago: it may have been
//! ended by another process.

use std::collections::HashSet;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::SessionId;
use xingtan_platform::db::{self, Tx, Value};

use crate::Identity;
use crate::limits::SESSIONS_ASKED_AT_ONCE;

impl Identity {
    /// Those among some sessions that have not ended.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn living_sessions(
        &self,
        asked: Vec<SessionId>,
    ) -> Result<HashSet<SessionId>, db::Error> {
        let now = self.ctx.clock.now();
        self.ctx
            .db
            .read("sessions.living", async move |tx: &Tx| {
                let mut living = HashSet::with_capacity(asked.len());
                for some in asked.chunks(SESSIONS_ASKED_AT_ONCE) {
                    living.extend(find(tx, some, now).await?);
                }
                Ok(living)
            })
            .await
    }
}

async fn find(tx: &Tx, asked: &[SessionId], now: UtcMs) -> Result<Vec<SessionId>, db::Error> {
    let Some(last) = asked.last() else { return Ok(Vec::new()) };
    let mut values: Vec<Value> = vec![now.into()];
    values.extend(asked.iter().map(Value::from));
    // Always as many, so that it is always the same statement.
    values.resize(SESSIONS_ASKED_AT_ONCE + 1, last.into());
    let places: Vec<String> = (2..=values.len()).map(|n| format!("${n}")).collect();
    let sql =
        format!("select id from session where expires_ms > $1 and id in ({})", places.join(", "));
    tx.rows(&sql, &values).await?.iter().map(|row| row.get("id")).collect()
}

//! Writing a new session.

use axum::http::{HeaderMap, header};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{PersonId, SessionId};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::ids::Ids;

use super::cookie;
use crate::limits::{SESSION_MS, USER_AGENT_CHARS_MAX};

/// A session about to be written.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// Its secret; only its digest is stored.
    pub token: String,
    /// The browser that asked.
    pub user_agent: String,
}

impl NewSession {
    /// With a fresh token of 32 random bytes.
    pub fn make(ids: &Ids, headers: &HeaderMap) -> Self {
        let user_agent = headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .chars()
            .take(USER_AGENT_CHARS_MAX)
            .collect();
        Self { id: ids.next(), token: ids.secret(32), user_agent }
    }

    /// Writes it, and forgets sessions long over.
    pub async fn write(&self, tx: &Tx, person: PersonId, now: UtcMs) -> Result<(), db::Error> {
        tx.execute(
            "delete from session where person = $1 and expires_ms <= $2",
            &[person.into(), now.into()],
        )
        .await?;
        tx.execute(
            "insert into session (id, person, token_sha256, created_ms, last_seen_ms, \
             expires_ms, user_agent) values ($1, $2, $3, $4, $5, $6, $7)",
            &[
                self.id.into(),
                person.into(),
                cookie::digest(&self.token).into(),
                now.into(),
                now.into(),
                now.plus_ms(SESSION_MS).into(),
                self.user_agent.as_str().into(),
            ],
        )
        .await?;
        Ok(())
    }
}

//! The server's own secrets: made once, kept in the database, shared by all nodes.

use std::sync::Arc;

use xingtan_base::clock::UtcMs;

use crate::clock::Clock;
use crate::db::{self, Db, Tx};
use crate::ids::Ids;

/// Secrets by purpose.
#[derive(Clone)]
pub struct Keys {
    media: Arc<str>,
}

const MEDIA: &str = "media";

impl Keys {
    /// Reads the secrets, and makes those that are not there yet.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn load(db: &Db, ids: &Ids, clock: &Clock) -> Result<Self, db::Error> {
        let fresh = ids.secret(32);
        let now = clock.now();
        let media = db
            .write("keys.load", async move |tx: &Tx| get_or_make(tx, MEDIA, &fresh, now).await)
            .await?;
        Ok(Self { media: media.into() })
    }

    /// Signs media addresses.
    pub fn media(&self) -> &str {
        &self.media
    }
}

async fn get_or_make(tx: &Tx, name: &str, fresh: &str, now: UtcMs) -> Result<String, db::Error> {
    tx.execute(
        "insert into server_secret (name, secret, created_ms) values ($1, $2, $3)
         on conflict (name) do nothing",
        &[name.into(), fresh.into(), now.into()],
    )
    .await?;
    let row = tx
        .row("select secret from server_secret where name = $1", &[name.into()])
        .await?
        .ok_or_else(|| db::Error::Unavailable("a secret just written is not there".to_owned()))?;
    row.get("secret")
}

//! A new password from the server's own console, for a person who is locked out.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::PersonId;
use xingtan_facts::{Fact, Happened, Object};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::facts_log;
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;

use super::store::Chosen;
use super::{one_time, store};
use crate::Identity;
use crate::sessions::end;
use crate::signin_names::fold;

impl Identity {
    /// Gives the person with this sign-in name a new password and ends his sessions. A server
    /// that runs meanwhile ends his sockets within seconds.
    /// `None` when nobody has the name.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn reset_from_console(&self, name: &str) -> Result<Option<String>, ApiError> {
        let password = one_time::generate(&self.ctx.ids);
        let hash = self.pool.hash(&password).await?;
        let (key, now, ids) = (fold(name), self.ctx.clock.now(), self.ctx.ids.clone());
        let ended = self
            .ctx
            .db
            .write("passwords.console", async move |tx: &Tx| {
                let sql = "select id from person where name_key = $1";
                let Some(row) = tx.row(sql, &[key.clone().into()]).await? else {
                    return Ok::<_, ApiError>(None);
                };
                let person: PersonId = row.get("id")?;
                store::set(tx, person, (&hash, Chosen::Given), now).await?;
                let happened = Happened::PasswordReset { person };
                record(tx, &ids, now, (Object::new("person", person), happened)).await?;
                let ended = end::all_of(tx, person, None).await?;
                for &session in &ended {
                    let happened = Happened::SessionEnded { session, person };
                    record(tx, &ids, now, (Object::new("session", session), happened)).await?;
                }
                Ok(Some(ended))
            })
            .await?;
        let Some(ended) = ended else { return Ok(None) };
        self.tell_ended(&ended);
        Ok(Some(password))
    }
}

/// Records what was done at the console, where nobody has signed in.
async fn record(
    tx: &Tx,
    ids: &Ids,
    now: UtcMs,
    (object, happened): (Object, Happened),
) -> Result<(), db::Error> {
    facts_log::record(tx, &Fact::new(ids.next(), now, object, happened)).await
}

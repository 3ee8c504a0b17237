//! A new password from the server's own console, for a person who is locked out.

use xingtan_base::ids::PersonId;
use xingtan_platform::db::Tx;
use xingtan_platform::http::ApiError;

use super::{one_time, store};
use crate::Identity;
use crate::sessions::end;
use crate::signin_names::fold;

impl Identity {
    /// Gives the person with this sign-in name a new password and ends his sessions.
    /// `None` when nobody has the name.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn reset_from_console(&self, name: &str) -> Result<Option<String>, ApiError> {
        let password = one_time::generate(&self.ctx.ids);
        let hash = self.pool.hash(&password).await?;
        let (key, now) = (fold(name), self.ctx.clock.now());
        let ended = self
            .ctx
            .db
            .write("passwords.console", async move |tx: &Tx| {
                let sql = "select id from person where name_key = $1";
                let Some(row) = tx.row(sql, &[key.clone().into()]).await? else {
                    return Ok::<_, ApiError>(None);
                };
                let person: PersonId = row.get("id")?;
                store::set(tx, person, &hash, now).await?;
                Ok(Some(end::all_of(tx, person, None).await?))
            })
            .await?;
        let Some(ended) = ended else { return Ok(None) };
        self.tell_ended(&ended);
        Ok(Some(password))
    }
}

//! The stored hash of a person's password.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::PersonId;
use xingtan_platform::db::{self, Tx};

/// Sets a person's hash.
pub async fn set(tx: &Tx, person: PersonId, hash: &str, now: UtcMs) -> Result<(), db::Error> {
    tx.execute(
        "insert into password (person, hash, changed_ms) values ($1, $2, $3) \
         on conflict (person) do update set hash = excluded.hash, changed_ms = excluded.changed_ms",
        &[person.into(), hash.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// A person's hash, if there is one.
pub async fn get(tx: &Tx, person: PersonId) -> Result<Option<String>, db::Error> {
    tx.row("select hash from password where person = $1", &[person.into()])
        .await?
        .map(|row| row.get("hash"))
        .transpose()
}

//! The stored hash of a person's password.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::PersonId;
use xingtan_platform::db::{self, Tx};

/// Who chose a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// The person.
    Own,
    /// Somebody else, who may know it: the person is asked to choose their own.
    Given,
}

/// Sets a person's hash.
pub async fn set(
    tx: &Tx,
    person: PersonId,
    (hash, chosen): (&str, Chosen),
    now: UtcMs,
) -> Result<(), db::Error> {
    let is_given = i64::from(chosen == Chosen::Given);
    tx.execute(
        "insert into password (person, hash, changed_ms, is_given) values ($1, $2, $3, $4) \
         on conflict (person) do update set hash = excluded.hash, \
         changed_ms = excluded.changed_ms, is_given = excluded.is_given",
        &[person.into(), hash.into(), now.into(), is_given.into()],
    )
    .await?;
    Ok(())
}

/// Who chose a person's password; their own where there is none.
pub async fn chosen(tx: &Tx, person: PersonId) -> Result<Chosen, db::Error> {
    let sql = "select is_given from password where person = $1";
    let row = tx.row(sql, &[person.into()]).await?;
    let is_given: i64 = row.map(|row| row.get("is_given")).transpose()?.unwrap_or_default();
    Ok(if is_given == 0 { Chosen::Own } else { Chosen::Given })
}

/// A person's hash, if there is one.
pub async fn get(tx: &Tx, person: PersonId) -> Result<Option<String>, db::Error> {
    tx.row("select hash from password where person = $1", &[person.into()])
        .await?
        .map(|row| row.get("hash"))
        .transpose()
}

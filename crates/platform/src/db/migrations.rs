//! One line of schema changes for both engines, embedded in the program, only ever appended to.

use sha2::{Digest as _, Sha256};

use super::database::Db;
use super::error::{Error, is_unique_violation};
use super::tx::Tx;

/// The files of `migrations/`, in the order they are applied. A new file is added here.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_platform", include_str!("../../../../migrations/0001_platform.sql")),
    ("0010_identity", include_str!("../../../../migrations/0010_identity.sql")),
    ("0020_teaching", include_str!("../../../../migrations/0020_teaching.sql")),
    ("0021_lesson_title_key", include_str!("../../../../migrations/0021_lesson_title_key.sql")),
    ("0030_live", include_str!("../../../../migrations/0030_live.sql")),
    ("0031_media", include_str!("../../../../migrations/0031_media.sql")),
    ("0032_entry_client", include_str!("../../../../migrations/0032_entry_client.sql")),
    ("0033_stops", include_str!("../../../../migrations/0033_stops.sql")),
    ("0040_library", include_str!("../../../../migrations/0040_library.sql")),
    ("0041_ink", include_str!("../../../../migrations/0041_ink.sql")),
    ("0050_late_answers", include_str!("../../../../migrations/0050_late_answers.sql")),
    ("0060_packs", include_str!("../../../../migrations/0060_packs.sql")),
    ("0061_editions", include_str!("../../../../migrations/0061_editions.sql")),
    ("0062_given_passwords", include_str!("../../../../migrations/0062_given_passwords.sql")),
    ("0063_ink_pictures", include_str!("../../../../migrations/0063_ink_pictures.sql")),
    ("0070_notes", include_str!("../../../../migrations/0070_notes.sql")),
    ("0075_pack_imports", include_str!("../../../../migrations/0075_pack_imports.sql")),
    ("0082_classrooms", include_str!("../../../../migrations/0082_classrooms.sql")),
];

/// Attempts at a migration while other servers are at it too.
const ATTEMPTS: u32 = 20;

/// Applies what is missing, each file in a transaction of its own.
pub(super) async fn migrate(db: &Db) -> Result<(), Error> {
    apply(db, MIGRATIONS).await
}

async fn apply(db: &Db, migrations: &[(&'static str, &'static str)]) -> Result<(), Error> {
    contended(async || db.write("migrations.prepare", prepare).await).await?;
    for &(name, sql) in migrations {
        let step = async || {
            let action = async move |tx: &Tx| apply_one(tx, name, sql).await;
            db.write("migrations.apply", action).await
        };
        if contended(step).await? {
            tracing::info!(migration = name, "The schema was changed.");
        }
    }
    Ok(())
}

/// Repeats a step that another server was at. Inserting the same row at once shows as a violation
/// of a unique key; the other's work is seen the next time.
async fn contended<T>(step: impl AsyncFn() -> Result<T, Error>) -> Result<T, Error> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        match step().await {
            Err(Error::Unavailable(_) | Error::UniqueViolation { .. }) if attempt < ATTEMPTS => {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            other => return other,
        }
    }
}

async fn prepare(tx: &Tx) -> Result<(), Error> {
    tx.lock_schema().await?;
    tx.batch(
        "create table if not exists schema_migration (
           name text not null primary key,
           checksum text not null,
           applied_ms bigint not null
         )",
    )
    .await
}

/// Whether the migration was applied now.
async fn apply_one(tx: &Tx, name: &'static str, sql: &'static str) -> Result<bool, Error> {
    let checksum = checksum(sql);
    let found =
        tx.row("select checksum from schema_migration where name = $1", &[name.into()]).await?;
    if let Some(row) = found {
        if row.get::<String>("checksum")? == checksum {
            return Ok(false);
        }
        let message = "this file was changed after it had been applied to this database. \
                       Restore the file and put the change into a new one.";
        return Err(Error::Migration { name: name.to_owned(), message: message.to_owned() });
    }
    // The row comes first: a second server waits for it and does not repeat the statements.
    let now = tx.database_now().await?;
    let insert = "insert into schema_migration (name, checksum, applied_ms) values ($1, $2, $3)";
    tx.execute(insert, &[name.into(), checksum.into(), now.into()]).await?;
    match tx.batch(sql).await {
        Err(error) if !error.is_outage() && !is_unique_violation(&error) => {
            Err(Error::Migration { name: name.to_owned(), message: error.to_string() })
        }
        other => other.map(|()| true),
    }
}

/// The same on machines that write line ends differently.
fn checksum(sql: &str) -> String {
    let digest = Sha256::digest(sql.replace("\r\n", "\n"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

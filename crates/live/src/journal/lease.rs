//! The lease of a room: which process may append, judged by the database's clock.

use xingtan_base::ids::LessonId;
use xingtan_platform::db::{self, Tx};

use crate::limits::LEASE_MS;

/// Why a lease could not be used.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LeaseError {
    /// Another process runs the room.
    #[error("the room is run elsewhere")]
    Elsewhere,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// Takes the lease of a lesson's room and answers its new epoch. A process takes its own lease
/// again at once, so that a restart on the same data goes on without waiting.
///
/// # Errors
/// When another process holds it, or the database fails.
pub async fn take(tx: &Tx, lesson: LessonId, holder: &str) -> Result<i64, LeaseError> {
    let now = tx.database_now().await?;
    let sql = "select holder, epoch, until_ms from room_lease where lesson = $1";
    let epoch = match tx.row(sql, &[lesson.into()]).await? {
        None => 0,
        Some(row) => {
            let other: String = row.get("holder")?;
            if other != holder && row.get::<i64>("until_ms")? > now.0 {
                return Err(LeaseError::Elsewhere);
            }
            row.get("epoch")?
        }
    };
    let sql = "insert into room_lease (lesson, holder, epoch, until_ms) values ($1, $2, $3, $4) \
               on conflict (lesson) do update set holder = excluded.holder, \
               epoch = excluded.epoch, until_ms = excluded.until_ms";
    let until = now.plus_ms(LEASE_MS);
    tx.execute(sql, &[lesson.into(), holder.into(), (epoch + 1).into(), until.into()]).await?;
    Ok(epoch + 1)
}

/// Confirms and renews a lease within the transaction that writes under it. A lease that ran out
/// but that nobody took is still good.
///
/// # Errors
/// When another process took it since, or the database fails.
pub async fn confirm(tx: &Tx, lesson: LessonId, epoch: i64) -> Result<(), LeaseError> {
    let until = tx.database_now().await?.plus_ms(LEASE_MS);
    let sql = "update room_lease set until_ms = $3 where lesson = $1 and epoch = $2";
    match tx.execute(sql, &[lesson.into(), epoch.into(), until.into()]).await? {
        0 => Err(LeaseError::Elsewhere),
        _ => Ok(()),
    }
}

/// Gives a lease back, so that another process need not wait for its end.
///
/// # Errors
/// When the database fails.
pub async fn give_back(tx: &Tx, lesson: LessonId, epoch: i64) -> Result<(), LeaseError> {
    let sql = "update room_lease set until_ms = 0 where lesson = $1 and epoch = $2";
    tx.execute(sql, &[lesson.into(), epoch.into()]).await?;
    Ok(())
}

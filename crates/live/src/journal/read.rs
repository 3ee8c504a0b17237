//! Reading the journal.

use xingtan_base::ids::{ActivityId, LessonId};
use xingtan_platform::db::{self, Tx};
use xingtan_room::entry::Entry;

use super::row::{self, COLUMNS};

/// Entries after `after`, in order, at most `limit`.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn entries(
    tx: &Tx,
    lesson: LessonId,
    after: u32,
    limit: u32,
) -> Result<Vec<Entry>, db::Error> {
    let sql =
        format!("select {COLUMNS} from entry where lesson = $1 and seq > $2 order by seq limit $3");
    let rows = tx.rows(&sql, &[lesson.into(), after.into(), limit.into()]).await?;
    rows.iter().map(row::read).collect()
}

/// Every entry of a lesson, in order.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn all_entries(tx: &Tx, lesson: LessonId) -> Result<Vec<Entry>, db::Error> {
    entries(tx, lesson, 0, i32::MAX.unsigned_abs()).await
}

/// When a lesson's log ended, in lesson time; nothing while it goes on.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn closed_ms(tx: &Tx, lesson: LessonId) -> Result<Option<i64>, db::Error> {
    let sql = "select seq, at_ms from entry where lesson = $1 and kind = 'lesson.closed' \
               order by seq desc limit 1";
    let row = tx.row(sql, &[lesson.into()]).await?;
    row.map(|row| row.get("at_ms")).transpose()
}

/// The choices of every vote in a lesson's anonymous polls, without order.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn ballots(
    tx: &Tx,
    lesson: LessonId,
) -> Result<Vec<(ActivityId, Vec<String>)>, db::Error> {
    let sql = "select activity, ballot_key, choices from ballot where lesson = $1 \
               order by activity, ballot_key";
    let rows = tx.rows(sql, &[lesson.into()]).await?;
    let read = |row: &db::Row| {
        let text: String = row.get("choices")?;
        let choices = serde_json::from_str(&text)
            .map_err(|error| row.broken("choices", error.to_string()))?;
        Ok((row.get("activity")?, choices))
    };
    rows.iter().map(read).collect()
}

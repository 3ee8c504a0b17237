//! Reading the journal.

use xingtan_base::ids::{ActivityId, LessonId};
use xingtan_platform::db::{self, Db, Tx};
use xingtan_room::entry::Entry;

use super::row::{self, COLUMNS};
use crate::limits::JOURNAL_PAGE_MAX;

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

/// The same, without ink, of which there is much that few want.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn entries_but_ink(
    tx: &Tx,
    lesson: LessonId,
    after: u32,
    limit: u32,
) -> Result<Vec<Entry>, db::Error> {
    let sql = format!(
        "select {COLUMNS} from entry where lesson = $1 and seq > $2 and kind <> 'ink.drawn' \
         order by seq limit $3"
    );
    let rows = tx.rows(&sql, &[lesson.into(), after.into(), limit.into()]).await?;
    rows.iter().map(row::read).collect()
}

/// The turned pages after the entry `after`, in order, at most `limit` entries.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn turns(
    tx: &Tx,
    lesson: LessonId,
    after: u32,
    limit: u32,
) -> Result<Vec<Entry>, db::Error> {
    let sql = format!(
        "select {COLUMNS} from entry where lesson = $1 and seq > $2 and kind = 'page.turned' \
         order by seq limit $3"
    );
    let rows = tx.rows(&sql, &[lesson.into(), after.into(), limit.into()]).await?;
    rows.iter().map(row::read).collect()
}

/// The ink on one surface after the entry `after`, in order, at most `limit` entries.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn ink(
    tx: &Tx,
    lesson: LessonId,
    surface: &str,
    after: u32,
    limit: u32,
) -> Result<Vec<Entry>, db::Error> {
    let sql = format!(
        "select {COLUMNS} from entry where lesson = $1 and surface = $2 and seq > $3 \
         order by seq limit $4"
    );
    let which = [lesson.into(), surface.into(), after.into(), limit.into()];
    let rows = tx.rows(&sql, &which).await?;
    rows.iter().map(row::read).collect()
}

/// The lesson time of the last ink on a surface up to the entry `until`; 0 before the first.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn ink_ms(
    tx: &Tx,
    lesson: LessonId,
    surface: &str,
    until: u32,
) -> Result<i64, db::Error> {
    let sql = "select seq, at_ms from entry where lesson = $1 and surface = $2 and seq <= $3 \
               order by seq desc limit 1";
    let row = tx.row(sql, &[lesson.into(), surface.into(), until.into()]).await?;
    Ok(row.map(|row| row.get("at_ms")).transpose()?.unwrap_or(0))
}

/// A lesson's log page by page, each read for itself, so that a long one holds up nobody. Entries
/// never change once they are there: pages read one after another are one log.
#[derive(Debug)]
pub struct Pages {
    db: Db,
    action: &'static str,
    lesson: LessonId,
    after: u32,
    last: u32,
}

impl Pages {
    /// The log from its beginning up to the entry `last`, read under this name.
    pub fn new(db: &Db, action: &'static str, lesson: LessonId, last: u32) -> Self {
        Self { db: db.clone(), action, lesson, after: 0, last }
    }

    /// The next entries, in order; nothing when these were all.
    ///
    /// # Errors
    /// When the database fails or holds a broken row.
    pub async fn next(&mut self) -> Result<Option<Vec<Entry>>, db::Error> {
        let limit = JOURNAL_PAGE_MAX.min(self.last.saturating_sub(self.after));
        if limit == 0 {
            return Ok(None);
        }
        let (lesson, after) = (self.lesson, self.after);
        let page = async move |tx: &Tx| entries(tx, lesson, after, limit).await;
        let page: Vec<Entry> = self.db.read(self.action, page).await?;
        let Some(end) = page.last() else { return Ok(None) };
        self.after = end.seq;
        Ok(Some(page))
    }
}

/// The number of a lesson's last entry; 0 before the first.
///
/// # Errors
/// When the database fails.
pub async fn last_seq(tx: &Tx, lesson: LessonId) -> Result<u32, db::Error> {
    let sql = "select seq from entry where lesson = $1 order by seq desc limit 1";
    let row = tx.row(sql, &[lesson.into()]).await?;
    Ok(row.map(|row| row.get("seq")).transpose()?.unwrap_or(0))
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
               and (activity > $2 or (activity = $2 and ballot_key > $3)) \
               order by activity, ballot_key limit $4";
    let mut found = Vec::new();
    let (mut activity, mut key) = (String::new(), String::new());
    loop {
        let after = [lesson.into(), activity.into(), key.into(), JOURNAL_PAGE_MAX.into()];
        let rows = tx.rows(sql, &after).await?;
        for row in &rows {
            found.push((row.get("activity")?, choices(row)?));
        }
        match rows.last() {
            Some(last) if rows.len() >= JOURNAL_PAGE_MAX as usize => {
                (activity, key) = (last.get("activity")?, last.get("ballot_key")?);
            }
            _ => return Ok(found),
        }
    }
}

fn choices(row: &db::Row) -> Result<Vec<String>, db::Error> {
    let text: String = row.get("choices")?;
    serde_json::from_str(&text).map_err(|error| row.broken("choices", error.to_string()))
}

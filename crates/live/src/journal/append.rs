//! Appending a group of entries in one transaction.

use std::sync::Arc;

use xingtan_base::ids::{ActivityId, LessonId};
use xingtan_platform::db::{self, Row, Tx, Value};
use xingtan_room::entry::{Body, Entry};

use super::lease::{self, LeaseError};
use super::row::{self, COLUMNS};

/// A vote in an anonymous poll: what was chosen, under a key that says nothing.
#[derive(Debug, Clone)]
pub struct SecretBallot {
    /// The poll.
    pub activity: ActivityId,
    /// Random text.
    pub key: String,
    /// The chosen options.
    pub choices: Vec<String>,
}

/// What is appended together, or not at all.
#[derive(Debug, Default)]
pub struct Group {
    /// Entries with dense, rising `seq`.
    pub entries: Vec<Entry>,
    /// Votes of anonymous polls.
    pub ballots: Vec<SecretBallot>,
}

/// Appends a group under a lease. With `again`, an earlier attempt may have been committed without
/// our hearing of it; then the group is there already, whole, and that is success.
///
/// # Errors
/// When the lease is lost, or the database fails.
pub async fn append(
    tx: &Tx,
    lesson: LessonId,
    epoch: i64,
    group: &Arc<Group>,
    again: bool,
) -> Result<(), LeaseError> {
    lease::confirm(tx, lesson, epoch).await?;
    if again && is_there(tx, lesson, group).await? {
        return Ok(());
    }
    insert_entries(tx, lesson, &group.entries).await?;
    for ballot in &group.ballots {
        let choices = serde_json::Value::from(ballot.choices.clone()).to_string();
        let sql = "insert into ballot (lesson, activity, ballot_key, choices) \
                   values ($1, $2, $3, $4)";
        let key = ballot.key.as_str().into();
        tx.execute(sql, &[lesson.into(), ballot.activity.into(), key, choices.into()]).await?;
    }
    for entry in &group.entries {
        if let Body::PollClosed(closed) = &entry.body {
            shuffle(tx, lesson, closed.activity).await?;
        }
    }
    Ok(())
}

async fn is_there(tx: &Tx, lesson: LessonId, group: &Group) -> Result<bool, LeaseError> {
    let Some(last) = group.entries.last() else { return Ok(false) };
    let sql = "select seq from entry where lesson = $1 and seq = $2";
    Ok(tx.row(sql, &[lesson.into(), last.seq.into()]).await?.is_some())
}

async fn insert_entries(tx: &Tx, lesson: LessonId, entries: &[Entry]) -> Result<(), LeaseError> {
    let lesson = lesson.to_string();
    let rows: Vec<_> = entries.iter().map(|entry| row::values(&lesson, entry)).collect();
    Ok(tx.insert(&format!("entry ({COLUMNS})"), &rows).await?)
}

/// Writes a closed poll's ballots anew in the order of their random keys, so that the order in
/// which they came cannot be read off the table's pages.
async fn shuffle(tx: &Tx, lesson: LessonId, activity: ActivityId) -> Result<(), LeaseError> {
    let which = [lesson.into(), activity.into()];
    let sql = "select ballot_key, choices from ballot where lesson = $1 and activity = $2 \
               order by ballot_key";
    let rows = tx.rows(sql, &which).await?;
    if rows.is_empty() {
        return Ok(());
    }
    tx.execute("delete from ballot where lesson = $1 and activity = $2", &which).await?;
    let ballot = |row: &Row| -> Result<[Value; 4], db::Error> {
        let key = row.get::<String>("ballot_key")?;
        let choices = row.get::<String>("choices")?;
        Ok([lesson.into(), activity.into(), key.into(), choices.into()])
    };
    let rows = rows.iter().map(ballot).collect::<Result<Vec<_>, _>>()?;
    Ok(tx.insert("ballot (lesson, activity, ballot_key, choices)", &rows).await?)
}

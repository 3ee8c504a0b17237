//! Rows of `late_answer`.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClassId, ClientId, LessonId, PersonId};
use xingtan_item::answer::Answer;
use xingtan_platform::db::{self, Row, Tx};

/// An answer given after the lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateRow {
    /// The poll or quiz.
    pub activity: ActivityId,
    /// Who.
    pub person: PersonId,
    /// With which class he attends.
    pub class: Option<ClassId>,
    /// His own name for it, for harmless retries.
    pub client_id: ClientId,
    /// The answer.
    pub answer: Answer,
    /// When he gave it, by his device, never later than it was kept.
    pub given_at: UtcMs,
    /// When it reached the server.
    pub kept_at: UtcMs,
}

const COLUMNS: &str = "activity, person, class, client_id, answer, given_ms, kept_ms";

/// All of a lesson, by question and person.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn of_lesson(tx: &Tx, lesson: LessonId) -> Result<Vec<LateRow>, db::Error> {
    let sql = format!(
        "select {COLUMNS} from late_answer where lesson = $1 order by activity, kept_ms, person"
    );
    tx.rows(&sql, &[lesson.into()]).await?.iter().map(read).collect()
}

/// One person's in a lesson.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn of_person(
    tx: &Tx,
    lesson: LessonId,
    person: PersonId,
) -> Result<Vec<LateRow>, db::Error> {
    let sql = format!(
        "select {COLUMNS} from late_answer where lesson = $1 and person = $2 order by activity"
    );
    tx.rows(&sql, &[lesson.into(), person.into()]).await?.iter().map(read).collect()
}

/// Keeps an answer unless the person has one already. Answers that one, or nothing when this is
/// the first.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn keep(tx: &Tx, lesson: LessonId, row: &LateRow) -> Result<Option<LateRow>, db::Error> {
    let there = of_person(tx, lesson, row.person).await?;
    if let Some(there) = there.into_iter().find(|there| there.activity == row.activity) {
        return Ok(Some(there));
    }
    let answer = serde_json::to_string(&row.answer).expect("an answer has only text keys");
    tx.execute(
        "insert into late_answer (lesson, activity, person, class, client_id, answer, given_ms, \
         kept_ms) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            lesson.into(),
            row.activity.into(),
            row.person.into(),
            row.class.into(),
            row.client_id.into(),
            answer.into(),
            row.given_at.into(),
            row.kept_at.into(),
        ],
    )
    .await?;
    Ok(None)
}

fn read(row: &Row) -> Result<LateRow, db::Error> {
    let answer: String = row.get("answer")?;
    Ok(LateRow {
        activity: row.get("activity")?,
        person: row.get("person")?,
        class: row.get("class")?,
        client_id: row.get("client_id")?,
        answer: serde_json::from_str(&answer)
            .map_err(|error| row.broken("answer", error.to_string()))?,
        given_at: row.get("given_ms")?,
        kept_at: row.get("kept_ms")?,
    })
}

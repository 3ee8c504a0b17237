//! Rows of `edition`, `lesson_edition` and `edition_answer`.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClientId, EditionId, LessonId, PersonId, SchoolId};
use xingtan_item::answer::Answer;
use xingtan_platform::db::{self, Row, Tx};

use super::edition::{EditionCredit, EditionRow};
use super::part::EditionPart;

const COLUMNS: &str = "id, school, source, source_ms, credit, owner, title, parts, version, \
                       created_ms, changed_ms";

fn text<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("parts, credits and answers have only text keys")
}

fn parse<T: serde::de::DeserializeOwned>(row: &Row, column: &str) -> Result<T, db::Error> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| row.broken(column, error.to_string()))
}

fn read(row: &Row) -> Result<EditionRow, db::Error> {
    Ok(EditionRow {
        id: row.get("id")?,
        school: row.get("school")?,
        source: row.get("source")?,
        source_ms: row.get("source_ms")?,
        credit: parse(row, "credit")?,
        owner: row.get("owner")?,
        title: row.get("title")?,
        parts: parse(row, "parts")?,
        version: row.get("version")?,
        created_at: row.get("created_ms")?,
        changed_at: row.get("changed_ms")?,
    })
}

/// One edition. Asks nothing about access.
pub(super) async fn one(tx: &Tx, id: EditionId) -> Result<Option<EditionRow>, db::Error> {
    let sql = format!("select {COLUMNS} from edition where id = $1");
    tx.row(&sql, &[id.into()]).await?.as_ref().map(read).transpose()
}

/// A person's own, the newest first, before one of them.
pub(super) async fn of_owner(
    tx: &Tx,
    owner: PersonId,
    before: Option<EditionId>,
    limit: i64,
) -> Result<Vec<EditionRow>, db::Error> {
    let mut values = vec![owner.into(), limit.into()];
    let mut filter = "";
    if let Some(before) = before {
        values.push(before.into());
        filter = " and id < $3";
    }
    let sql =
        format!("select {COLUMNS} from edition where owner = $1{filter} order by id desc limit $2");
    tx.rows(&sql, &values).await?.iter().map(read).collect()
}

/// How many a person has.
pub(super) async fn count(tx: &Tx, owner: PersonId) -> Result<i64, db::Error> {
    let sql = "select count(*) as n from edition where owner = $1";
    tx.row(sql, &[owner.into()]).await?.map_or(Ok(0), |row| row.get("n"))
}

/// Writes a new one.
pub(super) async fn insert(tx: &Tx, row: &EditionRow) -> Result<(), db::Error> {
    tx.execute(
        "insert into edition (id, school, source, source_ms, credit, owner, title, parts, \
         version, created_ms, changed_ms) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            row.id.into(),
            row.school.into(),
            row.source.into(),
            row.source_ms.into(),
            text(&row.credit).into(),
            row.owner.into(),
            row.title.clone().into(),
            text(&row.parts).into(),
            row.version.into(),
            row.created_at.into(),
            row.changed_at.into(),
        ],
    )
    .await
    .map(drop)
}

/// Writes a changed one.
pub(super) async fn update(tx: &Tx, row: &EditionRow) -> Result<(), db::Error> {
    tx.execute(
        "update edition set title = $3, parts = $4, version = $5, changed_ms = $6 \
         where school = $1 and id = $2",
        &[
            row.school.into(),
            row.id.into(),
            row.title.clone().into(),
            text(&row.parts).into(),
            row.version.into(),
            row.changed_at.into(),
        ],
    )
    .await
    .map(drop)
}

/// Removes one with the answers to it.
pub(super) async fn delete(tx: &Tx, row: &EditionRow) -> Result<(), db::Error> {
    for sql in [
        "delete from edition_answer where school = $1 and edition = $2",
        "delete from edition where school = $1 and id = $2",
    ] {
        tx.execute(sql, &[row.school.into(), row.id.into()]).await?;
    }
    Ok(())
}

/// What a lesson plays: an edition as it was when it was put there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AttachedRow {
    pub(super) edition: EditionId,
    pub(super) version: u32,
    pub(super) source: LessonId,
    pub(super) source_ms: i64,
    pub(super) credit: EditionCredit,
    pub(super) owner: PersonId,
    pub(super) title: String,
    pub(super) parts: Vec<EditionPart>,
    /// Since when the lesson plays one without a break.
    pub(super) attached_at: UtcMs,
}

/// What a lesson plays, if it plays an edition.
pub(super) async fn attached(tx: &Tx, lesson: LessonId) -> Result<Option<AttachedRow>, db::Error> {
    let sql = "select lesson, edition, version, source, source_ms, credit, owner, title, parts, \
               attached_ms from lesson_edition where lesson = $1";
    let Some(row) = tx.row(sql, &[lesson.into()]).await? else { return Ok(None) };
    Ok(Some(AttachedRow {
        edition: row.get("edition")?,
        version: row.get("version")?,
        source: row.get("source")?,
        source_ms: row.get("source_ms")?,
        credit: parse(&row, "credit")?,
        owner: row.get("owner")?,
        title: row.get("title")?,
        parts: parse(&row, "parts")?,
        attached_at: row.get("attached_ms")?,
    }))
}

/// Puts an edition to a lesson in the place of one that is there.
pub(super) async fn attach(
    tx: &Tx,
    (school, lesson): (SchoolId, LessonId),
    row: &EditionRow,
    since: UtcMs,
) -> Result<(), db::Error> {
    detach(tx, school, lesson).await?;
    tx.execute(
        "insert into lesson_edition (school, lesson, edition, version, source, source_ms, credit, \
         owner, title, parts, attached_ms) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            school.into(),
            lesson.into(),
            row.id.into(),
            row.version.into(),
            row.source.into(),
            row.source_ms.into(),
            text(&row.credit).into(),
            row.owner.into(),
            row.title.clone().into(),
            text(&row.parts).into(),
            since.into(),
        ],
    )
    .await
    .map(drop)
}

/// Takes a lesson's edition away. Answers whether there was one.
pub(super) async fn detach(tx: &Tx, school: SchoolId, lesson: LessonId) -> Result<bool, db::Error> {
    let sql = "delete from lesson_edition where school = $1 and lesson = $2";
    Ok(tx.execute(sql, &[school.into(), lesson.into()]).await? > 0)
}

/// Lessons that play an edition.
pub(super) async fn lessons_with(tx: &Tx, id: EditionId) -> Result<Vec<LessonId>, db::Error> {
    let sql = "select lesson from lesson_edition where edition = $1 order by lesson limit 200";
    tx.rows(sql, &[id.into()]).await?.iter().map(|row| row.get("lesson")).collect()
}

/// An answer of one who played an edition alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AnswerRow {
    pub(super) part: u32,
    pub(super) person: PersonId,
    pub(super) client_id: ClientId,
    pub(super) answer: Answer,
    pub(super) given_at: UtcMs,
}

/// The answers to an edition, of everybody or of one.
pub(super) async fn answers(
    tx: &Tx,
    id: EditionId,
    person: Option<PersonId>,
    limit: i64,
) -> Result<Vec<AnswerRow>, db::Error> {
    let mut values = vec![id.into(), limit.into()];
    let mut filter = "";
    if let Some(person) = person {
        values.push(person.into());
        filter = " and person = $3";
    }
    let sql = format!(
        "select part, person, client_id, answer, given_ms from edition_answer \
         where edition = $1{filter} order by part, given_ms, person limit $2"
    );
    let read = |row: &Row| {
        Ok(AnswerRow {
            part: row.get("part")?,
            person: row.get("person")?,
            client_id: row.get("client_id")?,
            answer: parse(row, "answer")?,
            given_at: row.get("given_ms")?,
        })
    };
    tx.rows(&sql, &values).await?.iter().map(read).collect()
}

/// Keeps an answer unless the person has one already; answers that one then.
pub(super) async fn keep(
    tx: &Tx,
    (school, edition): (SchoolId, EditionId),
    row: &AnswerRow,
    limit: i64,
) -> Result<Option<AnswerRow>, db::Error> {
    let there = answers(tx, edition, Some(row.person), limit).await?;
    if let Some(there) = there.into_iter().find(|there| there.part == row.part) {
        return Ok(Some(there));
    }
    tx.execute(
        "insert into edition_answer (school, edition, part, person, client_id, answer, given_ms) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            school.into(),
            edition.into(),
            row.part.into(),
            row.person.into(),
            row.client_id.into(),
            text(&row.answer).into(),
            row.given_at.into(),
        ],
    )
    .await?;
    Ok(None)
}

/// Drops the answers to some questions of an edition.
pub(super) async fn forget(
    tx: &Tx,
    (school, edition): (SchoolId, EditionId),
    parts: &[u32],
) -> Result<(), db::Error> {
    let sql = "delete from edition_answer where school = $1 and edition = $2 and part = $3";
    for part in parts {
        tx.execute(sql, &[school.into(), edition.into(), (*part).into()]).await?;
    }
    Ok(())
}

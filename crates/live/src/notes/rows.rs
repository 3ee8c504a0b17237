//! Rows of `lesson_note`. Each query names the person of the proof, and nobody else's are found.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::NoteId;
use xingtan_platform::db::{self, Row, Tx};

use super::access::CanNote;
use super::note::{Note, NoteKind, NoteToWrite};

const COLUMNS: &str = "id, kind, at_ms, words, created_ms, changed_ms";

/// Where a page of notes ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct After {
    pub(super) at_ms: i64,
    pub(super) id: NoteId,
}

/// One's own, by their moments, after one of them.
pub(super) async fn after(
    tx: &Tx,
    can: CanNote,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<Note>, db::Error> {
    let mut values = vec![can.lesson.into(), can.person.into(), limit.into()];
    let mut filter = "";
    if let Some(After { at_ms, id }) = after {
        values.extend([at_ms.into(), id.into()]);
        filter = " and (at_ms > $4 or (at_ms = $4 and id > $5))";
    }
    let sql = format!(
        "select {COLUMNS} from lesson_note where lesson = $1 and person = $2{filter} \
         order by at_ms, id limit $3"
    );
    tx.rows(&sql, &values).await?.iter().map(read).collect()
}

/// One of one's own.
pub(super) async fn one(tx: &Tx, can: CanNote, id: NoteId) -> Result<Option<Note>, db::Error> {
    let sql =
        format!("select {COLUMNS} from lesson_note where lesson = $1 and person = $2 and id = $3");
    let values = [can.lesson.into(), can.person.into(), id.into()];
    tx.row(&sql, &values).await?.as_ref().map(read).transpose()
}

/// How many one has.
pub(super) async fn count(tx: &Tx, can: CanNote) -> Result<i64, db::Error> {
    let sql = "select count(*) as n from lesson_note where lesson = $1 and person = $2";
    tx.row(sql, &[can.lesson.into(), can.person.into()]).await?.map_or(Ok(0), |row| row.get("n"))
}

/// Writes a new one.
pub(super) async fn insert(tx: &Tx, can: CanNote, note: &Note) -> Result<(), db::Error> {
    tx.execute(
        "insert into lesson_note (school, lesson, person, id, kind, at_ms, words, created_ms, \
         changed_ms) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            can.school.into(),
            can.lesson.into(),
            can.person.into(),
            note.id.into(),
            note.kind.name().into(),
            note.at_ms.into(),
            note.words.clone().into(),
            note.created_at.into(),
            note.changed_at.into(),
        ],
    )
    .await
    .map(drop)
}

/// Writes a changed one; whether there is one.
pub(super) async fn update(
    tx: &Tx,
    can: CanNote,
    id: NoteId,
    wanted: &NoteToWrite,
    now: UtcMs,
) -> Result<bool, db::Error> {
    let changed = tx
        .execute(
            "update lesson_note set kind = $5, at_ms = $6, words = $7, changed_ms = $8 \
             where school = $1 and lesson = $2 and person = $3 and id = $4",
            &[
                can.school.into(),
                can.lesson.into(),
                can.person.into(),
                id.into(),
                wanted.kind.name().into(),
                wanted.at_ms.into(),
                wanted.words.clone().into(),
                now.into(),
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Removes one, if it is there.
pub(super) async fn delete(tx: &Tx, can: CanNote, id: NoteId) -> Result<(), db::Error> {
    tx.execute(
        "delete from lesson_note where school = $1 and lesson = $2 and person = $3 and id = $4",
        &[can.school.into(), can.lesson.into(), can.person.into(), id.into()],
    )
    .await
    .map(drop)
}

fn read(row: &Row) -> Result<Note, db::Error> {
    let kind: String = row.get("kind")?;
    Ok(Note {
        id: row.get("id")?,
        kind: NoteKind::of(&kind).ok_or_else(|| row.broken("kind", kind))?,
        at_ms: row.get("at_ms")?,
        words: row.get("words")?,
        created_at: row.get("created_ms")?,
        changed_at: row.get("changed_ms")?,
    })
}

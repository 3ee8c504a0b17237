//! Rows of `shelved_pack` and `shelved_answer`.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{
    ActivityId, ClientId, LessonId, PackId, PackImportId, PersonId, SchoolId, ShelvedId,
};
use xingtan_item::answer::Answer;
use xingtan_platform::db::{self, Row, Tx};

use super::store::Place;
use crate::pack::format::answers::GivenAnswer;

/// A pack on a school's shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelvedRow {
    /// The school.
    pub school: SchoolId,
    /// Its name on the shelf.
    pub id: ShelvedId,
    /// Its name where it was made.
    pub pack: PackId,
    /// The lesson, which its maker knows.
    pub lesson: LessonId,
    /// The lesson's title.
    pub title: String,
    /// The class it was made for.
    pub class_name: String,
    /// What its answers are told by when they go back.
    pub secret: String,
    /// When it was made.
    pub made_at: UtcMs,
    /// Bytes of its files.
    pub size_bytes: u64,
    /// How often it was put here.
    pub version: u32,
    /// The import that brought its files; none where an earlier release put it here.
    pub stored: Option<PackImportId>,
    /// Who put it here; nobody when that was at the console.
    pub put_by: Option<PersonId>,
    /// When.
    pub put_at: UtcMs,
}

impl ShelvedRow {
    /// Where its files stand.
    pub fn place(&self) -> Place {
        self.stored.map_or(Place::Shelved(self.id, self.version), Place::Import)
    }
}

const COLUMNS: &str = "id, school, pack, lesson, title, class_name, secret, made_ms, size_bytes, \
                       version, stored, put_by, put_ms";

/// One pack of any shelf.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn one(tx: &Tx, shelved: ShelvedId) -> Result<Option<ShelvedRow>, db::Error> {
    let sql = format!("select {COLUMNS} from shelved_pack where id = $1");
    tx.row(&sql, &[shelved.into()]).await?.as_ref().map(read).transpose()
}

/// A pack of a school's shelf by its name where it was made.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn of_pack(
    tx: &Tx,
    school: SchoolId,
    pack: PackId,
) -> Result<Option<ShelvedRow>, db::Error> {
    let sql = format!("select {COLUMNS} from shelved_pack where school = $1 and pack = $2");
    tx.row(&sql, &[school.into(), pack.into()]).await?.as_ref().map(read).transpose()
}

/// The packs of this name on all shelves.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn named(tx: &Tx, pack: PackId) -> Result<Vec<ShelvedRow>, db::Error> {
    let sql = format!("select {COLUMNS} from shelved_pack where pack = $1 order by school");
    tx.rows(&sql, &[pack.into()]).await?.iter().map(read).collect()
}

/// A school's shelf, what came last first.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn of_school(
    tx: &Tx,
    school: SchoolId,
    limit: u32,
) -> Result<Vec<ShelvedRow>, db::Error> {
    let sql = format!(
        "select {COLUMNS} from shelved_pack where school = $1 order by put_ms desc, id limit $2"
    );
    tx.rows(&sql, &[school.into(), limit.into()]).await?.iter().map(read).collect()
}

/// Puts a pack on the shelf, or another version of it in its place.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &Tx, row: &ShelvedRow) -> Result<(), db::Error> {
    let size = i64::try_from(row.size_bytes).unwrap_or(i64::MAX);
    tx.execute(
        "insert into shelved_pack (school, id, pack, lesson, title, class_name, secret, made_ms, \
         size_bytes, version, stored, put_by, put_ms) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
         on conflict (school, id) do update set title = excluded.title, \
         class_name = excluded.class_name, made_ms = excluded.made_ms, \
         size_bytes = excluded.size_bytes, version = excluded.version, \
         stored = excluded.stored, put_by = excluded.put_by, put_ms = excluded.put_ms",
        &[
            row.school.into(),
            row.id.into(),
            row.pack.into(),
            row.lesson.into(),
            row.title.as_str().into(),
            row.class_name.as_str().into(),
            row.secret.as_str().into(),
            row.made_at.into(),
            size.into(),
            row.version.into(),
            row.stored.into(),
            row.put_by.into(),
            row.put_at.into(),
        ],
    )
    .await
    .map(drop)
}

/// Takes a pack off the shelf, with its answers.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &Tx, row: &ShelvedRow) -> Result<(), db::Error> {
    let names = [row.school.into(), row.id.into()];
    tx.execute("delete from shelved_answer where school = $1 and shelved = $2", &names).await?;
    tx.execute("delete from shelved_pack where school = $1 and id = $2", &names).await.map(drop)
}

/// Keeps an answer unless its person has given one. Answers that one then.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn keep(
    tx: &Tx,
    row: &ShelvedRow,
    given: &GivenAnswer,
    (by, now): (PersonId, UtcMs),
) -> Result<Option<GivenAnswer>, db::Error> {
    let find = "select person, activity, client_id, answer, given_ms from shelved_answer \
                where school = $1 and shelved = $2 and person = $3 and activity = $4";
    let names = [row.school.into(), row.id.into(), given.person.into(), given.activity.into()];
    if let Some(there) = tx.row(find, &names).await? {
        return read_answer(&there).map(Some);
    }
    let answer = serde_json::to_string(&given.answer).unwrap_or_default();
    tx.execute(
        "insert into shelved_answer (school, shelved, person, activity, client_id, answer, \
         given_ms, kept_ms, given_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            row.school.into(),
            row.id.into(),
            given.person.into(),
            given.activity.into(),
            given.client_id.into(),
            answer.into(),
            given.given_at.into(),
            now.into(),
            by.into(),
        ],
    )
    .await?;
    Ok(None)
}

/// All answers given to a pack.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn answers(tx: &Tx, row: &ShelvedRow) -> Result<Vec<GivenAnswer>, db::Error> {
    let sql = "select person, activity, client_id, answer, given_ms from shelved_answer \
               where school = $1 and shelved = $2 order by activity, person";
    let rows = tx.rows(sql, &[row.school.into(), row.id.into()]).await?;
    rows.iter().map(read_answer).collect()
}

/// How many answers were given to each pack of a school's shelf.
///
/// # Errors
/// When the database fails.
pub async fn counts(tx: &Tx, school: SchoolId) -> Result<Vec<(ShelvedId, u32)>, db::Error> {
    let sql = "select shelved, count(*) as answers from shelved_answer where school = $1 \
               group by shelved order by shelved";
    let rows = tx.rows(sql, &[school.into()]).await?;
    rows.iter().map(|row| Ok((row.get("shelved")?, row.get("answers")?))).collect()
}

fn read_answer(row: &Row) -> Result<GivenAnswer, db::Error> {
    let answer: String = row.get("answer")?;
    let answer: Answer =
        serde_json::from_str(&answer).map_err(|error| row.broken("answer", error.to_string()))?;
    let (person, activity): (PersonId, ActivityId) = (row.get("person")?, row.get("activity")?);
    let client_id: ClientId = row.get("client_id")?;
    Ok(GivenAnswer { client_id, person, activity, answer, given_at: row.get("given_ms")? })
}

fn read(row: &Row) -> Result<ShelvedRow, db::Error> {
    Ok(ShelvedRow {
        school: row.get("school")?,
        id: row.get("id")?,
        pack: row.get("pack")?,
        lesson: row.get("lesson")?,
        title: row.get("title")?,
        class_name: row.get("class_name")?,
        secret: row.get("secret")?,
        made_at: row.get("made_ms")?,
        size_bytes: row.get("size_bytes")?,
        version: row.get("version")?,
        stored: row.get("stored")?,
        put_by: row.get("put_by")?,
        put_at: row.get("put_ms")?,
    })
}

//! Rows of `pack`.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId, PackId, PersonId, SchoolId};
use xingtan_platform::db::{self, Row, Tx};

/// A lesson packed, or to be packed, for a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRow {
    /// The school that taught the lesson.
    pub school: SchoolId,
    /// The pack.
    pub id: PackId,
    /// The lesson.
    pub lesson: LessonId,
    /// The class it is for.
    pub class: ClassId,
    /// Whether the picture is in it, and not only the sound.
    pub pictures: bool,
    /// What its answers are told by when they come back.
    pub secret: String,
    /// How often it was asked for.
    pub making: u32,
    /// Which of these is there; 0 for none.
    pub made: u32,
    /// When that was made.
    pub made_at: Option<UtcMs>,
    /// Its size.
    pub size_bytes: u64,
    /// Who asked for it last; nobody when it was asked for at the console.
    pub asked_by: Option<PersonId>,
    /// When.
    pub asked_at: UtcMs,
    /// The code of why the latest making can never come to an end.
    pub problem: Option<String>,
}

const COLUMNS: &str = "id, school, lesson, class, pictures, secret, making, made, made_ms, \
                       size_bytes, asked_by, asked_ms, problem";

/// A lesson's packs, those of a class together.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn of_lesson(tx: &Tx, lesson: LessonId) -> Result<Vec<PackRow>, db::Error> {
    let sql =
        format!("select {COLUMNS} from pack where lesson = $1 order by class, pictures desc, id");
    tx.rows(&sql, &[lesson.into()]).await?.iter().map(read).collect()
}

/// One pack of a lesson.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn one(tx: &Tx, lesson: LessonId, pack: PackId) -> Result<Option<PackRow>, db::Error> {
    let sql = format!("select {COLUMNS} from pack where id = $1 and lesson = $2");
    tx.row(&sql, &[pack.into(), lesson.into()]).await?.as_ref().map(read).transpose()
}

/// A pack that is not there yet.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &Tx, row: &PackRow) -> Result<(), db::Error> {
    tx.execute(
        "insert into pack (school, id, lesson, class, pictures, secret, making, made, size_bytes, \
         asked_by, asked_ms) values ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, $9)",
        &[
            row.school.into(),
            row.id.into(),
            row.lesson.into(),
            row.class.into(),
            row.pictures.into(),
            row.secret.as_str().into(),
            row.making.into(),
            row.asked_by.into(),
            row.asked_at.into(),
        ],
    )
    .await
    .map(drop)
}

/// Notes that a pack is asked for once more.
///
/// # Errors
/// When the database fails.
pub async fn ask_again(tx: &Tx, row: &PackRow) -> Result<(), db::Error> {
    let sql = "update pack set making = $2, asked_by = $3, asked_ms = $4, problem = null \
               where id = $1";
    let params = [row.id.into(), row.making.into(), row.asked_by.into(), row.asked_at.into()];
    tx.execute(sql, &params).await.map(drop)
}

/// Notes that a making is done. Answers whether the pack is still there and wants it.
///
/// # Errors
/// When the database fails.
pub async fn made(
    tx: &Tx,
    row: &PackRow,
    (size_bytes, at): (u64, UtcMs),
) -> Result<bool, db::Error> {
    let sql = "update pack set made = $2, made_ms = $3, size_bytes = $4 \
               where id = $1 and making = $2";
    let size = i64::try_from(size_bytes).unwrap_or(i64::MAX);
    let params = [row.id.into(), row.making.into(), at.into(), size.into()];
    Ok(tx.execute(sql, &params).await? == 1)
}

/// Notes why the latest making can never come to an end.
///
/// # Errors
/// When the database fails.
pub async fn failed(tx: &Tx, row: &PackRow, problem: &str) -> Result<(), db::Error> {
    let sql = "update pack set problem = $3 where id = $1 and making = $2 and made < $2";
    tx.execute(sql, &[row.id.into(), row.making.into(), problem.into()]).await.map(drop)
}

/// Removes a pack.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &Tx, pack: PackId) -> Result<(), db::Error> {
    tx.execute("delete from pack where id = $1", &[pack.into()]).await.map(drop)
}

fn read(row: &Row) -> Result<PackRow, db::Error> {
    Ok(PackRow {
        school: row.get("school")?,
        id: row.get("id")?,
        lesson: row.get("lesson")?,
        class: row.get("class")?,
        pictures: row.get("pictures")?,
        secret: row.get("secret")?,
        making: row.get("making")?,
        made: row.get("made")?,
        made_at: row.get("made_ms")?,
        size_bytes: row.get("size_bytes")?,
        asked_by: row.get("asked_by")?,
        asked_at: row.get("asked_ms")?,
        problem: row.get("problem")?,
    })
}

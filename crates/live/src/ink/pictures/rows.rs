//! Rows of `ink_picture`.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_platform::db::{self, Tx};

/// A picture of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRow {
    /// Its name.
    pub file: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Its size.
    pub bytes: u64,
}

/// How many pictures a lesson has.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &Tx, lesson: LessonId) -> Result<i64, db::Error> {
    let sql = "select count(*) as n from ink_picture where lesson = $1";
    let row = tx.row(sql, &[lesson.into()]).await?;
    Ok(row.map(|row| row.get("n")).transpose()?.unwrap_or_default())
}

/// Whether a lesson has a picture of this name.
///
/// # Errors
/// When the database fails.
pub async fn is_kept(tx: &Tx, lesson: LessonId, file: &str) -> Result<bool, db::Error> {
    let sql = "select file from ink_picture where lesson = $1 and file = $2";
    Ok(tx.row(sql, &[lesson.into(), file.into()]).await?.is_some())
}

/// Takes a picture's row away.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &Tx, lesson: LessonId, file: &str) -> Result<(), db::Error> {
    let sql = "delete from ink_picture where lesson = $1 and file = $2";
    tx.execute(sql, &[lesson.into(), file.into()]).await.map(drop)
}

/// Notes a picture; one that is there already stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    tx: &Tx,
    lesson: LessonId,
    row: &PictureRow,
    (by, now): (PersonId, UtcMs),
) -> Result<(), db::Error> {
    tx.execute(
        "insert into ink_picture (lesson, file, width, height, bytes, added_by, added_ms) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (lesson, file) do nothing",
        &[
            lesson.into(),
            row.file.as_str().into(),
            row.width.into(),
            row.height.into(),
            i64::try_from(row.bytes).unwrap_or(i64::MAX).into(),
            by.into(),
            now.into(),
        ],
    )
    .await
    .map(drop)
}

/// The names of a lesson's pictures.
///
/// # Errors
/// When the database fails.
pub async fn files(tx: &Tx, lesson: LessonId) -> Result<Vec<String>, db::Error> {
    let sql = "select file from ink_picture where lesson = $1 order by file";
    tx.rows(sql, &[lesson.into()]).await?.iter().map(|row| row.get("file")).collect()
}

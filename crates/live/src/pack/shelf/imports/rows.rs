//! Rows of `pack_import`.

use std::str::FromStr;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{PackId, PackImportId, PersonId, SchoolId, ShelvedId};
use xingtan_base::problems::Problem;
use xingtan_platform::db::{self, Row, Tx};

use crate::pack::limits::{IMPORT_TOLD_MS, IMPORTS_MAX};

/// Where an import is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The pack is on its way to the file store.
    Arriving,
    /// Its job has it.
    Importing,
    /// It stands on the shelf.
    Done,
    /// It cannot stand there.
    Refused,
}

impl State {
    /// The state as it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Arriving => "arriving",
            Self::Importing => "importing",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

impl FromStr for State {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Arriving, Self::Importing, Self::Done, Self::Refused]
            .into_iter()
            .find(|state| state.word() == text)
            .ok_or("not the state of an import")
    }
}

/// A pack on its way to a school's shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// The school.
    pub school: SchoolId,
    /// The import.
    pub id: PackImportId,
    /// The pack, by its name where it was made.
    pub pack: PackId,
    /// The lesson's title.
    pub title: String,
    /// The class it was made for.
    pub class_name: String,
    /// The size of the ZIP.
    pub size_bytes: u64,
    /// Where it is in its life.
    pub state: State,
    /// The code of why it cannot stand on the shelf.
    pub problem: Option<String>,
    /// What exactly was wrong, in English.
    pub detail: Option<String>,
    /// What it became on the shelf.
    pub shelved: Option<ShelvedId>,
    /// Who sent it; nobody when that was at the console.
    pub asked_by: Option<PersonId>,
    /// When.
    pub asked_at: UtcMs,
}

const COLUMNS: &str = "id, school, pack, title, class_name, size_bytes, state, problem, detail, \
                       shelved, asked_by, asked_ms";

/// One import.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn one(tx: &Tx, import: PackImportId) -> Result<Option<ImportRow>, db::Error> {
    let sql = format!("select {COLUMNS} from pack_import where id = $1");
    tx.row(&sql, &[import.into()]).await?.as_ref().map(read).transpose()
}

/// A school's imports that are not done, what came last first.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn of_school(tx: &Tx, school: SchoolId) -> Result<Vec<ImportRow>, db::Error> {
    let sql = format!(
        "select {COLUMNS} from pack_import where school = $1 and state <> 'done' \
         order by asked_ms desc, id limit 50"
    );
    tx.rows(&sql, &[school.into()]).await?.iter().map(read).collect()
}

/// Whether as many are on their way to a school's shelf as may be.
///
/// # Errors
/// When the database fails.
pub async fn are_many(tx: &Tx, school: SchoolId) -> Result<bool, db::Error> {
    let sql = "select count(*) as imports from pack_import \
               where school = $1 and state in ('arriving', 'importing')";
    let row = tx.row(sql, &[school.into()]).await?;
    let count: u32 = row.map(|row| row.get("imports")).transpose()?.unwrap_or(0);
    Ok(count >= IMPORTS_MAX)
}

/// Adds an import; what ended long ago is forgotten.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &Tx, row: &ImportRow) -> Result<(), db::Error> {
    let old = row.asked_at.plus_ms(-IMPORT_TOLD_MS);
    let forget = "delete from pack_import where school = $1 and ended_ms < $2";
    tx.execute(forget, &[row.school.into(), old.into()]).await?;
    let size = i64::try_from(row.size_bytes).unwrap_or(i64::MAX);
    tx.execute(
        "insert into pack_import (school, id, pack, title, class_name, size_bytes, state, \
         asked_by, asked_ms) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            row.school.into(),
            row.id.into(),
            row.pack.into(),
            row.title.as_str().into(),
            row.class_name.as_str().into(),
            size.into(),
            row.state.word().into(),
            row.asked_by.into(),
            row.asked_at.into(),
        ],
    )
    .await
    .map(drop)
}

/// Hands what has arrived over to its job. Answers whether it is still wanted.
///
/// # Errors
/// When the database fails.
pub async fn arrived(tx: &Tx, import: PackImportId) -> Result<bool, db::Error> {
    let sql = "update pack_import set state = 'importing' where id = $1 and state = 'arriving'";
    Ok(tx.execute(sql, &[import.into()]).await? == 1)
}

/// Notes that it stands on the shelf. Answers whether it was still wanted, and not there yet.
///
/// # Errors
/// When the database fails.
pub async fn done(
    tx: &Tx,
    import: PackImportId,
    (shelved, now): (ShelvedId, UtcMs),
) -> Result<bool, db::Error> {
    let sql = "update pack_import set state = 'done', shelved = $2, ended_ms = $3 \
               where id = $1 and state = 'importing'";
    Ok(tx.execute(sql, &[import.into(), shelved.into(), now.into()]).await? == 1)
}

/// Notes why it cannot stand there. Answers whether it was still wanted.
///
/// # Errors
/// When the database fails.
pub async fn refused(
    tx: &Tx,
    import: PackImportId,
    (why, now): (&Problem, UtcMs),
) -> Result<bool, db::Error> {
    let sql = "update pack_import set state = 'refused', problem = $2, detail = $3, \
               ended_ms = $4 where id = $1 and state = 'importing'";
    let detail = why.detail.as_deref().map(|detail| detail.replace('\0', ""));
    let params = [import.into(), why.code.as_str().into(), detail.into(), now.into()];
    Ok(tx.execute(sql, &params).await? == 1)
}

/// Removes an import. Answers whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &Tx, import: PackImportId) -> Result<bool, db::Error> {
    Ok(tx.execute("delete from pack_import where id = $1", &[import.into()]).await? == 1)
}

/// Those that began to arrive before a time, and never did.
///
/// # Errors
/// When the database fails or holds a broken row.
pub async fn lost(tx: &Tx, before: UtcMs) -> Result<Vec<ImportRow>, db::Error> {
    let sql = format!(
        "select {COLUMNS} from pack_import where state = 'arriving' and asked_ms < $1 \
         order by id limit 1000"
    );
    tx.rows(&sql, &[before.into()]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<ImportRow, db::Error> {
    Ok(ImportRow {
        school: row.get("school")?,
        id: row.get("id")?,
        pack: row.get("pack")?,
        title: row.get("title")?,
        class_name: row.get("class_name")?,
        size_bytes: row.get("size_bytes")?,
        state: row.parse("state")?,
        problem: row.get("problem")?,
        detail: row.get("detail")?,
        shelved: row.get("shelved")?,
        asked_by: row.get("asked_by")?,
        asked_at: row.get("asked_ms")?,
    })
}

//! An import and its rows, as they are shown.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde_json::from_str;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::ImportId;
use xingtan_base::problems;
use xingtan_platform::db::{self, Row, Tx};
use xingtan_platform::http::ApiError;

use super::access::CanDecideImport;
use super::check::{Action, CellFault};
use super::kept::Kept;
use crate::limits::IMPORT_ROWS_SHOWN;
use crate::signin_names::fold;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Nothing is written yet.
    Previewed,
    /// Its people and classes are there.
    Accepted,
    /// Nothing was written, and nothing will be.
    Discarded,
}

impl ImportState {
    /// The word in the database and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Previewed => "previewed",
            Self::Accepted => "accepted",
            Self::Discarded => "discarded",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Previewed, Self::Accepted, Self::Discarded]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

/// Counts of an import's rows.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportTotals {
    /// All rows.
    pub rows: i64,
    /// Rows that make a person.
    pub new: i64,
    /// Rows of people who are there already.
    pub existing: i64,
    /// Rows with which nothing can be done.
    pub errors: i64,
    /// Rows left out because their class was not to be made.
    pub left_out: i64,
}

/// A class that a roster names and the school does not have yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RosterClass {
    /// Its name, as first written.
    pub name: String,
    /// Rows without errors that name it.
    pub rows: i64,
}

/// A row of an import.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportRow {
    /// Its line in the file; the headings are line 1.
    pub line: i64,
    /// The account.
    pub name: String,
    /// The displayed name.
    pub display_name: String,
    /// `learner`, `teacher`, or what stands there.
    pub role: String,
    /// The class.
    pub class: String,
    /// Whether the class did not exist when the file was read; accepting must say what becomes
    /// of it.
    pub is_new_class: bool,
    /// What accepting does.
    pub action: Action,
    /// What is wrong with it.
    pub errors: Vec<CellFault>,
}

/// A roster import.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// How far it is.
    pub state: ImportState,
    /// `utf-8`, `utf-16le`, `utf-16be` or `gb18030`.
    pub file_encoding: String,
    /// The columns found: `name`, `display_name`, `role`, `class`, `password`.
    pub columns: Vec<String>,
    /// Headings that mean nothing to us.
    pub ignored_columns: Vec<String>,
    /// Classes that do not exist, of which acceptance must say what becomes; afterwards those
    /// that it made.
    pub new_classes: Vec<RosterClass>,
    /// Counts of its rows.
    pub totals: ImportTotals,
    /// Its first rows; the others have an address of their own.
    pub rows: Vec<ImportRow>,
    /// Whether the file brought passwords.
    pub has_passwords: bool,
    /// Whether `passwords.csv` can be fetched now, once.
    pub passwords_ready: bool,
}

/// Reads an import with its first rows.
pub(super) async fn import(tx: &Tx, can: CanDecideImport) -> Result<Import, ApiError> {
    let row = tx
        .row(
            "select state, encoding, columns, ignored_columns, new_classes, row_count, \
             new_count, existing_count, error_count, has_passwords from roster_import \
             where school = $1 and id = $2",
            &[can.school().into(), can.import().into()],
        )
        .await?
        .ok_or_else(problems::not_found)?;
    let state: String = row.get("state")?;
    let (all, new): (i64, i64) = (row.get("row_count")?, row.get("new_count")?);
    let (existing, errors): (i64, i64) = (row.get("existing_count")?, row.get("error_count")?);
    let left_out = all - new - existing - errors;
    let totals = ImportTotals { rows: all, new, existing, errors, left_out };
    Ok(Import {
        id: can.import(),
        state: ImportState::from_word(&state).ok_or_else(|| broken(can.import(), "state"))?,
        file_encoding: row.get("encoding")?,
        columns: list(can.import(), &row, "columns")?,
        ignored_columns: list(can.import(), &row, "ignored_columns")?,
        new_classes: new_classes(tx, can, list(can.import(), &row, "new_classes")?).await?,
        totals,
        rows: rows(tx, can, RowsAsked::first(IMPORT_ROWS_SHOWN)).await?,
        has_passwords: row.get("has_passwords")?,
        passwords_ready: false,
    })
}

impl Import {
    /// Says whether passwords wait to be fetched.
    pub(super) fn with_passwords(mut self, kept: &Kept, now: UtcMs) -> Self {
        self.passwords_ready = kept.has_new(self.id, now);
        self
    }
}

/// Which rows are wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowsAsked {
    /// Rows after this line.
    pub after: i64,
    /// Only rows with errors, or left out.
    pub errors_only: bool,
    /// At most this many.
    pub limit: i64,
}

impl RowsAsked {
    fn first(limit: u32) -> Self {
        Self { after: 0, errors_only: false, limit: limit.into() }
    }

    /// Every row.
    pub(super) const fn all() -> Self {
        Self { after: 0, errors_only: false, limit: i64::MAX }
    }
}

/// Reads rows in the order of the file.
pub(super) async fn rows(
    tx: &Tx,
    can: CanDecideImport,
    asked: RowsAsked,
) -> Result<Vec<ImportRow>, ApiError> {
    let found = tx
        .rows(
            "select line, name, display_name, role, class, action, errors \
             from roster_import_row where school = $1 and import = $2 and line > $3 \
             and ($4 = 0 or action in ('error', 'left_out')) order by line limit $5",
            &[
                can.school().into(),
                can.import().into(),
                asked.after.into(),
                i64::from(asked.errors_only).into(),
                asked.limit.into(),
            ],
        )
        .await?;
    let sql = "select id, new_classes from roster_import where school = $1 and id = $2";
    let import = tx.row(sql, &[can.school().into(), can.import().into()]).await?;
    let import = import.ok_or_else(problems::not_found)?;
    let new = list(can.import(), &import, "new_classes")?;
    let new: HashSet<String> = new.iter().map(|name| fold(name)).collect();
    found.iter().map(|row| one(can.import(), row, &new)).collect()
}

fn one(import: ImportId, row: &Row, new: &HashSet<String>) -> Result<ImportRow, ApiError> {
    let action: String = row.get("action")?;
    let errors: String = row.get("errors")?;
    let class: String = row.get("class")?;
    Ok(ImportRow {
        line: row.get("line")?,
        name: row.get("name")?,
        display_name: row.get("display_name")?,
        role: row.get("role")?,
        is_new_class: new.contains(&fold(&class)),
        class,
        action: Action::from_word(&action).ok_or_else(|| broken(import, "action"))?,
        errors: from_str(&errors).map_err(|_| broken(import, "errors"))?,
    })
}

/// The classes with their rows.
async fn new_classes(
    tx: &Tx,
    can: CanDecideImport,
    names: Vec<String>,
) -> Result<Vec<RosterClass>, ApiError> {
    let mut counts: HashMap<String, i64> = HashMap::new();
    if !names.is_empty() {
        let sql = "select class, count(*) as n from roster_import_row where school = $1 \
                   and import = $2 and action <> 'error' group by class";
        for row in &tx.rows(sql, &[can.school().into(), can.import().into()]).await? {
            let (class, count): (String, i64) = (row.get("class")?, row.get("n")?);
            *counts.entry(fold(&class)).or_default() += count;
        }
    }
    let counted = |name: String| {
        let rows = counts.get(&fold(&name)).copied().unwrap_or(0);
        RosterClass { name, rows }
    };
    Ok(names.into_iter().map(counted).collect())
}

fn list(import: ImportId, row: &Row, column: &str) -> Result<Vec<String>, ApiError> {
    let text: String = row.get(column).map_err(|error: db::Error| ApiError::from(error))?;
    from_str(&text).map_err(|_| broken(import, column))
}

/// A stored import that we cannot have written.
fn broken(import: ImportId, column: &str) -> ApiError {
    anyhow::anyhow!("roster_import {import} or its rows: column {column} is broken").into()
}

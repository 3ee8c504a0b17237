//! Column types that both databases read alike.

use std::fs;
use std::path::PathBuf;

use super::{Breach, ends};

/// Types that one engine reads as another: SQLite turns text '0123' in a UUID column into a number.
const BANNED: [&str; 14] = [
    "uuid",
    "integer",
    "int",
    "serial",
    "bigserial",
    "boolean",
    "timestamp",
    "timestamptz",
    "date",
    "json",
    "jsonb",
    "varchar",
    "numeric",
    "real",
];

/// Finds column types outside TEXT, BIGINT, BYTEA and DOUBLE PRECISION in migrations.
///
/// # Errors
/// When a migration cannot be read.
pub fn check(files: &[PathBuf]) -> anyhow::Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    for path in files.iter().filter(|path| ends(path, &[".sql"])) {
        let text = fs::read_to_string(path)?.to_ascii_lowercase();
        for (number, line) in text.lines().enumerate() {
            let code = line.split("--").next().unwrap_or_default();
            let column_type = code.split_whitespace().nth(1).unwrap_or_default();
            let bare = column_type.trim_end_matches([',', ')', ';']);
            if BANNED.contains(&bare) {
                let what = format!("line {}: `{bare}` is not read alike", number + 1);
                breaches.push(Breach { path: path.clone(), what });
            }
        }
    }
    Ok(breaches)
}

//! Inserting many rows: each statement is a journey to PostgreSQL, and on SQLite all others wait
//! meanwhile.

use std::fmt::Write as _;

use super::error::Error;
use super::limits::INSERT_ROWS;
use super::tx::Tx;
use super::value::Value;

impl Tx {
    /// Inserts rows, many a statement. `target` is the table with its columns, `note (id, text)`.
    ///
    /// # Errors
    /// As [`Tx::execute`]; then no row is kept, for the transaction is over.
    pub async fn insert<const N: usize>(
        &self,
        target: &str,
        rows: &[[Value; N]],
    ) -> Result<(), Error> {
        let mut rest = rows;
        // Few sizes, so that few statements are prepared and kept.
        for size in INSERT_ROWS {
            while let Some((some, others)) = rest.split_at_checked(size) {
                self.execute(&statement(target, N, size), some.as_flattened()).await?;
                rest = others;
            }
        }
        Ok(())
    }
}

fn statement(target: &str, columns: usize, rows: usize) -> String {
    let mut sql = format!("insert into {target} values ");
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            let comma = if column == 0 { "" } else { ", " };
            // Writing to a text does not fail.
            let _ = write!(sql, "{comma}${}", row * columns + column + 1);
        }
        sql.push(')');
    }
    sql
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_place() {
        let expected = "insert into note (id, text) values ($1, $2), ($3, $4), ($5, $6)";
        assert_eq!(statement("note (id, text)", 2, 3), expected);
        assert!(INSERT_ROWS.ends_with(&[1]), "all rows are inserted");
    }
}

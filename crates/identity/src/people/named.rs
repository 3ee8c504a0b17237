//! Display names by id.

use std::collections::HashMap;

use xingtan_base::ids::PersonId;
use xingtan_platform::db::{self, Tx, Value};

/// The names that others see, of some people; those who are not there have none.
pub async fn names(tx: &Tx, people: &[PersonId]) -> Result<HashMap<PersonId, String>, db::Error> {
    column(tx, "display_name", people).await
}

/// The names with which some people sign in.
pub async fn accounts(
    tx: &Tx,
    people: &[PersonId],
) -> Result<HashMap<PersonId, String>, db::Error> {
    column(tx, "name", people).await
}

async fn column(
    tx: &Tx,
    column: &'static str,
    people: &[PersonId],
) -> Result<HashMap<PersonId, String>, db::Error> {
    let mut names = HashMap::with_capacity(people.len());
    for chunk in people.chunks(200) {
        let marks: Vec<String> = (1..=chunk.len()).map(|n| format!("${n}")).collect();
        let sql = format!("select id, {column} from person where id in ({})", marks.join(", "));
        let values: Vec<Value> = chunk.iter().map(Value::from).collect();
        for row in &tx.rows(&sql, &values).await? {
            names.insert(row.get("id")?, row.get(column)?);
        }
    }
    Ok(names)
}

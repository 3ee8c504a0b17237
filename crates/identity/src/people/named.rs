//! Display names by id.

use std::collections::HashMap;

use xingtan_base::ids::PersonId;
use xingtan_platform::db::{self, Tx, Value};

/// The display names of people; unknown ids are absent.
pub async fn names(tx: &Tx, people: &[PersonId]) -> Result<HashMap<PersonId, String>, db::Error> {
    let mut names = HashMap::with_capacity(people.len());
    for chunk in people.chunks(200) {
        let marks: Vec<String> = (1..=chunk.len()).map(|n| format!("${n}")).collect();
        let sql = format!("select id, display_name from person where id in ({})", marks.join(", "));
        let values: Vec<Value> = chunk.iter().map(Value::from).collect();
        for row in &tx.rows(&sql, &values).await? {
            names.insert(row.get("id")?, row.get("display_name")?);
        }
    }
    Ok(names)
}

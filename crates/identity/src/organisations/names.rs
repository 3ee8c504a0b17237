//! The names of organisations.

use std::collections::HashMap;

use xingtan_base::ids::{ClassId, RegionId, SchoolId};
use xingtan_platform::db::{self, Tx, Value};

/// A region's name.
pub async fn region(tx: &Tx, id: RegionId) -> Result<String, db::Error> {
    name(tx, "select name from region where id = $1", &[id.into()]).await
}

/// A school's name.
pub async fn school(tx: &Tx, id: SchoolId) -> Result<String, db::Error> {
    name(tx, "select name from school where id = $1", &[id.into()]).await
}

/// A class's name.
pub async fn class(tx: &Tx, school: SchoolId, id: ClassId) -> Result<String, db::Error> {
    let values = [school.into(), id.into()];
    name(tx, "select name from school_class where school = $1 and id = $2", &values).await
}

/// The names of some classes, of whatever schools.
pub async fn classes(tx: &Tx, classes: &[ClassId]) -> Result<HashMap<ClassId, String>, db::Error> {
    let mut names = HashMap::with_capacity(classes.len());
    for chunk in classes.chunks(200) {
        let marks: Vec<String> = (1..=chunk.len()).map(|n| format!("${n}")).collect();
        let sql = format!("select id, name from school_class where id in ({})", marks.join(", "));
        let values: Vec<Value> = chunk.iter().map(Value::from).collect();
        for row in &tx.rows(&sql, &values).await? {
            names.insert(row.get("id")?, row.get("name")?);
        }
    }
    Ok(names)
}

async fn name(tx: &Tx, sql: &str, values: &[Value]) -> Result<String, db::Error> {
    // Organisations are never deleted, so a missing one has no name rather than an error.
    Ok(tx.row(sql, values).await?.map(|row| row.get("name")).transpose()?.unwrap_or_default())
}

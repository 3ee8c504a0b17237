//! Reading what the database knows of a file's accounts and classes.

use std::collections::BTreeSet;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{PersonId, SchoolId};
use xingtan_platform::db::{self, Tx, Value};

use super::check::{Known, KnownPerson};
use super::read::Row;
use crate::memberships;
use crate::signin_names::fold;

/// Accounts asked for in one statement.
const KEYS_AT_ONCE: usize = 200;

/// What is known now.
pub(super) async fn known(
    tx: &Tx,
    school: SchoolId,
    rows: &[Row],
    now: UtcMs,
) -> Result<Known, db::Error> {
    let mut known = Known::default();
    let sql = "select id, name_key from school_class where school = $1";
    for class in &tx.rows(sql, &[school.into()]).await? {
        known.classes.insert(class.get("name_key")?, class.get("id")?);
    }
    let keys: BTreeSet<String> = rows.iter().map(|row| fold(&row.name)).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    for keys in keys.chunks(KEYS_AT_ONCE) {
        let marks: Vec<String> = (1..=keys.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select id, name_key, display_name from person where name_key in ({})",
            marks.join(", ")
        );
        let values: Vec<Value> = keys.iter().map(Value::from).collect();
        for row in &tx.rows(&sql, &values).await? {
            let id: PersonId = row.get("id")?;
            let held = memberships::held_in(tx, id, school, now).await?;
            let here: Vec<_> =
                held.iter().map(|held| (held.membership.role, held.class())).collect();
            let is_stopped =
                here.is_empty() && !memberships::stopped_in(tx, id, school).await?.is_empty();
            let display_name = row.get("display_name")?;
            let person = KnownPerson { id, display_name, here, is_stopped };
            known.people.insert(row.get("name_key")?, person);
        }
    }
    Ok(known)
}

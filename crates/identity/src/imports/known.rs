//! Reading what the database knows of a file's accounts and classes.

use std::collections::BTreeSet;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{PersonId, SchoolId};
use xingtan_platform::db::{self, Tx, Value};

use super::check::{Known, KnownPerson};
use super::read::Row;
use crate::memberships::{self, Place};
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
            let mut here = Vec::new();
            for held in memberships::held(tx, id, now).await? {
                match held.place {
                    Place::School(own) if own == school => here.push((held.role, None)),
                    Place::Class(own, class) if own == school => {
                        here.push((held.role, Some(class)));
                    }
                    _ => {}
                }
            }
            let person = KnownPerson { id, display_name: row.get("display_name")?, here };
            known.people.insert(row.get("name_key")?, person);
        }
    }
    Ok(known)
}

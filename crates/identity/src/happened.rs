//! What this and the next domains record: one fact in the transaction of its rows.

use serde_json::{Value as Json, json};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{FactId, PersonId, SchoolId};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::ids::Ids;

/// A fact about to be recorded.
#[derive(Debug, Clone)]
pub struct Happened {
    by: PersonId,
    at: UtcMs,
    kind: &'static str,
    object: Option<(&'static str, String)>,
    school: Option<SchoolId>,
    after: Json,
}

impl Happened {
    /// Somebody did something at a time; `kind` is in the past tense: `person.created`.
    pub const fn by(by: PersonId, at: UtcMs, kind: &'static str) -> Self {
        Self { by, at, kind, object: None, school: None, after: Json::Null }
    }

    /// What it was done to.
    #[must_use]
    pub fn of(mut self, table: &'static str, id: impl ToString) -> Self {
        self.object = Some((table, id.to_string()));
        self
    }

    /// In which school.
    #[must_use]
    pub fn in_school(mut self, school: SchoolId) -> Self {
        self.school = Some(school);
        self
    }

    /// How the object is now, whole.
    #[must_use]
    pub fn after(mut self, after: Json) -> Self {
        self.after = after;
        self
    }
}

/// Records a fact.
pub async fn record(tx: &Tx, ids: &Ids, fact: Happened) -> Result<(), db::Error> {
    let id: FactId = ids.next();
    let object = fact.object.map(|(table, id)| json!({"kind": table, "id": id}));
    let body = json!({
        "v": 1,
        "actor": {"person": fact.by},
        "object": object,
        "after": fact.after,
    });
    tx.execute(
        "insert into fact (id, kind, at_ms, school, body) values ($1, $2, $3, $4, $5)",
        &[id.into(), fact.kind.into(), fact.at.into(), fact.school.into(), body.to_string().into()],
    )
    .await?;
    Ok(())
}

//! `PATCH /api/schools/{school}/people/{person}`: correct a person's names, move a learner.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::ids::{ClassId, PersonId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_platform::ids::Ids;

use super::access::{self, CanChangePerson};
use super::list::{self, Person};
use super::refusals;
use super::transfer::Transfer;
use crate::recorded::{self, Occasion};
use crate::signin_names::{display_name_fault, fold, name_fault};
use crate::{Caller, Identity};

/// What to change of a person; what is absent stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct PersonChange {
    /// What they sign in with from now on.
    pub name: Option<String>,
    /// What others read from now on, also where they took part before.
    pub display_name: Option<String>,
    /// Of a learner: the class to learn in from now on.
    pub class: Option<ClassId>,
    /// The class left for it; may be absent when the learner has only one.
    pub old_class: Option<ClassId>,
}

/// Changes a person of a school. A move ends the old membership and starts a new one, so that
/// reports of the time before stay as they were.
#[utoipa::path(patch, path = "/api/schools/{school}/people/{person}", tag = "identity",
    params(("school" = SchoolId, Path), ("person" = PersonId, Path)),
    request_body = PersonChange,
    responses((status = 200, body = Person), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn change(
    State(identity): State<Identity>,
    caller: Caller,
    Path((school, person)): Path<(SchoolId, PersonId)>,
    Json(wanted): Json<PersonChange>,
) -> ApiResult<Json<Person>> {
    let (now, ids, by) = (identity.ctx.clock.now(), identity.ctx.ids.clone(), caller.person);
    let shown = identity
        .ctx
        .db
        .write("people.change", async move |tx: &Tx| {
            let can = access::change(tx, by, (school, person), now).await?;
            check(&wanted)?;
            let on = Occasion::administering(by, school, now);
            rename(tx, &ids, on, can, &wanted).await?;
            if let Some(to) = wanted.class {
                Transfer { to, from: wanted.old_class }.write(tx, &ids, on, can).await?;
            }
            let shown = list::one(tx, can.person(), can.school(), now).await?;
            shown.ok_or_else(|| ApiError::from(problems::not_found()))
        })
        .await?;
    Ok(Json(shown))
}

fn check(wanted: &PersonChange) -> Result<(), Problem> {
    let mut problem = problems::invalid();
    if let Some(code) = wanted.name.as_deref().and_then(name_fault) {
        problem = problem.field("name", code);
    }
    if let Some(code) = wanted.display_name.as_deref().and_then(display_name_fault) {
        problem = problem.field("display_name", code);
    }
    if problem.fields.is_empty() { Ok(()) } else { Err(problem) }
}

/// Writes new names, if they are new.
async fn rename(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    can: CanChangePerson,
    wanted: &PersonChange,
) -> Result<(), ApiError> {
    let person = can.person();
    let sql = "select id, name, display_name from person where id = $1";
    let row = tx.row(sql, &[person.into()]).await?.ok_or_else(problems::not_found)?;
    let before: (String, String) = (row.get("name")?, row.get("display_name")?);
    let trimmed = |text: &Option<String>| text.as_deref().map(|text| text.trim().to_owned());
    let name = trimmed(&wanted.name).unwrap_or_else(|| before.0.clone());
    let display_name = trimmed(&wanted.display_name).unwrap_or_else(|| before.1.clone());
    if (&name, &display_name) == (&before.0, &before.1) {
        return Ok(());
    }
    tx.execute(
        "update person set name = $2, name_key = $3, display_name = $4, display_key = $5 \
         where id = $1",
        &[
            person.into(),
            name.as_str().into(),
            fold(&name).into(),
            display_name.as_str().into(),
            fold(&display_name).into(),
        ],
    )
    .await
    .map_err(refusals::name_taken)?;
    let happened = Happened::PersonChanged { person, name, display_name };
    recorded::record(tx, ids, on, Object::new("person", person), happened).await?;
    Ok(())
}

//! `POST /api/schools/{school}/people`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::{ClassId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::create::NewPerson;
use super::list::{self, Person};
use super::refusals;
use crate::memberships::{Membership, Place, Role};
use crate::passwords::{one_time, rules};
use crate::recorded::{self, Occasion};
use crate::signin_names::{display_name_fault, name_fault};
use crate::{Caller, Identity, access};

/// A person to be.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct PersonToAdd {
    /// What they will sign in with.
    pub name: String,
    /// What others read.
    pub display_name: String,
    /// Their role.
    pub role: Role,
    /// Of a learner: the class.
    pub class: Option<ClassId>,
    /// Their first password; made by us when absent.
    pub password: Option<String>,
}

/// A person just added.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonAdded {
    /// The person.
    #[serde(flatten)]
    pub person: Person,
    /// The password we made, shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

/// Adds a person to a school.
#[utoipa::path(post, path = "/api/schools/{school}/people", tag = "identity",
    params(("school" = SchoolId, Path)), request_body = PersonToAdd,
    responses((status = 201, body = PersonAdded), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn add(
    State(identity): State<Identity>,
    caller: Caller,
    Path(school): Path<SchoolId>,
    Json(wanted): Json<PersonToAdd>,
) -> ApiResult<(StatusCode, Json<PersonAdded>)> {
    let (now, ids, by) = (identity.ctx.clock.now(), identity.ctx.ids.clone(), caller.person);
    // Access first: a stranger learns nothing from the faults of the form, and costs no hashing.
    identity
        .ctx
        .db
        .read("people.may_add", async move |tx: &Tx| {
            access::administer_school(tx, by, school, now).await.map_err(ApiError::from)
        })
        .await?;
    check(&wanted)?;
    let made = wanted.password.is_none().then(|| one_time::generate(&ids));
    let password = wanted.password.as_ref().or(made.as_ref()).map_or("", String::as_str);
    let password_hash = identity.pool.hash(password).await?;
    let place = match wanted.class {
        Some(class) => Place::Class(school, class),
        None => Place::School(school),
    };
    let new = NewPerson {
        id: ids.next(),
        name: wanted.name,
        display_name: wanted.display_name,
        language: caller.language,
        password_hash,
        is_password_given: true,
        membership: (ids.next(), Membership { role: wanted.role, place }),
    };
    let person = identity
        .ctx
        .db
        .write("people.add", async move |tx: &Tx| {
            let can = access::administer_school(tx, by, school, now).await?;
            if let Place::Class(_, class) = place {
                known_class(tx, can.school(), class).await?;
            }
            new.write(tx, now).await.map_err(refusals::name_taken)?;
            let on = Occasion::administering(by, school, now);
            recorded::person(tx, &ids, on, &new).await?;
            let shown = list::one(tx, new.id, school, now).await?;
            shown.ok_or_else(|| ApiError::from(problems::not_found()))
        })
        .await?;
    Ok((StatusCode::CREATED, Json(PersonAdded { person, password: made })))
}

fn check(wanted: &PersonToAdd) -> Result<(), Problem> {
    let mut problem = problems::invalid();
    if let Some(code) = name_fault(&wanted.name) {
        problem = problem.field("name", code);
    }
    if let Some(code) = display_name_fault(&wanted.display_name) {
        problem = problem.field("display_name", code);
    }
    if wanted.role == Role::Learner && wanted.class.is_none() {
        problem = problem.field("class", "required");
    }
    if wanted.role != Role::Learner && wanted.class.is_some() {
        problem = problem.field("class", "only_for_learners");
    }
    if let Some(password) = &wanted.password
        && let Some(code) = rules::fault(password, &wanted.name)
    {
        problem = problem.field("password", code);
    }
    if problem.fields.is_empty() { Ok(()) } else { Err(problem) }
}

/// The class must be one of the school.
pub(super) async fn known_class(tx: &Tx, school: SchoolId, class: ClassId) -> Result<(), ApiError> {
    let sql = "select id from school_class where school = $1 and id = $2";
    match tx.row(sql, &[school.into(), class.into()]).await? {
        Some(_) => Ok(()),
        None => Err(problems::invalid().field("class", "unknown").into()),
    }
}

//! `POST /api/schools/{school}/classrooms`: a teacher makes the screen that shows a code a class's.

use std::net::IpAddr;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, ClassroomId, PersonId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::address::ClientAddr;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::list::{self, Classroom};
use super::refusals;
use crate::limits::CLASSROOMS_MAX;
use crate::recorded::{self, Occasion};
use crate::sessions::tries;
use crate::signin_names::{display_name_fault, fold};
use crate::{Caller, Identity, access};

/// A screen to be paired.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct NewClassroom {
    /// The code that it shows.
    pub code: String,
    /// The class it is to stand for.
    pub class: ClassId,
    /// What it is to be called.
    pub name: String,
}

/// Pairs the screen that shows a code with a class of the school.
#[utoipa::path(post, path = "/api/schools/{school}/classrooms", tag = "identity",
    params(("school" = SchoolId, Path)), request_body = NewClassroom,
    responses((status = 201, body = Classroom), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn pair(
    State(identity): State<Identity>,
    caller: Caller,
    address: Option<Extension<ClientAddr>>,
    Path(school): Path<SchoolId>,
    Json(wanted): Json<NewClassroom>,
) -> ApiResult<(StatusCode, Json<Classroom>)> {
    let address = address.map_or(IpAddr::from([127, 0, 0, 1]), |Extension(address)| address.0);
    let (now, by) = (identity.ctx.clock.now(), caller.person);
    identity
        .ctx
        .db
        .read("classrooms.may_pair", async move |tx: &Tx| {
            access::read_school(tx, by, school, now).await.map_err(ApiError::from)
        })
        .await?;
    // Whoever tries codes until one fits takes another school's screen.
    let attempt = identity.tries.begin(tries::key(&format!("pairing {by}"), address), now)?;
    match write(&identity, by, school, wanted).await {
        Ok(classroom) => {
            attempt.succeeded();
            Ok((StatusCode::CREATED, Json(classroom)))
        }
        Err(error) => {
            let is_wrong = matches!(&error, ApiError::Problem(problem) if problem.status == 404);
            if !is_wrong {
                attempt.was_not_made();
            }
            Err(error)
        }
    }
}

async fn write(
    identity: &Identity,
    by: PersonId,
    school: SchoolId,
    wanted: NewClassroom,
) -> ApiResult<Classroom> {
    let (now, ids) = (identity.ctx.clock.now(), identity.ctx.ids.clone());
    let (id, person): (ClassroomId, PersonId) = (ids.next(), ids.next());
    identity
        .ctx
        .db
        .write("classrooms.pair", async move |tx: &Tx| {
            access::read_school(tx, by, school, now).await?;
            check(tx, school, &wanted).await?;
            let name = wanted.name.trim();
            write_person(tx, (id, person), name, now).await?;
            tx.execute(
                "insert into classroom (school, id, class, name, person, paired_by, paired_ms) \
                 values ($1, $2, $3, $4, $5, $6, $7)",
                &[
                    school.into(),
                    id.into(),
                    wanted.class.into(),
                    name.into(),
                    person.into(),
                    by.into(),
                    now.into(),
                ],
            )
            .await?;
            let taken = tx
                .execute(
                    "update classroom_pairing set person = $3 \
                     where code = $1 and expires_ms > $2 and person is null",
                    &[wanted.code.trim().into(), now.into(), person.into()],
                )
                .await?;
            if taken == 0 {
                return Err(ApiError::from(refusals::unknown_code()));
            }
            let happened = Happened::ClassroomPaired {
                classroom: id,
                school,
                class: wanted.class,
                name: name.to_owned(),
            };
            let on = Occasion { by, role: "teacher", at: now, school: Some(school) };
            recorded::record(tx, &ids, on, Object::new("classroom", id), happened).await?;
            let found = list::one(tx, school, id).await?;
            found.ok_or_else(|| problems::not_found().into())
        })
        .await
}

async fn check(tx: &Tx, school: SchoolId, wanted: &NewClassroom) -> Result<(), ApiError> {
    if let Some(code) = display_name_fault(&wanted.name) {
        return Err(problems::invalid().field("name", code).into());
    }
    let sql = "select id from school_class where school = $1 and id = $2";
    if tx.row(sql, &[school.into(), wanted.class.into()]).await?.is_none() {
        return Err(problems::invalid().field("class", "unknown").into());
    }
    let sql = "select count(*) as n from classroom where school = $1 and ended_ms is null";
    let row = tx.row(sql, &[school.into()]).await?;
    let there: i64 = row.map(|row| row.get("n")).transpose()?.unwrap_or(0);
    if there >= CLASSROOMS_MAX { Err(refusals::too_many().into()) } else { Ok(()) }
}

/// Who the screen is to a lesson's log: without a role and without a password.
async fn write_person(
    tx: &Tx,
    (id, person): (ClassroomId, PersonId),
    name: &str,
    now: UtcMs,
) -> Result<(), db::Error> {
    let own = format!("classroom {id}");
    tx.execute(
        "insert into person (id, name, name_key, display_name, display_key, language, created_ms) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            person.into(),
            own.as_str().into(),
            fold(&own).into(),
            name.into(),
            fold(name).into(),
            "zh-CN".into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

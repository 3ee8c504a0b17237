//! `POST /api/setup/{token}`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::ids::{PersonId, RegionId, SchoolId};
use xingtan_base::languages::Language;
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::link;
use crate::Identity;
use crate::memberships::{Membership, Place, Role};
use crate::organisations::create;
use crate::passwords::rules;
use crate::people::create::NewPerson;
use crate::recorded::{self, Occasion};
use crate::sessions::cookie::{Way, digest};
use crate::sessions::open::{SignedIn, Verified, sign_in_as};
use crate::sessions::start::NewSession;
use crate::signin_names::{display_name_fault, name_fault};

/// The first administrator and the first organisations.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct Setup {
    /// What the administrator signs in with.
    pub name: String,
    /// The administrator's password.
    pub password: String,
    /// What others read.
    pub display_name: String,
    /// The region.
    pub region_name: String,
    /// Its first school.
    pub school_name: String,
}

/// Makes the region, the school and its administrator, and signs in.
#[utoipa::path(post, path = "/api/setup/{token}", tag = "identity",
    params(("token" = String, Path)), request_body = Setup,
    responses((status = 201, body = SignedIn), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn complete(
    State(identity): State<Identity>,
    Path(token): Path<String>,
    way: Way,
    headers: HeaderMap,
    Json(setup): Json<Setup>,
) -> ApiResult<Response> {
    let asked = token.clone();
    identity
        .ctx
        .db
        .read("setup.usable", async move |tx: &Tx| link::usable(tx, &asked).await)
        .await?;
    check(&setup)?;
    let (now, ids) = (identity.ctx.clock.now(), identity.ctx.ids.clone());
    let (region, school): (RegionId, SchoolId) = (ids.next(), ids.next());
    let person: PersonId = ids.next();
    let verified = Verified { person, hash: identity.pool.hash(&setup.password).await? };
    let administrator = NewPerson {
        id: person,
        name: setup.name,
        display_name: setup.display_name,
        language: Language::default(),
        password_hash: verified.hash.clone(),
        is_password_given: false,
        membership: (
            ids.next(),
            Membership { role: Role::Administrator, place: Place::Region(region) },
        ),
    };
    identity
        .ctx
        .db
        .write("setup.complete", async move |tx: &Tx| {
            link::usable(tx, &token).await?;
            create::region(tx, region, &setup.region_name, now).await?;
            create::school(tx, region, school, &setup.school_name, now).await?;
            administrator.write(tx, now).await?;
            tx.execute(
                "update setup_link set used_ms = $2 where token_sha256 = $1",
                &[digest(&token).into(), now.into()],
            )
            .await?;
            let on = Occasion { by: person, role: "administrator", at: now, school: None };
            let name = setup.region_name.trim().to_owned();
            let founded = Happened::RegionCreated { region, name };
            recorded::record(tx, &ids, on, Object::new("region", region), founded).await?;
            let (name, region) = (setup.school_name.trim().to_owned(), Some(region));
            let founded = Happened::SchoolCreated { school, name, region };
            let of_school = Occasion { school: Some(school), ..on };
            recorded::record(tx, &ids, of_school, Object::new("school", school), founded).await?;
            recorded::person(tx, &ids, on, &administrator).await?;
            Ok::<_, ApiError>(())
        })
        .await?;
    let session = NewSession::make(&identity.ctx.ids, &headers);
    sign_in_as(&identity, verified, (session, way)).await
}

fn check(setup: &Setup) -> Result<(), Problem> {
    let faults = [
        ("name", name_fault(&setup.name)),
        ("display_name", display_name_fault(&setup.display_name)),
        ("region_name", display_name_fault(&setup.region_name)),
        ("school_name", display_name_fault(&setup.school_name)),
        ("password", rules::fault(&setup.password, &setup.name)),
    ];
    let mut problem = problems::invalid();
    for (field, code) in faults {
        if let Some(code) = code {
            problem = problem.field(field, code);
        }
    }
    if problem.fields.is_empty() { Ok(()) } else { Err(problem) }
}

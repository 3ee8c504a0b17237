//! `GET /api/me`.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, PersonId, RegionId, SchoolId};
use xingtan_base::languages::Language;
use xingtan_base::problems::{self, Problem};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiResult, Json};

use crate::memberships::{self, Place, Role};
use crate::organisations::names;
use crate::passwords::store::{self, Chosen};
use crate::{Caller, Identity};

/// A region and its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RegionName {
    /// Its id.
    pub id: RegionId,
    /// Its name.
    pub name: String,
}

/// A school and its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SchoolName {
    /// Its id.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
}

/// A class and its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClassName {
    /// Its id.
    pub id: ClassId,
    /// Its name.
    pub name: String,
}

/// A role and where it holds.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MyMembership {
    /// The role.
    pub role: Role,
    /// Of an administrator of a region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionName>,
    /// Of everyone in a school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<SchoolName>,
    /// Of a learner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassName>,
}

/// The signed-in person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Me {
    /// Who.
    pub id: PersonId,
    /// What they sign in with.
    pub name: String,
    /// What others read.
    pub display_name: String,
    /// Their language.
    pub language: Language,
    /// Whether somebody else chose their password, and may know it.
    pub has_given_password: bool,
    /// Their roles now.
    pub memberships: Vec<MyMembership>,
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/me", tag = "identity",
    responses((status = 200, body = Me), (status = 401, body = Problem)))]
pub async fn show(State(identity): State<Identity>, caller: Caller) -> ApiResult<Json<Me>> {
    let (person, now) = (caller.person, identity.ctx.clock.now());
    let me =
        identity.ctx.db.read("me.show", async move |tx: &Tx| me(tx, person, now).await).await?;
    Ok(Json(me))
}

/// A person as they see themselves.
pub(crate) async fn me(tx: &Tx, person: PersonId, now: UtcMs) -> ApiResult<Me> {
    let row = tx
        .row("select name, display_name, language from person where id = $1", &[person.into()])
        .await?
        .ok_or_else(problems::not_signed_in)?;
    let mut shown = Vec::new();
    for held in memberships::held(tx, person, now).await? {
        let mut membership =
            MyMembership { role: held.role, region: None, school: None, class: None };
        match held.place {
            Place::Region(id) => {
                let name = names::region(tx, id).await?;
                membership.region = Some(RegionName { id, name });
            }
            Place::School(id) => {
                let name = names::school(tx, id).await?;
                membership.school = Some(SchoolName { id, name });
            }
            Place::Class(school, id) => {
                let name = names::school(tx, school).await?;
                membership.school = Some(SchoolName { id: school, name });
                let name = names::class(tx, school, id).await?;
                membership.class = Some(ClassName { id, name });
            }
        }
        shown.push(membership);
    }
    let language: String = row.get("language")?;
    Ok(Me {
        id: person,
        name: row.get("name")?,
        display_name: row.get("display_name")?,
        language: Language::from_tag(&language).unwrap_or_default(),
        has_given_password: store::chosen(tx, person).await? == Chosen::Given,
        memberships: shown,
    })
}

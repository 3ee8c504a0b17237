//! `GET /api/organisations`: what the caller may see of the tree.

use std::collections::BTreeSet;

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{AllianceId, ClassId, PersonId, RegionId, SchoolId};
use xingtan_base::problems::Problem;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json};

use super::names;
use crate::me::show::RegionName;
use crate::memberships::{self, Membership, Place, Role};
use crate::{Caller, Identity, rosters};

/// An alliance and its schools.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Alliance {
    /// Its id.
    pub id: AllianceId,
    /// Its name.
    pub name: String,
    /// Its schools, anchors first.
    pub schools: Vec<SchoolId>,
}

/// A class.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Class {
    /// Its id.
    pub id: ClassId,
    /// Its name.
    pub name: String,
    /// Its grade, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// How many learn in it.
    pub learners: i64,
}

/// A school and its classes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct School {
    /// Its id.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: RegionId,
    /// The classes the caller may see.
    pub classes: Vec<Class>,
}

/// The organisations a person may see.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Organisations {
    /// Regions of these schools.
    pub regions: Vec<RegionName>,
    /// Alliances of these schools.
    pub alliances: Vec<Alliance>,
    /// Own schools, and those taught in an alliance.
    pub schools: Vec<School>,
}

/// Lists what the caller may see.
#[utoipa::path(get, path = "/api/organisations", tag = "identity",
    responses((status = 200, body = Organisations), (status = 401, body = Problem)))]
pub async fn list(
    State(identity): State<Identity>,
    caller: Caller,
) -> ApiResult<Json<Organisations>> {
    let (person, now) = (caller.person, identity.ctx.clock.now());
    let shown = identity
        .ctx
        .db
        .read("organisations.list", async move |tx: &Tx| {
            Ok::<_, ApiError>(visible(tx, person, now).await?)
        })
        .await?;
    Ok(Json(shown))
}

async fn visible(tx: &Tx, person: PersonId, now: UtcMs) -> Result<Organisations, db::Error> {
    let held = memberships::held(tx, person, now).await?;
    let staffed = staffed_schools(tx, &held, now).await?;
    let mut own_classes = BTreeSet::new();
    let mut seen = staffed.clone();
    for membership in &held {
        if let Place::Class(school, class) = membership.place {
            own_classes.insert(class);
            seen.insert(school);
        }
    }
    let mut shown =
        Organisations { regions: Vec::new(), alliances: Vec::new(), schools: Vec::new() };
    for id in seen {
        let Some(mut school) = school(tx, id, now).await? else { continue };
        if !staffed.contains(&id) {
            school.classes.retain(|class| own_classes.contains(&class.id));
        }
        if !shown.regions.iter().any(|region| region.id == school.region) {
            let name = names::region(tx, school.region).await?;
            shown.regions.push(RegionName { id: school.region, name });
        }
        shown.schools.push(school);
    }
    for row in &tx.rows("select id, name from alliance order by id", &[]).await? {
        let id: AllianceId = row.get("id")?;
        let schools = members(tx, id, now).await?;
        if schools.iter().any(|school| staffed.contains(school)) {
            shown.alliances.push(Alliance { id, name: row.get("name")?, schools });
        }
    }
    Ok(shown)
}

/// Schools where the person is staff, from above too, and those their schools may teach.
async fn staffed_schools(
    tx: &Tx,
    held: &[Membership],
    now: UtcMs,
) -> Result<BTreeSet<SchoolId>, db::Error> {
    let mut staffed = BTreeSet::new();
    for membership in held {
        match membership.place {
            Place::Region(region) => {
                let sql = "select id from school where region = $1";
                for row in &tx.rows(sql, &[region.into()]).await? {
                    staffed.insert(row.get("id")?);
                }
            }
            Place::School(school) if membership.role != Role::Learner => {
                staffed.extend(rosters::teachable_schools(tx, school, now).await?);
            }
            Place::School(_) | Place::Class(..) => {}
        }
    }
    Ok(staffed)
}

async fn school(tx: &Tx, id: SchoolId, now: UtcMs) -> Result<Option<School>, db::Error> {
    let sql = "select name, region from school where id = $1";
    let Some(row) = tx.row(sql, &[id.into()]).await? else { return Ok(None) };
    let rows = tx
        .rows(
            "select c.id, c.name, c.grade, (select count(*) from membership m \
             where m.class = c.id and m.role = 'learner' and m.from_ms <= $2 \
             and (m.until_ms is null or m.until_ms > $2)) as learners \
             from school_class c where c.school = $1 order by c.name_key",
            &[id.into(), now.into()],
        )
        .await?;
    let mut classes = Vec::with_capacity(rows.len());
    for class in &rows {
        classes.push(Class {
            id: class.get("id")?,
            name: class.get("name")?,
            grade: class.get("grade")?,
            learners: class.get("learners")?,
        });
    }
    Ok(Some(School { id, name: row.get("name")?, region: row.get("region")?, classes }))
}

async fn members(tx: &Tx, alliance: AllianceId, now: UtcMs) -> Result<Vec<SchoolId>, db::Error> {
    tx.rows(
        "select school from alliance_school where alliance = $1 and from_ms <= $2 \
         and (until_ms is null or until_ms > $2) order by part, school",
        &[alliance.into(), now.into()],
    )
    .await?
    .iter()
    .map(|row| row.get("school"))
    .collect()
}

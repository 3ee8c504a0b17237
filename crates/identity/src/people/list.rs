//! `GET /api/schools/{school}/people`.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, PersonId, SchoolId};
use xingtan_base::paging::{Page, PageQuery};
use xingtan_base::problems::Problem;
use xingtan_platform::db::{self, Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path, Query};

use crate::access::CanReadSchool;
use crate::me::show::ClassName;
use crate::memberships::{self, Place, Role};
use crate::organisations::names;
use crate::signin_names::like_anywhere;
use crate::{Caller, Identity, access};

/// Which people are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PeopleQuery {
    /// Part of a name.
    pub q: Option<String>,
    /// Only this role.
    pub role: Option<Role>,
    /// Only this class.
    pub class: Option<ClassId>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// People wanted, 1 to 200.
    pub limit: Option<u32>,
}

/// A person of a school.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// What they sign in with.
    pub name: String,
    /// What others read.
    pub display_name: String,
    /// Their roles in this school.
    pub roles: Vec<Role>,
    /// The class they learn in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassName>,
    #[serde(skip)]
    key: String,
}

/// Lists a school's people by sign-in name.
#[utoipa::path(get, path = "/api/schools/{school}/people", tag = "identity",
    params(("school" = SchoolId, Path), PeopleQuery),
    responses((status = 200, body = Page<Person>), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn list(
    State(identity): State<Identity>,
    caller: Caller,
    Path(school): Path<SchoolId>,
    Query(query): Query<PeopleQuery>,
) -> ApiResult<Json<Page<Person>>> {
    let limit = PageQuery { cursor: None, limit: query.limit }.limit();
    let now = identity.ctx.clock.now();
    let people = identity
        .ctx
        .db
        .read("people.list", async move |tx: &Tx| {
            let can = access::read_school(tx, caller.person, school, now).await?;
            Ok::<_, ApiError>(matching(tx, can, &query, limit, now).await?)
        })
        .await?;
    Ok(Json(Page::from_overread(people, limit, |person| person.key.clone())))
}

async fn matching(
    tx: &Tx,
    can: CanReadSchool,
    query: &PeopleQuery,
    limit: u32,
    now: UtcMs,
) -> Result<Vec<Person>, db::Error> {
    let mut values: Vec<Value> = vec![
        can.school().into(),
        now.into(),
        query.cursor.clone().unwrap_or_default().into(),
        (i64::from(limit) + 1).into(),
        like_anywhere(query.q.as_deref().unwrap_or_default()).into(),
    ];
    let mut filters = String::new();
    if let Some(role) = query.role {
        values.push(role.word().into());
        filters.push_str(&format!(" and m.role = ${}", values.len()));
    }
    if let Some(class) = query.class {
        values.push(class.into());
        filters.push_str(&format!(" and m.class = ${}", values.len()));
    }
    let sql = format!(
        "select p.id, p.name, p.name_key, p.display_name from person p \
         where exists (select 1 from membership m where m.person = p.id and m.school = $1 \
         and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2){filters}) \
         and p.name_key > $3 \
         and (p.name_key like $5 escape '\\' or p.display_key like $5 escape '\\') \
         order by p.name_key limit $4"
    );
    let mut people = Vec::new();
    for row in &tx.rows(&sql, &values).await? {
        let id: PersonId = row.get("id")?;
        let mut person = Person {
            id,
            name: row.get("name")?,
            display_name: row.get("display_name")?,
            roles: Vec::new(),
            class: None,
            key: row.get("name_key")?,
        };
        place(tx, &mut person, can.school(), now).await?;
        people.push(person);
    }
    Ok(people)
}

/// Adds what a person is in one school.
async fn place(
    tx: &Tx,
    person: &mut Person,
    school: SchoolId,
    now: UtcMs,
) -> Result<(), db::Error> {
    for held in memberships::held(tx, person.id, now).await? {
        let class = match held.place {
            Place::School(own) if own == school => None,
            Place::Class(own, class) if own == school => Some(class),
            _ => continue,
        };
        if !person.roles.contains(&held.role) {
            person.roles.push(held.role);
        }
        if let Some(id) = class {
            person.class = Some(ClassName { id, name: names::class(tx, school, id).await? });
        }
    }
    Ok(())
}

/// One person as the list shows them.
pub(crate) async fn one(
    tx: &Tx,
    id: PersonId,
    school: SchoolId,
    now: UtcMs,
) -> Result<Option<Person>, db::Error> {
    let sql = "select name, name_key, display_name from person where id = $1";
    let Some(row) = tx.row(sql, &[id.into()]).await? else { return Ok(None) };
    let mut person = Person {
        id,
        name: row.get("name")?,
        display_name: row.get("display_name")?,
        roles: Vec::new(),
        class: None,
        key: row.get("name_key")?,
    };
    place(tx, &mut person, school, now).await?;
    Ok(Some(person))
}

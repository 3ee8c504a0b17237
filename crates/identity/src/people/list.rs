//! `GET /api/schools/{school}/people`.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, PersonId, SchoolId};
use xingtan_base::paging::{Page, PageQuery};
use xingtan_base::problems::Problem;
use xingtan_platform::db::{self, Row, Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path, Query};

use crate::access::CanReadSchool;
use crate::me::show::ClassName;
use crate::memberships::{self, Role};
use crate::organisations::names;
use crate::signin_names::like_anywhere;
use crate::{Caller, Identity, access};

/// Whether a person is stopped in a school.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeopleState {
    /// Those who are something there now.
    #[default]
    Active,
    /// Those who are stopped.
    Stopped,
    /// Both.
    All,
}

impl PeopleState {
    /// The condition on a membership `m` at the time `$2`.
    const fn condition(self) -> &'static str {
        match self {
            Self::Active => "m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2)",
            Self::Stopped => "m.from_ms <= $2 and m.stopped = 1",
            Self::All => {
                "m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2 or m.stopped = 1)"
            }
        }
    }
}

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
    /// Whether stopped people are wanted; not, when absent.
    #[serde(default)]
    #[param(inline)]
    pub state: PeopleState,
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
    /// Their roles in this school; when stopped, those until then.
    pub roles: Vec<Role>,
    /// The classes they learn in, or learned in until stopped.
    pub classes: Vec<ClassName>,
    /// Whether they are stopped in this school.
    pub is_stopped: bool,
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
    let condition = query.state.condition();
    let sql = format!(
        "select p.id, p.name, p.name_key, p.display_name from person p \
         where exists (select 1 from membership m where m.person = p.id and m.school = $1 \
         and {condition}{filters}) \
         and p.name_key > $3 \
         and (p.name_key like $5 escape '\\' or p.display_key like $5 escape '\\') \
         order by p.name_key limit $4"
    );
    let mut people = Vec::new();
    for row in &tx.rows(&sql, &values).await? {
        people.push(placed(tx, row, can.school(), now).await?);
    }
    Ok(people)
}

/// A row's person with what they are, or were until stopped, in one school.
async fn placed(tx: &Tx, row: &Row, school: SchoolId, now: UtcMs) -> Result<Person, db::Error> {
    let mut person = Person {
        id: row.get("id")?,
        name: row.get("name")?,
        display_name: row.get("display_name")?,
        roles: Vec::new(),
        classes: Vec::new(),
        is_stopped: false,
        key: row.get("name_key")?,
    };
    let mut held = memberships::held_in(tx, person.id, school, now).await?;
    if held.is_empty() {
        held = memberships::stopped_in(tx, person.id, school).await?;
        person.is_stopped = !held.is_empty();
    }
    for held in held {
        if !person.roles.contains(&held.membership.role) {
            person.roles.push(held.membership.role);
        }
        if let Some(id) = held.class() {
            person.classes.push(ClassName { id, name: names::class(tx, school, id).await? });
        }
    }
    Ok(person)
}

/// One person as the list shows them.
pub(crate) async fn one(
    tx: &Tx,
    id: PersonId,
    school: SchoolId,
    now: UtcMs,
) -> Result<Option<Person>, db::Error> {
    let sql = "select id, name, name_key, display_name from person where id = $1";
    match tx.row(sql, &[id.into()]).await? {
        Some(row) => Ok(Some(placed(tx, &row, school, now).await?)),
        None => Ok(None),
    }
}

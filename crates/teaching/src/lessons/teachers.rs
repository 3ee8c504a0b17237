//! `GET /api/schools/{school}/teachers`: who may be named as a teacher of a school's lessons.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{PersonId, SchoolId};
use xingtan_base::paging::{Page, PageQuery};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::{Caller, rosters};
use xingtan_platform::db::{self, Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path, Query};

use crate::Teaching;
use crate::access::{self, CanPlanInSchool};

/// A teacher, and a school in which they teach.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SchoolTeacher {
    /// Who.
    pub id: PersonId,
    /// What others read.
    pub name: String,
    /// Where they teach; who teaches in two schools stands here twice.
    pub school: SchoolId,
    #[serde(skip)]
    key: String,
}

/// Lists the teachers of a school and of those whose classes it may teach, for whoever plans its
/// lessons. Names alone: the people of another school are not this school's to read.
#[utoipa::path(get, path = "/api/schools/{school}/teachers", tag = "teaching",
    params(("school" = SchoolId, Path), PageQuery),
    responses((status = 200, body = Page<SchoolTeacher>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list(
    State(teaching): State<Teaching>,
    caller: Caller,
    Path(school): Path<SchoolId>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<SchoolTeacher>>> {
    let (now, limit) = (teaching.ctx.clock.now(), page.limit());
    let after = page.cursor.as_deref().map(parse_cursor).transpose()?;
    let teachers = teaching
        .ctx
        .db
        .read("lessons.teachers", async move |tx: &Tx| {
            let can = access::plan_in_school(tx, caller.person, school, now).await?;
            Ok::<_, ApiError>(nameable(tx, can, after.clone(), limit, now).await?)
        })
        .await?;
    let cursor_of = |teacher: &SchoolTeacher| format!("{}.{}", teacher.school, teacher.key);
    Ok(Json(Page::from_overread(teachers, limit, cursor_of)))
}

fn parse_cursor(cursor: &str) -> Result<(SchoolId, String), Problem> {
    let parsed = cursor
        .split_once('.')
        .and_then(|(school, key)| Some((school.parse().ok()?, key.to_owned())));
    parsed.ok_or_else(|| problems::invalid().field("cursor", "malformed"))
}

async fn nameable(
    tx: &Tx,
    can: CanPlanInSchool,
    after: Option<(SchoolId, String)>,
    limit: u32,
    now: UtcMs,
) -> Result<Vec<SchoolTeacher>, db::Error> {
    let mut values: Vec<Value> = vec![now.into(), (i64::from(limit) + 1).into()];
    let mut marks = Vec::new();
    for school in rosters::teachable_schools(tx, can.school(), now).await? {
        values.push(school.into());
        marks.push(format!("${}", values.len()));
    }
    let mut beyond = String::new();
    if let Some((school, key)) = after {
        values.extend([key.into(), school.into()]);
        let (key, school) = (values.len() - 1, values.len());
        beyond = format!(" and (p.name_key, m.school) > (${key}, ${school})");
    }
    let sql = format!(
        "select distinct p.id, p.display_name, p.name_key, m.school from membership m \
         join person p on p.id = m.person where m.role = 'teacher' and m.school in ({}) \
         and m.from_ms <= $1 and (m.until_ms is null or m.until_ms > $1){beyond} \
         order by p.name_key, m.school limit $2",
        marks.join(", ")
    );
    let rows = tx.rows(&sql, &values).await?;
    rows.iter()
        .map(|row| {
            Ok(SchoolTeacher {
                id: row.get("id")?,
                name: row.get("display_name")?,
                school: row.get("school")?,
                key: row.get("name_key")?,
            })
        })
        .collect()
}

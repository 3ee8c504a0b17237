//! `GET /api/schools/{school}/classrooms`.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassroomId, SchoolId};
use xingtan_base::problems::Problem;
use xingtan_platform::db::{self, Row, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use crate::limits::CLASSROOMS_MAX;
use crate::me::show::ClassName;
use crate::{Caller, Identity, access};

/// The paired screen of a class.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Classroom {
    /// Its id.
    pub id: ClassroomId,
    /// Its school.
    pub school: SchoolId,
    /// What it is called.
    pub name: String,
    /// The class it stands for.
    pub class: ClassName,
    /// Who paired it.
    pub paired_by: String,
    /// When.
    pub paired_at: UtcMs,
    /// When it was last seen, to the hour; absent until the screen has come, and when it must be
    /// paired anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_seen_at: Option<UtcMs>,
}

/// Lists a school's classrooms by their names, for its staff.
#[utoipa::path(get, path = "/api/schools/{school}/classrooms", tag = "identity",
    params(("school" = SchoolId, Path)),
    responses((status = 200, body = Vec<Classroom>), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn list(
    State(identity): State<Identity>,
    caller: Caller,
    Path(school): Path<SchoolId>,
) -> ApiResult<Json<Vec<Classroom>>> {
    let now = identity.ctx.clock.now();
    let found = identity
        .ctx
        .db
        .read("classrooms.list", async move |tx: &Tx| {
            access::read_school(tx, caller.person, school, now).await?;
            let sql = format!("{SELECT} order by r.name, r.id limit $2");
            let rows = tx.rows(&sql, &[school.into(), CLASSROOMS_MAX.into()]).await?;
            let found: Result<Vec<Classroom>, db::Error> = rows.iter().map(read).collect();
            Ok::<_, ApiError>(found?)
        })
        .await?;
    Ok(Json(found))
}

const SELECT: &str = "\
    select r.id, r.school, r.name, r.class, c.name as class_name, p.display_name, r.paired_ms, \
    (select max(s.last_seen_ms) from session s where s.person = r.person) as seen_ms \
    from classroom r join school_class c on c.school = r.school and c.id = r.class \
    join person p on p.id = r.paired_by where r.school = $1 and r.ended_ms is null";

pub(super) async fn one(
    tx: &Tx,
    school: SchoolId,
    id: ClassroomId,
) -> Result<Option<Classroom>, db::Error> {
    let sql = format!("{SELECT} and r.id = $2");
    tx.row(&sql, &[school.into(), id.into()]).await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Classroom, db::Error> {
    Ok(Classroom {
        id: row.get("id")?,
        school: row.get("school")?,
        name: row.get("name")?,
        class: ClassName { id: row.get("class")?, name: row.get("class_name")? },
        paired_by: row.get("display_name")?,
        paired_at: row.get("paired_ms")?,
        last_seen_at: row.get("seen_ms")?,
    })
}

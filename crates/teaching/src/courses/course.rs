//! A course as its people see it.

use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{CourseId, PersonId};
use xingtan_identity::me::show::SchoolName;
use xingtan_platform::db::{self, Row, Tx, Value};

use crate::lessons::parts::PARTS;

/// What is taught over time.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Course {
    /// Its id.
    pub id: CourseId,
    /// Its title.
    pub title: String,
    /// The school that teaches it.
    pub school: SchoolName,
    /// When it was made.
    pub created_at: UtcMs,
}

/// Courses that the person `$1` may see at the time `$2`: those of schools where they are staff,
/// and those of their lessons.
fn visible() -> String {
    format!(
        "(c.school in (select m.school from membership m where m.person = $1 \
         and m.school is not null and m.role in ('teacher', 'administrator') \
         and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2)) \
         or c.school in (select o.id from membership m join school o on o.region = m.region \
         where m.person = $1 and m.school is null and m.role = 'administrator' \
         and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2)) \
         or c.id in (select l.course from lesson l \
         where l.id in (select p.lesson from ({PARTS}) as p)))"
    )
}

/// Courses that a person may see, newest first, made before the course `before`.
pub(crate) async fn seen_by(
    tx: &Tx,
    person: PersonId,
    before: Option<CourseId>,
    limit: u32,
    now: UtcMs,
) -> Result<Vec<Course>, db::Error> {
    let mut values: Vec<Value> = vec![person.into(), now.into(), (i64::from(limit) + 1).into()];
    let mut filter = "";
    if let Some(before) = before {
        values.push(before.into());
        filter = " and c.id < $4";
    }
    let sql = format!(
        "select c.id, c.title, c.school, s.name as school_name, c.created_ms from course c \
         join school s on s.id = c.school where {}{filter} order by c.id desc limit $3",
        visible()
    );
    tx.rows(&sql, &values).await?.iter().map(read).collect()
}

/// One course, if a person may see it.
pub(crate) async fn one(
    tx: &Tx,
    person: PersonId,
    course: CourseId,
    now: UtcMs,
) -> Result<Option<Course>, db::Error> {
    let sql = format!(
        "select c.id, c.title, c.school, s.name as school_name, c.created_ms from course c \
         join school s on s.id = c.school where c.id = $3 and {}",
        visible()
    );
    let row = tx.row(&sql, &[person.into(), now.into(), course.into()]).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Course, db::Error> {
    Ok(Course {
        id: row.get("id")?,
        title: row.get("title")?,
        school: SchoolName { id: row.get("school")?, name: row.get("school_name")? },
        created_at: row.get("created_ms")?,
    })
}

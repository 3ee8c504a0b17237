//! A course as its people see it.

use std::collections::HashMap;

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
    /// How many of its lessons the reader has a part in.
    pub lessons: i64,
    /// When the next of them is to start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_starts_at: Option<UtcMs>,
    /// Whether the reader may rename it.
    pub may_change: bool,
}

/// Courses that the person `$1` may see at the time `$2`: those of schools where they are staff,
/// and those of their lessons.
fn visible() -> String {
    format!(
        "({ADMINISTERED} or c.school in (select m.school from membership m where m.person = $1 \
         and m.school is not null and m.role = 'teacher' \
         and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2)) \
         or c.id in (select l.course from lesson l \
         where l.id in (select p.lesson from ({PARTS}) as p)))"
    )
}

/// Courses of schools that the person `$1` runs at the time `$2`, from above too.
const ADMINISTERED: &str = "\
    (c.school in (select m.school from membership m where m.person = $1 \
    and m.school is not null and m.role = 'administrator' \
    and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2)) \
    or c.school in (select o.id from membership m join school o on o.region = m.region \
    where m.person = $1 and m.school is null and m.role = 'administrator' \
    and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2)))";

/// Courses that the person `$1` teaches at the time `$2`: who made it or teaches one of its
/// lessons, while a teacher of its school.
const TAUGHT: &str = "\
    (c.school in (select m.school from membership m where m.person = $1 \
    and m.school is not null and m.role = 'teacher' \
    and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2)) \
    and (c.created_by = $1 or c.id in (select l.course from lesson_teacher t \
    join lesson l on l.id = t.lesson where t.person = $1)))";

/// The columns of a course as the person `$1` sees it at the time `$2`.
fn columns() -> String {
    format!(
        "c.id, c.title, c.school, s.name as school_name, c.created_ms, \
         cast(case when {ADMINISTERED} or {TAUGHT} then 1 else 0 end as bigint) as may_change"
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
        "select {} from course c join school s on s.id = c.school \
         where {}{filter} order by c.id desc limit $3",
        columns(),
        visible()
    );
    let rows = tx.rows(&sql, &values).await?;
    let courses: Result<Vec<Course>, db::Error> = rows.iter().map(read).collect();
    counted(tx, courses?, person, now).await
}

/// One course, if a person may see it.
pub(crate) async fn one(
    tx: &Tx,
    person: PersonId,
    course: CourseId,
    now: UtcMs,
) -> Result<Option<Course>, db::Error> {
    let sql = format!(
        "select {} from course c join school s on s.id = c.school where c.id = $3 and {}",
        columns(),
        visible()
    );
    let row = tx.row(&sql, &[person.into(), now.into(), course.into()]).await?;
    let found: Result<Vec<Course>, db::Error> = row.iter().map(read).collect();
    Ok(counted(tx, found?, person, now).await?.pop())
}

fn read(row: &Row) -> Result<Course, db::Error> {
    Ok(Course {
        id: row.get("id")?,
        title: row.get("title")?,
        school: SchoolName { id: row.get("school")?, name: row.get("school_name")? },
        created_at: row.get("created_ms")?,
        lessons: 0,
        next_starts_at: None,
        may_change: row.get("may_change")?,
    })
}

/// Adds what a person has before them in each course.
async fn counted(
    tx: &Tx,
    mut courses: Vec<Course>,
    person: PersonId,
    now: UtcMs,
) -> Result<Vec<Course>, db::Error> {
    if courses.is_empty() {
        return Ok(courses);
    }
    let mut values: Vec<Value> = vec![person.into(), now.into()];
    let mut marks = Vec::with_capacity(courses.len());
    for course in &courses {
        values.push(course.id.into());
        marks.push(format!("${}", values.len()));
    }
    let sql = format!(
        "select l.course, count(*) as lessons, \
         min(case when l.state = 'planned' and l.starts_ms > $2 then l.starts_ms end) as next_ms \
         from lesson l where l.course in ({}) and l.id in (select p.lesson from ({PARTS}) as p) \
         group by l.course",
        marks.join(", ")
    );
    let mut found: HashMap<CourseId, (i64, Option<UtcMs>)> = HashMap::new();
    for row in &tx.rows(&sql, &values).await? {
        found.insert(row.get("course")?, (row.get("lessons")?, row.get("next_ms")?));
    }
    for course in &mut courses {
        (course.lessons, course.next_starts_at) =
            found.get(&course.id).copied().unwrap_or_default();
    }
    Ok(courses)
}

//! What a person is in lessons: staff, learner of a class, or nothing.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId, PersonId};
use xingtan_platform::db::{self, Tx, Value};

/// What a person is in a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LessonRole {
    /// Learns in one of the audience's classes.
    Learner,
    /// Teaches the lesson or runs the school that does.
    Staff,
    /// The screen of one of the audience's classes, on which the lesson was opened.
    Classroom,
}

/// What one person is in one lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Learner or staff.
    pub role: LessonRole,
    /// The learner's class, or that of a teacher of a single class.
    pub class: Option<ClassId>,
    /// Whether they are staff by running the school, rather than by teaching.
    pub administers: bool,
}

/// The rank of administrators in [`PARTS`].
const ADMINISTRATOR_RANK: i64 = -2;

/// The rank of classrooms' screens there; no audience is as long.
const CLASSROOM_RANK: i64 = 1_000_000;

/// Every part that the person `$1` has in any lesson at the time `$2`. `rank` puts what counts
/// first: its teachers, its school's administrators, teachers of a class, learners by the
/// audience's order, then the screens of its classes.
/// A teacher counts only while teaching in the school for which they were named.
pub(crate) const PARTS: &str = "\
    select t.lesson as lesson, -3 as rank, cast(null as text) as class \
    from lesson_teacher t join membership m on m.person = t.person and m.school = t.school \
    where t.person = $1 and m.role = 'teacher' \
    and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2) \
    union all \
    select l.id, -2, cast(null as text) from membership m join lesson l on l.school = m.school \
    where m.person = $1 and m.role = 'administrator' \
    and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2) \
    union all \
    select l.id, -2, cast(null as text) from membership m \
    join school s on s.region = m.region join lesson l on l.school = s.id \
    where m.person = $1 and m.role = 'administrator' and m.school is null \
    and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2) \
    union all \
    select a.lesson, -1, a.class from lesson_audience a join membership m \
    on m.person = a.teacher and (m.school = a.class_school or m.school = a.school) \
    where a.teacher = $1 and m.role = 'teacher' \
    and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2) \
    union all \
    select a.lesson, a.position, a.class from membership m \
    join lesson_audience a on a.class = m.class \
    where m.person = $1 and m.role = 'learner' \
    and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2) \
    union all \
    select o.lesson, 1000000, r.class from classroom r \
    join classroom_lesson o on o.school = r.school and o.classroom = r.id \
    join lesson_audience a on a.lesson = o.lesson and a.class = r.class \
    where r.person = $1 and r.ended_ms is null";

/// What a person is in each of some lessons; lessons in which they are nothing are absent.
pub async fn of(
    tx: &Tx,
    person: PersonId,
    lessons: &[LessonId],
    now: UtcMs,
) -> Result<HashMap<LessonId, Part>, db::Error> {
    let mut parts = HashMap::with_capacity(lessons.len());
    if lessons.is_empty() {
        return Ok(parts);
    }
    let mut values: Vec<Value> = vec![person.into(), now.into()];
    let marks = marks(&mut values, lessons);
    let sql = format!(
        "select p.lesson, p.rank, p.class from ({PARTS}) as p \
         where p.lesson in ({marks}) order by p.lesson, p.rank, p.class"
    );
    for row in &tx.rows(&sql, &values).await? {
        let rank: i64 = row.get("rank")?;
        let role = match rank {
            CLASSROOM_RANK => LessonRole::Classroom,
            rank if rank < 0 => LessonRole::Staff,
            _ => LessonRole::Learner,
        };
        let part = Part { role, class: row.get("class")?, administers: rank == ADMINISTRATOR_RANK };
        parts.entry(row.get("lesson")?).or_insert(part);
    }
    Ok(parts)
}

/// Adds ids to the values of a statement; answers their marks for `in (…)`.
pub(crate) fn marks(values: &mut Vec<Value>, lessons: &[LessonId]) -> String {
    let mut marks = Vec::with_capacity(lessons.len());
    for lesson in lessons {
        values.push(lesson.into());
        marks.push(format!("${}", values.len()));
    }
    marks.join(", ")
}

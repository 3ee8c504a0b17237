//! The people of a lesson.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId, PersonId};
use xingtan_platform::db::{self, Tx, Value};

use super::parts::LessonRole;

/// One person of a lesson's roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterPerson {
    /// Who.
    pub person: PersonId,
    /// Name as others see it.
    pub name: String,
    /// Learner or staff.
    pub role: LessonRole,
    /// The class they attend with.
    pub class: Option<ClassId>,
}

/// A lesson's teachers, those of its single classes, then the learners of its classes in the
/// audience's order, each once, as they are at a time. Administrators may come too, but are not
/// expected.
pub async fn roster(tx: &Tx, lesson: LessonId, at: UtcMs) -> Result<Vec<RosterPerson>, db::Error> {
    roster_during(tx, lesson, at..=at).await
}

/// The same of everyone who was on the roster at any moment of a time: who took part in a lesson
/// stays in its report, wherever they went since.
pub async fn roster_during(
    tx: &Tx,
    lesson: LessonId,
    time: RangeInclusive<UtcMs>,
) -> Result<Vec<RosterPerson>, db::Error> {
    let values: [Value; 3] = [lesson.into(), (*time.start()).into(), (*time.end()).into()];
    let mut people = Vec::new();
    let mut seen = HashSet::new();
    for (sql, role) in [
        (LESSON_TEACHERS, LessonRole::Staff),
        (CLASS_TEACHERS, LessonRole::Staff),
        (LEARNERS, LessonRole::Learner),
    ] {
        for row in &tx.rows(sql, &values).await? {
            let person: PersonId = row.get("person")?;
            if seen.insert(person) {
                let (name, class) = (row.get("display_name")?, row.get("class")?);
                people.push(RosterPerson { person, name, role, class });
            }
        }
    }
    Ok(people)
}

const LESSON_TEACHERS: &str = "\
    select t.person, p.display_name, cast(null as text) as class \
    from lesson_teacher t join person p on p.id = t.person where t.lesson = $1 \
    and exists (select 1 from membership m where m.person = t.person and m.school = t.school \
    and m.role = 'teacher' and m.from_ms <= $3 and (m.until_ms is null or m.until_ms > $2)) \
    order by t.position";

const CLASS_TEACHERS: &str = "\
    select a.teacher as person, p.display_name, a.class \
    from lesson_audience a join person p on p.id = a.teacher where a.lesson = $1 \
    and exists (select 1 from membership m where m.person = a.teacher \
    and (m.school = a.class_school or m.school = a.school) \
    and m.role = 'teacher' and m.from_ms <= $3 and (m.until_ms is null or m.until_ms > $2)) \
    order by a.position";

const LEARNERS: &str = "\
    select m.person, p.display_name, a.class from lesson_audience a \
    join membership m on m.class = a.class join person p on p.id = m.person \
    where a.lesson = $1 and m.role = 'learner' \
    and m.from_ms <= $3 and (m.until_ms is null or m.until_ms > $2) \
    order by a.position, p.name_key";

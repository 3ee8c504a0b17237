//! A lesson as its people see it.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, CourseId, LessonId, PersonId};
use xingtan_base::problems;
use xingtan_identity::me::show::{ClassName, SchoolName};
use xingtan_platform::db::{self, Row, Tx, Value};
use xingtan_platform::http::ApiError;

use super::audience::{Attending, AudienceForm, AudiencePart};
use super::parts::{self, LessonRole, Part, marks};
use super::stands::LessonState;

/// A course and its title.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CourseTitle {
    /// Its id.
    pub id: CourseId,
    /// Its title.
    pub title: String,
}

/// A person and their name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonName {
    /// Who.
    pub id: PersonId,
    /// What others read.
    pub name: String,
}

/// One class of an audience.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Audience {
    /// The class.
    pub class: ClassName,
    /// Its school.
    pub school: SchoolName,
    /// Anchor or receiving.
    pub part: AudiencePart,
    /// In what form it takes the lesson.
    pub form: AudienceForm,
    /// When it starts, where that is not the lesson's start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<UtcMs>,
    /// Its own teacher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teacher: Option<PersonName>,
    /// How it attends.
    pub attending: Attending,
}

/// A lesson, and what the reader is in it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Lesson {
    /// Its id.
    pub id: LessonId,
    /// Its course.
    pub course: CourseTitle,
    /// Its title.
    pub title: String,
    /// When it is to start.
    pub starts_at: UtcMs,
    /// How long it is to take.
    pub minutes: u32,
    /// Where it is in its life.
    pub state: LessonState,
    /// When it was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<UtcMs>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<UtcMs>,
    /// The school that teaches it.
    pub school: SchoolName,
    /// Its teachers.
    pub teachers: Vec<PersonName>,
    /// The classes it is for.
    pub audience: Vec<Audience>,
    /// What the reader is in it.
    pub my_role: LessonRole,
    /// The class with which the reader attends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub my_class: Option<ClassId>,
}

/// One lesson as a person sees it.
///
/// # Errors
/// 404 when it does not exist for them.
pub async fn one(
    tx: &Tx,
    person: PersonId,
    lesson: LessonId,
    now: UtcMs,
) -> Result<Lesson, ApiError> {
    let found = seen_by(tx, person, &[lesson], now).await?.pop();
    found.ok_or_else(|| problems::not_found().into())
}

/// One lesson as its staff sees it, for the person who planned it, who may have no part in it
/// themselves, and for the server's own work. Asks nothing about access.
///
/// # Errors
/// 404 when it does not exist.
pub async fn as_staff(tx: &Tx, lesson: LessonId) -> Result<Lesson, ApiError> {
    let part = Part { role: LessonRole::Staff, class: None, administers: false };
    let found = by_part(tx, &[lesson], &HashMap::from([(lesson, part)])).await?.pop();
    found.ok_or_else(|| problems::not_found().into())
}

/// Some lessons as a person sees them, in the order given; those that do not exist for them are
/// left out.
pub async fn seen_by(
    tx: &Tx,
    person: PersonId,
    lessons: &[LessonId],
    now: UtcMs,
) -> Result<Vec<Lesson>, db::Error> {
    let parts = parts::of(tx, person, lessons, now).await?;
    by_part(tx, lessons, &parts).await
}

async fn by_part(
    tx: &Tx,
    lessons: &[LessonId],
    parts: &HashMap<LessonId, Part>,
) -> Result<Vec<Lesson>, db::Error> {
    let shown: Vec<LessonId> =
        lessons.iter().copied().filter(|lesson| parts.contains_key(lesson)).collect();
    if shown.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value> = Vec::new();
    let marks = marks(&mut values, &shown);
    let mut found = HashMap::with_capacity(shown.len());
    let sql = format!(
        "select l.id, l.course, c.title as course_title, l.title, l.starts_ms, l.minutes, \
         l.state, l.opened_ms, l.closed_ms, l.school, s.name as school_name from lesson l \
         join course c on c.id = l.course join school s on s.id = l.school where l.id in ({marks})"
    );
    for row in &tx.rows(&sql, &values).await? {
        let id: LessonId = row.get("id")?;
        if let Some(part) = parts.get(&id) {
            found.insert(id, bare(row, id, *part)?);
        }
    }
    let sql = format!(
        "select t.lesson, t.person, p.display_name from lesson_teacher t \
         join person p on p.id = t.person where t.lesson in ({marks}) \
         order by t.lesson, t.position"
    );
    for row in &tx.rows(&sql, &values).await? {
        if let Some(lesson) = found.get_mut(&row.get("lesson")?) {
            let teacher = PersonName { id: row.get("person")?, name: row.get("display_name")? };
            lesson.teachers.push(teacher);
        }
    }
    let sql = format!(
        "select a.lesson, a.class, k.name as class_name, a.class_school, \
         s.name as school_name, a.part, a.form, a.starts_ms, a.teacher, \
         p.display_name as teacher_name, a.attending from lesson_audience a \
         join school_class k on k.id = a.class join school s on s.id = a.class_school \
         left join person p on p.id = a.teacher where a.lesson in ({marks}) \
         order by a.lesson, a.position"
    );
    for row in &tx.rows(&sql, &values).await? {
        if let Some(lesson) = found.get_mut(&row.get("lesson")?) {
            lesson.audience.push(audience(row)?);
        }
    }
    Ok(shown.iter().filter_map(|lesson| found.remove(lesson)).collect())
}

fn bare(row: &Row, id: LessonId, part: Part) -> Result<Lesson, db::Error> {
    Ok(Lesson {
        id,
        course: CourseTitle { id: row.get("course")?, title: row.get("course_title")? },
        title: row.get("title")?,
        starts_at: row.get("starts_ms")?,
        minutes: row.get("minutes")?,
        state: row.parse("state")?,
        opened_at: row.get("opened_ms")?,
        closed_at: row.get("closed_ms")?,
        school: SchoolName { id: row.get("school")?, name: row.get("school_name")? },
        teachers: Vec::new(),
        audience: Vec::new(),
        my_role: part.role,
        my_class: part.class,
    })
}

fn audience(row: &Row) -> Result<Audience, db::Error> {
    let teacher: Option<PersonId> = row.get("teacher")?;
    let teacher_name: Option<String> = row.get("teacher_name")?;
    Ok(Audience {
        class: ClassName { id: row.get("class")?, name: row.get("class_name")? },
        school: SchoolName { id: row.get("class_school")?, name: row.get("school_name")? },
        part: row.parse("part")?,
        form: row.parse("form")?,
        starts_at: row.get("starts_ms")?,
        teacher: teacher.map(|id| PersonName { id, name: teacher_name.unwrap_or_default() }),
        attending: row.parse("attending")?,
    })
}

//! Who may do what to courses and lessons.
//!
//! A lesson's staff are its teachers, the teachers of its single classes, and the administrators
//! of the school that teaches it. Its learners are those of its audience's classes, also those of
//! other schools. To everyone else it does not exist.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, CourseId, LessonId, PersonId, SchoolId};
use xingtan_identity::access::{AccessError, standing};
use xingtan_identity::memberships::{self, Role};
use xingtan_identity::people::names;
use xingtan_platform::db::{self, Tx};

use crate::courses::course;
use crate::lessons::parts::{self, LessonRole, Part};

/// Proof: this person is staff of this lesson: opens, closes and leads it, prepares its
/// questions and reads its report.
#[derive(Debug, Clone, Copy)]
pub struct CanTeach {
    lesson: LessonId,
    school: SchoolId,
    course: CourseId,
    person: PersonId,
    class: Option<ClassId>,
    administers: bool,
}

impl CanTeach {
    /// The lesson.
    pub const fn lesson(&self) -> LessonId {
        self.lesson
    }

    /// The school that teaches it.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// Its course.
    pub const fn course(&self) -> CourseId {
        self.course
    }

    /// Whose proof this is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Whether they are staff by running the school, rather than by teaching.
    pub const fn administers(&self) -> bool {
        self.administers
    }

    /// Of the teacher of a single class: that class.
    pub const fn class(&self) -> Option<ClassId> {
        self.class
    }
}

/// Proof: this person may change this lesson in the calendar. Teachers of a single class may
/// not: the lesson is its school's.
#[derive(Debug, Clone, Copy)]
pub struct CanPlan {
    teach: CanTeach,
}

impl CanPlan {
    /// The lesson, as its staff.
    pub const fn teach(&self) -> &CanTeach {
        &self.teach
    }
}

/// Proof: this person is on this lesson's roster, or staff of it.
#[derive(Debug, Clone)]
pub struct CanAttend {
    lesson: LessonId,
    school: SchoolId,
    person: PersonId,
    name: String,
    role: LessonRole,
    class: Option<ClassId>,
}

impl CanAttend {
    /// The lesson.
    pub const fn lesson(&self) -> LessonId {
        self.lesson
    }

    /// The school that teaches it.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// Whose proof this is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// The person's name as others see it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Learner or staff.
    pub const fn role(&self) -> LessonRole {
        self.role
    }

    /// The class the person attends with.
    pub const fn class(&self) -> Option<ClassId> {
        self.class
    }
}

/// Proof: this person may plan courses and lessons of this school.
#[derive(Debug, Clone, Copy)]
pub struct CanPlanInSchool {
    school: SchoolId,
    person: PersonId,
    teaches: bool,
}

impl CanPlanInSchool {
    /// The school.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// Whose proof this is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Whether the person is a teacher there, rather than an administrator alone.
    pub const fn teaches(&self) -> bool {
        self.teaches
    }
}

/// Proof: this person may change this course.
#[derive(Debug, Clone, Copy)]
pub struct CanChangeCourse {
    course: CourseId,
    school: SchoolId,
    person: PersonId,
    administers: bool,
}

impl CanChangeCourse {
    /// The course.
    pub const fn course(&self) -> CourseId {
        self.course
    }

    /// The school that teaches it.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// Whose proof this is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Whether by running the school, rather than by teaching.
    pub const fn administers(&self) -> bool {
        self.administers
    }
}

/// Proof: this person runs a school or a region, and may see how the lessons there stand.
#[derive(Debug, Clone, Copy)]
pub struct CanOversee {
    person: PersonId,
}

impl CanOversee {
    /// Whose proof this is: what they see follows from the schools they run.
    pub const fn person(&self) -> PersonId {
        self.person
    }
}

/// The lesson's staff teach it.
pub async fn staff_access(
    tx: &Tx,
    person: PersonId,
    lesson: LessonId,
    now: UtcMs,
) -> Result<CanTeach, AccessError> {
    let (found, part) = part_in(tx, person, lesson, now).await?;
    if part.role != LessonRole::Staff {
        return Err(AccessError::Denied);
    }
    let Found { school, course } = found;
    let Part { class, administers, .. } = part;
    Ok(CanTeach { lesson, school, course, person, class, administers })
}

/// The lesson's own teachers, and administrators of its school, plan it.
pub async fn plan_access(
    tx: &Tx,
    person: PersonId,
    lesson: LessonId,
    now: UtcMs,
) -> Result<CanPlan, AccessError> {
    let teach = staff_access(tx, person, lesson, now).await?;
    if teach.class.is_some() { Err(AccessError::Denied) } else { Ok(CanPlan { teach }) }
}

/// The lesson's staff and the learners of its classes attend it.
pub async fn attend_access(
    tx: &Tx,
    person: PersonId,
    lesson: LessonId,
    now: UtcMs,
) -> Result<CanAttend, AccessError> {
    let (Found { school, .. }, part) = part_in(tx, person, lesson, now).await?;
    let name = names(tx, &[person]).await?.remove(&person).ok_or(AccessError::NotFound)?;
    Ok(CanAttend { lesson, school, person, name, role: part.role, class: part.class })
}

/// Teachers and administrators of a school plan its courses and lessons.
pub async fn plan_in_school(
    tx: &Tx,
    person: PersonId,
    school: SchoolId,
    now: UtcMs,
) -> Result<CanPlanInSchool, AccessError> {
    let standing = standing(tx, person, school, now).await?;
    if standing.is_staff() {
        Ok(CanPlanInSchool { school, person, teaches: standing.teaches })
    } else if standing.learns {
        Err(AccessError::Denied)
    } else {
        Err(AccessError::NotFound)
    }
}

/// Who made a course or teaches it, and the administrators of its school, change it.
pub async fn change_course(
    tx: &Tx,
    person: PersonId,
    course: CourseId,
    now: UtcMs,
) -> Result<CanChangeCourse, AccessError> {
    let seen = course::one(tx, person, course, now).await?.ok_or(AccessError::NotFound)?;
    if !seen.may_change {
        return Err(AccessError::Denied);
    }
    let school = seen.school.id;
    let administers = !standing(tx, person, school, now).await?.teaches;
    Ok(CanChangeCourse { course, school, person, administers })
}

/// Administrators oversee what they run.
pub async fn oversee(tx: &Tx, person: PersonId, now: UtcMs) -> Result<CanOversee, AccessError> {
    let held = memberships::held(tx, person, now).await?;
    if held.iter().any(|membership| membership.role == Role::Administrator) {
        Ok(CanOversee { person })
    } else {
        Err(AccessError::Denied)
    }
}

struct Found {
    school: SchoolId,
    course: CourseId,
}

async fn part_in(
    tx: &Tx,
    person: PersonId,
    lesson: LessonId,
    now: UtcMs,
) -> Result<(Found, Part), AccessError> {
    let found = find(tx, lesson).await?.ok_or(AccessError::NotFound)?;
    let mine = parts::of(tx, person, &[lesson], now).await?;
    let part = mine.get(&lesson).copied().ok_or(AccessError::NotFound)?;
    Ok((found, part))
}

async fn find(tx: &Tx, lesson: LessonId) -> Result<Option<Found>, db::Error> {
    let sql = "select school, course from lesson where id = $1";
    let Some(row) = tx.row(sql, &[lesson.into()]).await? else { return Ok(None) };
    Ok(Some(Found { school: row.get("school")?, course: row.get("course")? }))
}

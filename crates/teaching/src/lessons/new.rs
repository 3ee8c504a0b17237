//! Writing a new lesson; callers have checked that they may.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, CourseId, LessonId, PersonId, SchoolId};
use xingtan_facts::{Happened, Object};
use xingtan_identity::signin_names::fold;
use xingtan_platform::db::{self, Tx, Value};
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;

use super::audience::{self, NewAudience};
use super::recorded::{self, Occasion};

/// A lesson about to be written.
#[derive(Debug, Clone)]
pub struct NewLesson {
    /// Its id.
    pub id: LessonId,
    /// The school that teaches it.
    pub school: SchoolId,
    /// Its course, of the same school.
    pub course: CourseId,
    /// Its title.
    pub title: String,
    /// When it is to start.
    pub starts_at: UtcMs,
    /// How long it is to take.
    pub minutes: u32,
    /// Its teachers, of the same school.
    pub teachers: Vec<PersonId>,
    /// The classes it is for.
    pub audience: Vec<NewAudience>,
    /// Who plans it.
    pub created_by: PersonId,
    /// Whether they do so as an administrator rather than as a teacher.
    pub administers: bool,
}

impl NewLesson {
    /// Writes the lesson with its teachers and audience, and the fact.
    ///
    /// # Errors
    /// 404 when a class does not exist.
    pub async fn write(&self, tx: &Tx, ids: &Ids, now: UtcMs) -> Result<(), ApiError> {
        let values: [Value; 9] = [
            self.school.into(),
            self.id.into(),
            self.course.into(),
            self.title.trim().into(),
            self.starts_at.into(),
            self.minutes.into(),
            self.created_by.into(),
            now.into(),
            fold(&self.title).into(),
        ];
        tx.execute(
            "insert into lesson (school, id, course, title, starts_ms, minutes, state, \
             created_by, created_ms, title_key) \
             values ($1, $2, $3, $4, $5, $6, 'planned', $7, $8, $9)",
            &values,
        )
        .await?;
        write_teachers(tx, self.school, self.id, &self.teachers).await?;
        audience::write(tx, self.school, self.id, &self.audience).await?;
        let classes: Vec<ClassId> = self.audience.iter().map(|row| row.class).collect();
        let happened = Happened::LessonPlanned {
            lesson: self.id,
            course: self.course,
            title: self.title.trim().to_owned(),
            starts_ms: self.starts_at.0,
            minutes: self.minutes,
            classes,
        };
        let on = Occasion {
            by: self.created_by,
            administers: self.administers,
            at: now,
            school: self.school,
            course: self.course,
            lesson: Some(self.id),
        };
        recorded::record(tx, ids, on, Object::new("lesson", self.id), happened).await?;
        Ok(())
    }
}

/// Writes a lesson's teachers.
pub(crate) async fn write_teachers(
    tx: &Tx,
    school: SchoolId,
    lesson: LessonId,
    teachers: &[PersonId],
) -> Result<(), db::Error> {
    for (position, person) in teachers.iter().enumerate() {
        tx.execute(
            "insert into lesson_teacher (school, lesson, person, position) \
             values ($1, $2, $3, $4)",
            &[
                school.into(),
                lesson.into(),
                person.into(),
                i64::try_from(position).unwrap_or(i64::MAX).into(),
            ],
        )
        .await?;
    }
    Ok(())
}

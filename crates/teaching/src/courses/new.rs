//! Writing a new course; callers have checked that they may.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{CourseId, PersonId, SchoolId};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::ids::Ids;

use crate::lessons::recorded::{self, Occasion};

/// A course about to be written.
#[derive(Debug, Clone)]
pub struct NewCourse {
    /// Its id.
    pub id: CourseId,
    /// The school that teaches it.
    pub school: SchoolId,
    /// Its title.
    pub title: String,
    /// Who makes it.
    pub created_by: PersonId,
    /// Whether they do so as an administrator rather than as a teacher.
    pub administers: bool,
}

impl NewCourse {
    /// Writes the course and the fact.
    pub async fn write(&self, tx: &Tx, ids: &Ids, now: UtcMs) -> Result<(), db::Error> {
        let Self { id, school, .. } = *self;
        let title = self.title.trim();
        tx.execute(
            "insert into course (school, id, title, created_by, created_ms) \
             values ($1, $2, $3, $4, $5)",
            &[school.into(), id.into(), title.into(), self.created_by.into(), now.into()],
        )
        .await?;
        let happened = Happened::CourseCreated { course: id, school, title: title.to_owned() };
        let on = Occasion {
            by: self.created_by,
            administers: self.administers,
            at: now,
            school,
            course: id,
            lesson: None,
        };
        recorded::record(tx, ids, on, Object::new("course", id), happened).await
    }
}

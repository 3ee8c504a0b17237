//! Facts of teaching, with their actor and context.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{CourseId, LessonId, PersonId, SchoolId};
use xingtan_facts::{Actor, Context, Fact, Happened, Object};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::facts_log;
use xingtan_platform::ids::Ids;

use super::stands::LessonRow;
use crate::access::CanTeach;

/// Who did something, when, and in which teaching.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occasion {
    /// Who.
    pub(crate) by: PersonId,
    /// Whether they did it as an administrator rather than as a teacher.
    pub(crate) administers: bool,
    /// When.
    pub(crate) at: UtcMs,
    /// Whose matter it is.
    pub(crate) school: SchoolId,
    /// The course.
    pub(crate) course: CourseId,
    /// The lesson.
    pub(crate) lesson: Option<LessonId>,
}

/// Records what happened to a thing in the transaction in which it did.
pub(crate) async fn record(
    tx: &Tx,
    ids: &Ids,
    on: Occasion,
    object: Object,
    happened: Happened,
) -> Result<(), db::Error> {
    let mut fact = Fact::new(ids.next(), on.at, object, happened);
    fact.school = Some(on.school);
    let role = if on.administers { "administrator" } else { "teacher" };
    fact.actor = Some(Actor { person: on.by, role: role.to_owned(), on_behalf_of: None });
    fact.context = Context { lesson: on.lesson, course: Some(on.course), ..Context::default() };
    facts_log::record(tx, &fact).await
}

/// Records what happened to a lesson by nobody's act.
pub(crate) async fn record_unasked(
    tx: &Tx,
    ids: &Ids,
    lesson: &LessonRow,
    at: UtcMs,
    happened: Happened,
) -> Result<(), db::Error> {
    let mut fact = Fact::new(ids.next(), at, Object::new("lesson", lesson.id), happened);
    fact.school = Some(lesson.school);
    let (lesson, course) = (Some(lesson.id), Some(lesson.course));
    fact.context = Context { lesson, course, ..Context::default() };
    facts_log::record(tx, &fact).await
}

impl Occasion {
    /// What the staff of a lesson does to it.
    pub(crate) const fn of(can: &CanTeach, at: UtcMs) -> Self {
        Self {
            by: can.person(),
            administers: can.administers(),
            at,
            school: can.school(),
            course: can.course(),
            lesson: Some(can.lesson()),
        }
    }
}

//! Who may keep notes in a lesson.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, PersonId, SchoolId};
use xingtan_base::problems;
use xingtan_platform::db::Tx;
use xingtan_platform::http::ApiError;
use xingtan_teaching::access::attend_access;
use xingtan_teaching::lessons::{LessonState, stands};

use super::refusals;

/// Proof: this person attends this lesson, which has begun, and keeps notes of his own in it. It
/// opens nobody else's.
#[derive(Debug, Clone, Copy)]
pub struct CanNote {
    pub(super) school: SchoolId,
    pub(super) lesson: LessonId,
    pub(super) person: PersonId,
}

/// The lesson's staff and learners, from its opening on.
///
/// # Errors
/// 404 for everybody else, 409 before.
pub async fn note_access(
    tx: &Tx,
    person: PersonId,
    lesson: LessonId,
    now: UtcMs,
) -> Result<CanNote, ApiError> {
    attend_access(tx, person, lesson, now).await?;
    let row = stands(tx, lesson).await?.ok_or_else(problems::not_found)?;
    if row.state == LessonState::Planned {
        return Err(refusals::not_begun().into());
    }
    Ok(CanNote { school: row.school, lesson, person })
}

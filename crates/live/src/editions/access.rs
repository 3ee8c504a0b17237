//! Who may do what with editions and their sources.
//!
//! An edition is its owner's; to others it does not exist, but for the people of lessons that play
//! it: those may play it too, learners once the lesson was opened. Answering alone tells what is
//! right, so that learners answer only after a lesson that plays it, and not during one. Its source
//! may be used by who is staff of that lesson, or of the school that taught it, for as long as they
//! are.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{EditionId, LessonId, PersonId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::access::{AccessError, standing};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;
use xingtan_teaching::access::attend_access;
use xingtan_teaching::lessons::{LessonRole, LessonRow, LessonState, stands};

use super::edition::EditionRow;
use super::{refusals, rows};

/// Proof: this person made this edition.
#[derive(Debug, Clone)]
pub struct CanEdit {
    pub(super) row: EditionRow,
}

/// Proof: this person may play this edition.
#[derive(Debug, Clone)]
pub struct CanPlay {
    pub(super) row: EditionRow,
    pub(super) person: PersonId,
    pub(super) role: PlayRole,
    /// Whether a class of this learner's is having it now.
    in_class: bool,
}

impl CanPlay {
    const fn new(row: EditionRow, person: PersonId, role: PlayRole) -> Self {
        Self { row, person, role, in_class: false }
    }

    /// Whether what is right may be told to this person.
    ///
    /// # Errors
    /// 409 for learners whose class is just being asked.
    pub(super) fn is_told_keys(&self) -> Result<(), Problem> {
        if self.in_class { Err(refusals::in_class()) } else { Ok(()) }
    }
}

/// What one is who plays an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlayRole {
    /// Who made it.
    Owner,
    /// Staff of a lesson that plays it.
    Staff,
    /// A learner of one.
    Learner,
}

/// Proof: this person may cut this lesson.
#[derive(Debug, Clone)]
pub struct CanCut {
    pub(super) source: LessonRow,
    /// The school in which they do so.
    pub(super) school: SchoolId,
}

/// The owner changes it.
///
/// # Errors
/// 404 for everybody else.
pub async fn edit_access(tx: &Tx, person: PersonId, id: EditionId) -> Result<CanEdit, ApiError> {
    let row = rows::one(tx, id).await?.filter(|row| row.owner == person);
    Ok(CanEdit { row: row.ok_or_else(problems::not_found)? })
}

/// The owner plays it, and the people of lessons that do.
///
/// # Errors
/// 404 for everybody else.
pub async fn play_access(
    tx: &Tx,
    person: PersonId,
    id: EditionId,
    now: UtcMs,
) -> Result<CanPlay, ApiError> {
    let row = rows::one(tx, id).await?.ok_or_else(problems::not_found)?;
    if row.owner == person {
        return Ok(CanPlay::new(row, person, PlayRole::Owner));
    }
    let (mut is_open, mut is_over) = (false, false);
    for lesson in rows::lessons_with(tx, id).await? {
        match role_in(tx, person, lesson, now).await? {
            Some(LessonRole::Staff) => return Ok(CanPlay::new(row, person, PlayRole::Staff)),
            Some(LessonRole::Learner | LessonRole::Classroom) => {
                match stands(tx, lesson).await?.map(|row| row.state) {
                    Some(LessonState::Open) => is_open = true,
                    Some(LessonState::Closed) => is_over = true,
                    Some(LessonState::Planned) | None => {}
                }
            }
            None => {}
        }
    }
    if is_open || is_over {
        Ok(CanPlay { in_class: is_open, ..CanPlay::new(row, person, PlayRole::Learner) })
    } else {
        Err(problems::not_found().into())
    }
}

/// Staff of a lesson that is over, and of the school that taught it, cut it.
///
/// # Errors
/// 404 for strangers, 403 for learners, 409 while it is not over or when nothing was recorded.
pub async fn cut_access(
    tx: &Tx,
    person: PersonId,
    source: LessonId,
    now: UtcMs,
) -> Result<CanCut, ApiError> {
    let found = stands(tx, source).await?.ok_or_else(problems::not_found)?;
    let school = match use_in(tx, person, &found, now).await? {
        Use::In(school) => school,
        Use::Learns => return Err(problems::forbidden().into()),
        Use::Nothing => return Err(problems::not_found().into()),
    };
    if found.state != LessonState::Closed {
        return Err(refusals::source_not_over().into());
    }
    if !is_recorded(tx, source).await? {
        return Err(refusals::nothing_recorded().into());
    }
    Ok(CanCut { source: found, school })
}

/// Whether an edition's owner may still use its source.
///
/// # Errors
/// 409 when not, or when the source is no more.
pub(super) async fn source_stands(
    tx: &Tx,
    owner: PersonId,
    source: LessonId,
    now: UtcMs,
) -> Result<(), ApiError> {
    let Some(found) = stands(tx, source).await? else { return Err(refusals::source_gone().into()) };
    let is_used = matches!(use_in(tx, owner, &found, now).await?, Use::In(_));
    if is_used && is_recorded(tx, source).await? {
        Ok(())
    } else {
        Err(refusals::source_gone().into())
    }
}

enum Use {
    In(SchoolId),
    Learns,
    Nothing,
}

async fn use_in(
    tx: &Tx,
    person: PersonId,
    source: &LessonRow,
    now: UtcMs,
) -> Result<Use, db::Error> {
    if standing(tx, person, source.school, now).await?.is_staff() {
        return Ok(Use::In(source.school));
    }
    let class = match attend_access(tx, person, source.id, now).await {
        Ok(can) if can.role() == LessonRole::Staff => can.class(),
        Ok(_) => return Ok(Use::Learns),
        Err(AccessError::Database(error)) => return Err(error),
        Err(AccessError::Denied | AccessError::NotFound) => return Ok(Use::Nothing),
    };
    let Some(class) = class else { return Ok(Use::In(source.school)) };
    let sql = "select class_school from lesson_audience where lesson = $1 and class = $2";
    let row = tx.row(sql, &[source.id.into(), class.into()]).await?;
    let school = row.map(|row| row.get("class_school")).transpose()?;
    Ok(Use::In(school.unwrap_or(source.school)))
}

async fn role_in(
    tx: &Tx,
    person: PersonId,
    lesson: LessonId,
    now: UtcMs,
) -> Result<Option<LessonRole>, db::Error> {
    match attend_access(tx, person, lesson, now).await {
        Ok(can) => Ok(Some(can.role())),
        Err(AccessError::Database(error)) => Err(error),
        Err(AccessError::Denied | AccessError::NotFound) => Ok(None),
    }
}

async fn is_recorded(tx: &Tx, lesson: LessonId) -> Result<bool, db::Error> {
    let sql = "select run from recording_run where lesson = $1 order by run limit 1";
    Ok(tx.row(sql, &[lesson.into()]).await?.is_some())
}

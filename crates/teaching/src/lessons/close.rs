//! Closing a lesson in the calendar, once its log is complete.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;

use super::open::already_closed;
use super::recorded::{self, Occasion};
use super::stands::{LessonState, stands};
use crate::access::CanTeach;

/// 409: the lesson has not been opened.
pub fn not_open() -> Problem {
    Problem::new(409, "lesson.not_open", "The lesson has not been opened.")
}

/// Closes an open lesson for good.
///
/// # Errors
/// 409 when it is over or was never opened.
pub async fn close(tx: &Tx, can: &CanTeach, ids: &Ids, now: UtcMs) -> Result<(), ApiError> {
    let lesson = can.lesson();
    match stands(tx, lesson).await?.map(|row| row.state) {
        None => return Err(problems::not_found().into()),
        Some(LessonState::Planned) => return Err(not_open().into()),
        Some(LessonState::Closed) => return Err(already_closed().into()),
        Some(LessonState::Open) => {}
    }
    write(tx, (can.school(), lesson), now).await?;
    let happened = Happened::LessonClosed { lesson, closed_ms: now.0 };
    let on = Occasion::of(can, now);
    recorded::record(tx, ids, on, Object::new("lesson", lesson), happened).await?;
    Ok(())
}

/// Closes a lesson that is open in the calendar though its log ended at `closed_at`, as when the
/// server went down between the two. Nobody does this, so that the fact names nobody.
///
/// # Errors
/// When the database fails.
pub async fn close_as_logged(
    tx: &Tx,
    lesson: LessonId,
    ids: &Ids,
    closed_at: UtcMs,
) -> Result<(), db::Error> {
    let Some(row) = stands(tx, lesson).await?.filter(|row| row.state == LessonState::Open) else {
        return Ok(());
    };
    write(tx, (row.school, lesson), closed_at).await?;
    let happened = Happened::LessonClosed { lesson, closed_ms: closed_at.0 };
    recorded::record_unasked(tx, ids, &row, closed_at, happened).await
}

async fn write(
    tx: &Tx,
    (school, lesson): (SchoolId, LessonId),
    closed_at: UtcMs,
) -> Result<(), db::Error> {
    let sql = "update lesson set state = 'closed', closed_ms = $3 where school = $1 and id = $2";
    tx.execute(sql, &[school.into(), lesson.into(), closed_at.into()]).await.map(drop)
}

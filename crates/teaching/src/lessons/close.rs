//! Closing a lesson. The room does this in the transaction that ends its journal.

use xingtan_base::clock::UtcMs;
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::Tx;
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
    tx.execute(
        "update lesson set state = 'closed', closed_ms = $3 where school = $1 and id = $2",
        &[can.school().into(), lesson.into(), now.into()],
    )
    .await?;
    let happened = Happened::LessonClosed { lesson, closed_ms: now.0 };
    let on = Occasion::of(can, now);
    recorded::record(tx, ids, on, Object::new("lesson", lesson), happened).await?;
    Ok(())
}

//! Opening a lesson in the calendar, before its room begins its log.

use xingtan_base::clock::UtcMs;
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::Tx;
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;

use super::recorded::{self, Occasion};
use super::stands::{LessonState, stands};
use crate::access::CanTeach;

/// 409: the lesson is open already.
pub fn already_open() -> Problem {
    Problem::new(409, "lesson.already_open", "The lesson is open already.")
}

/// 409: the lesson is over.
pub fn already_closed() -> Problem {
    Problem::new(409, "lesson.already_closed", "The lesson is over.")
}

/// Opens a planned lesson: `now` becomes the zero of its clock.
///
/// # Errors
/// 409 when it is open or over.
pub async fn open(tx: &Tx, can: &CanTeach, ids: &Ids, now: UtcMs) -> Result<(), ApiError> {
    let lesson = can.lesson();
    match stands(tx, lesson).await?.map(|row| row.state) {
        None => return Err(problems::not_found().into()),
        Some(LessonState::Open) => return Err(already_open().into()),
        Some(LessonState::Closed) => return Err(already_closed().into()),
        Some(LessonState::Planned) => {}
    }
    tx.execute(
        "update lesson set state = 'open', opened_ms = $3 where school = $1 and id = $2",
        &[can.school().into(), lesson.into(), now.into()],
    )
    .await?;
    let happened = Happened::LessonOpened { lesson, opened_ms: now.0 };
    let on = Occasion::of(can, now);
    recorded::record(tx, ids, on, Object::new("lesson", lesson), happened).await?;
    Ok(())
}

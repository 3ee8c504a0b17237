//! After a start: the lessons that were open go on.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_platform::db::{self, Tx};
use xingtan_teaching::lessons::{close_as_logged, open_ids, stands};

use crate::journal::read;
use crate::rooms::EnterError;
use crate::state::Live;

/// Takes up every open lesson. One that cannot be taken up now is logged, and taken up when
/// somebody comes.
///
/// # Errors
/// When the calendar cannot be read.
pub async fn all(live: &Live) -> anyhow::Result<()> {
    let open: Result<Vec<LessonId>, db::Error> =
        live.ctx.db.read("live.open_ids", async |tx: &Tx| open_ids(tx).await).await;
    for lesson in open? {
        if let Err(error) = one(live, lesson).await {
            tracing::warn!(%lesson, error = format!("{error:#}"), "a lesson was not taken up");
        }
    }
    Ok(())
}

async fn one(live: &Live, lesson: LessonId) -> anyhow::Result<()> {
    let row: Result<_, db::Error> =
        live.ctx.db.read("live.stands", async move |tx: &Tx| stands(tx, lesson).await).await;
    let Some(opened_at) = row?.and_then(|row| row.opened_at) else { return Ok(()) };
    let roster = live.roster(lesson).await?;
    match live.rooms.open(lesson, roster, opened_at).await {
        Ok(()) => Ok(()),
        Err(EnterError::Refused(refusal)) if refusal.code == "lesson.closed" => {
            close_in_calendar(live, lesson, opened_at).await
        }
        // Its log says that it is open already, as it should.
        Err(EnterError::Refused(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The server went down, or lost its database, between the end of the log and the calendar's word
/// of it.
async fn close_in_calendar(live: &Live, lesson: LessonId, opened_at: UtcMs) -> anyhow::Result<()> {
    let ids = live.ctx.ids.clone();
    let close = async move |tx: &Tx| -> Result<(), db::Error> {
        let Some(closed_ms) = read::closed_ms(tx, lesson).await? else { return Ok(()) };
        close_as_logged(tx, lesson, &ids, opened_at.plus_ms(closed_ms)).await
    };
    live.ctx.db.write("lessons.close_as_logged", close).await?;
    tracing::info!(%lesson, "a lesson whose log was complete was closed in the calendar");
    Ok(())
}

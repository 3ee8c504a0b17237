//! After a start: the lessons that were open go on.

use xingtan_base::ids::LessonId;
use xingtan_platform::db::{self, Tx};
use xingtan_teaching::lessons::{open_ids, stands};

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
        // Its log says so already, as it should.
        Ok(()) | Err(EnterError::Refused(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

//! Folding a lesson's log into its report.

use std::sync::Arc;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiResult;
use xingtan_room::attendance::Schedule;
use xingtan_room::input::Ballot;
use xingtan_room::report::{Fold, Report};
use xingtan_teaching::lessons::{LessonRow, LessonState, own_starts};

use crate::journal::read::{self, Pages};
use crate::state::Live;

/// The whole report, for staff.
pub async fn whole(live: &Live, lesson: LessonId) -> ApiResult<Arc<Report>> {
    let row = live.stands(lesson).await?;
    let fold = fold(live, &row);
    match row.state {
        LessonState::Closed => live.reports.get(lesson, &live.ctx.clock, fold).await,
        LessonState::Planned | LessonState::Open => Ok(Arc::new(fold.await?)),
    }
}

async fn fold(live: &Live, row: &LessonRow) -> ApiResult<Report> {
    let lesson = row.id;
    let mut fold = Fold::new(live.roster_of(row).await?);
    // What comes later is left out of both, so that votes and ballots agree.
    let journal: Result<_, db::Error> = live
        .ctx
        .db
        .read("report.ballots", async move |tx: &Tx| {
            let last = read::last_seq(tx, lesson).await?;
            Ok((last, read::ballots(tx, lesson).await?, own_starts(tx, lesson).await?))
        })
        .await;
    let (last, ballots, own_starts) = journal?;
    let mut pages = Pages::new(&live.ctx.db, "report.entries", lesson, last);
    while let Some(page) = pages.next().await? {
        page.iter().for_each(|entry| fold.take(entry));
    }
    for (activity, choices) in ballots {
        fold.take_ballot(&Ballot { activity, choices });
    }
    let now = live.ctx.clock.now();
    let opened_at = row.opened_at.unwrap_or(now);
    let now_ms = match row.state {
        LessonState::Open => now.since_ms(opened_at).max(fold.last_ms()),
        LessonState::Planned | LessonState::Closed => fold.last_ms(),
    };
    let in_lesson = |(class, at): (_, UtcMs)| (class, at.since_ms(opened_at));
    let schedule = Schedule {
        starts_at_ms: row.starts_at.since_ms(opened_at),
        minutes: row.minutes,
        own_starts_ms: own_starts.into_iter().map(in_lesson).collect(),
    };
    Ok(fold.report(now_ms, &schedule))
}

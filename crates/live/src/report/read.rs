//! Folding a lesson's log into its report.

use std::sync::Arc;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_identity::people::names;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiResult;
use xingtan_room::attendance::Schedule;
use xingtan_room::input::Ballot;
use xingtan_room::report::{Fold, Late, Report};
use xingtan_teaching::lessons::{LessonRow, LessonState, own_starts};

use crate::journal::read::{self, Pages};
use crate::late_answers::rows::{self, LateRow};
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

/// The whole report with what was answered after the lesson, for staff.
pub async fn with_late(live: &Live, lesson: LessonId) -> ApiResult<Arc<Report>> {
    let report = whole(live, lesson).await?;
    let late: Result<Vec<Late>, db::Error> =
        live.ctx.db.read("report.late", async move |tx: &Tx| late(tx, lesson).await).await;
    let late = late?;
    Ok(if late.is_empty() { report } else { Arc::new(report.with_late(&late)) })
}

async fn late(tx: &Tx, lesson: LessonId) -> Result<Vec<Late>, db::Error> {
    let rows = rows::of_lesson(tx, lesson).await?;
    let people: Vec<_> = rows.iter().map(|row| row.person).collect();
    let names = names(tx, &people).await?;
    let late = |row: LateRow| Late {
        activity: row.activity,
        name: names.get(&row.person).cloned().unwrap_or_default(),
        person: row.person,
        answer: row.answer,
    };
    Ok(rows.into_iter().map(late).collect())
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

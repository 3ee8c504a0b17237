//! Folding a lesson's log into its report.

use xingtan_base::ids::LessonId;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiResult;
use xingtan_room::attendance::Schedule;
use xingtan_room::input::Ballot;
use xingtan_room::report::{Log, Report, report};
use xingtan_teaching::lessons::LessonState;

use crate::journal::read;
use crate::state::Live;

/// The whole report, for staff.
pub async fn whole(live: &Live, lesson: LessonId) -> ApiResult<Report> {
    let row = live.stands(lesson).await?;
    let roster = live.roster_of(&row).await?;
    let journal: Result<_, db::Error> = live
        .ctx
        .db
        .read("report.read", async move |tx: &Tx| {
            Ok((read::all_entries(tx, lesson).await?, read::ballots(tx, lesson).await?))
        })
        .await;
    let (entries, ballots) = journal?;
    let ballots: Vec<Ballot> =
        ballots.into_iter().map(|(activity, choices)| Ballot { activity, choices }).collect();
    let now = live.ctx.clock.now();
    let opened_at = row.opened_at.unwrap_or(now);
    let last_ms = entries.last().map_or(0, |entry| entry.at_ms);
    let now_ms = match row.state {
        LessonState::Open => now.since_ms(opened_at).max(last_ms),
        LessonState::Planned | LessonState::Closed => last_ms,
    };
    let schedule =
        Schedule { starts_at_ms: row.starts_at.since_ms(opened_at), minutes: row.minutes };
    Ok(report(&Log { entries: &entries, ballots: &ballots, now_ms }, &roster, schedule))
}

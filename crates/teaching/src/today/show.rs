//! `GET /api/today`: the lesson now, the next one, those to come and those just over.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult, Json};

use crate::Teaching;
use crate::lessons::lesson::{self, Lesson};
use crate::lessons::parts::PARTS;
use crate::lessons::stands::LessonState;
use crate::limits::{
    CURRENT_BEFORE_START_MS, NEXT_AHEAD_MS, TODAY_AHEAD_MS, TODAY_LATER_MAX, TODAY_RECENT_MAX,
};

/// What a person teaches and attends today. The server knows no time zone, so it looks a day and
/// a half ahead and leaves the choice of the day to the page.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Today {
    /// The server's time.
    pub now: UtcMs,
    /// Start of the range of `later`.
    pub from: UtcMs,
    /// End of the range of `later`.
    pub to: UtcMs,
    /// The lesson that is open, or starts within 15 minutes, or should have started.
    pub current: Option<Lesson>,
    /// The first lesson to come after it, however far ahead.
    pub next: Option<Lesson>,
    /// Other open lessons, then those to come within the range.
    pub later: Vec<Lesson>,
    /// Lessons that are over, latest first.
    pub recent: Vec<Lesson>,
}

/// Shows what one teaches and attends today.
#[utoipa::path(get, path = "/api/today", tag = "teaching",
    responses((status = 200, body = Today), (status = 401, body = Problem)))]
pub async fn show(State(teaching): State<Teaching>, caller: Caller) -> ApiResult<Json<Today>> {
    let now = teaching.ctx.clock.now();
    let today = teaching
        .ctx
        .db
        .read("today.show", async move |tx: &Tx| {
            Ok::<_, ApiError>(today(tx, caller.person, now).await?)
        })
        .await?;
    Ok(Json(today))
}

async fn today(tx: &Tx, person: PersonId, now: UtcMs) -> Result<Today, db::Error> {
    let open = found(tx, person, now, OPEN, &[TODAY_LATER_MAX.into()]).await?;
    let until = now.plus_ms(NEXT_AHEAD_MS);
    let values = [TODAY_LATER_MAX.into(), now.into(), until.into()];
    let to_come = found(tx, person, now, TO_COME, &values).await?;
    let over = found(tx, person, now, OVER, &[TODAY_RECENT_MAX.into()]).await?;

    let mut ahead = lesson::seen_by(tx, person, &open, now).await?;
    ahead.extend(lesson::seen_by(tx, person, &to_come, now).await?);
    let soon = now.plus_ms(CURRENT_BEFORE_START_MS);
    let is_current =
        |lesson: &Lesson| lesson.state == LessonState::Open || lesson.starts_at <= soon;
    let current = ahead.first().is_some_and(is_current).then(|| ahead.remove(0));
    let first_planned = ahead.iter().position(|lesson| lesson.state == LessonState::Planned);
    let next = first_planned.map(|at| ahead.remove(at));
    let to = now.plus_ms(TODAY_AHEAD_MS);
    ahead.retain(|lesson| lesson.state == LessonState::Open || lesson.starts_at < to);
    let recent = lesson::seen_by(tx, person, &over, now).await?;
    Ok(Today { now, from: now, to, current, next, later: ahead, recent })
}

const OPEN: &str = "l.state = 'open' order by l.opened_ms desc, l.id limit $3";

/// A planned lesson is to come until its time is over.
const TO_COME: &str = "l.state = 'planned' and l.starts_ms + l.minutes * 60000 > $4 \
    and l.starts_ms < $5 order by l.starts_ms, l.id limit $3";

const OVER: &str = "l.state = 'closed' order by l.closed_ms desc, l.id limit $3";

async fn found(
    tx: &Tx,
    person: PersonId,
    now: UtcMs,
    which: &str,
    more: &[Value],
) -> Result<Vec<LessonId>, db::Error> {
    let mut values: Vec<Value> = vec![person.into(), now.into()];
    values.extend_from_slice(more);
    let sql = format!(
        "select l.id from lesson l where l.id in (select p.lesson from ({PARTS}) as p) and {which}"
    );
    tx.rows(&sql, &values).await?.iter().map(|row| row.get("id")).collect()
}

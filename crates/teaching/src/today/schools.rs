//! `GET /api/today/schools`: what is wrong today in the schools one runs, and their lessons.

use std::collections::HashMap;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult, Json, Query};

use crate::Teaching;
use crate::access::{self, CanOversee};
use crate::lessons::LessonState;
use crate::lessons::lesson::{self, Lesson};
use crate::lessons::parts::marks;
use crate::limits::{
    DAY_MS_MAX, OVERLONG_AFTER_MS, SCHOOLS_FAULTS_MAX, SCHOOLS_LESSONS_MAX, UNSTARTED_AFTER_MS,
};

/// Which day is meant. The server knows no time zone, so the page says when its day is.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DayQuery {
    /// Start of the day; twelve hours ago when absent.
    pub from: Option<UtcMs>,
    /// End of the day; a day after its start when absent.
    pub to: Option<UtcMs>,
}

/// A lesson of the day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OverseenLesson {
    /// The lesson.
    pub lesson: Lesson,
    /// How many learners its classes have.
    pub expected: i64,
}

/// The day's lessons, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct DayFigures {
    /// Not opened yet.
    pub planned: i64,
    /// Open now.
    pub open: i64,
    /// Over.
    pub closed: i64,
}

/// A day in the schools one runs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SchoolsToday {
    /// The server's time.
    pub now: UtcMs,
    /// Start of the day.
    pub from: UtcMs,
    /// End of the day.
    pub to: UtcMs,
    /// Lessons of the day that should have started and were not opened, earliest first.
    pub unstarted: Vec<OverseenLesson>,
    /// Lessons of any day that are open long after their end, earliest first.
    pub overlong: Vec<OverseenLesson>,
    /// The day's lessons by their start, up to 200.
    pub lessons: Vec<OverseenLesson>,
    /// All of them, counted.
    pub figures: DayFigures,
}

/// Shows an administrator the day in the schools they run.
#[utoipa::path(get, path = "/api/today/schools", tag = "teaching", params(DayQuery),
    responses((status = 200, body = SchoolsToday), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn show(
    State(teaching): State<Teaching>,
    caller: Caller,
    Query(query): Query<DayQuery>,
) -> ApiResult<Json<SchoolsToday>> {
    let now = teaching.ctx.clock.now();
    let from = query.from.unwrap_or(now.plus_ms(-DAY_MS_MAX / 4));
    let to = query.to.unwrap_or(from.plus_ms(DAY_MS_MAX / 2));
    if !(0..=DAY_MS_MAX).contains(&to.since_ms(from)) {
        return Err(problems::invalid().field("to", "out_of_range").into());
    }
    let day = teaching
        .ctx
        .db
        .read("today.schools", async move |tx: &Tx| {
            let can = access::oversee(tx, caller.person, now).await?;
            Ok::<_, ApiError>(day(tx, can, (from, to), now).await?)
        })
        .await?;
    Ok(Json(day))
}

/// Lessons of the schools that the person `$1` runs at the time `$2`, from above too.
const OVERSEEN: &str = "\
    (l.school in (select m.school from membership m where m.person = $1 \
    and m.school is not null and m.role = 'administrator' \
    and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2)) \
    or l.school in (select s.id from membership m join school s on s.region = m.region \
    where m.person = $1 and m.school is null and m.role = 'administrator' \
    and m.from_ms <= $2 and (m.until_ms is null or m.until_ms > $2)))";

const OF_THE_DAY: &str = "l.starts_ms >= $3 and l.starts_ms < $4";

/// Its time runs from its start, or from its opening where that was later.
const OVERLONG: &str = "l.state = 'open' and l.minutes * 60000 + \
    case when l.opened_ms > l.starts_ms then l.opened_ms else l.starts_ms end < $3";

async fn day(
    tx: &Tx,
    can: CanOversee,
    (from, to): (UtcMs, UtcMs),
    now: UtcMs,
) -> Result<SchoolsToday, db::Error> {
    let faults = SCHOOLS_FAULTS_MAX;
    let late = to.min(now.plus_ms(-UNSTARTED_AFTER_MS));
    let unstarted = format!("l.state = 'planned' and {OF_THE_DAY}");
    let unstarted = found(tx, can, now, (&unstarted, faults), &[from.into(), late.into()]).await?;
    let ended = now.plus_ms(-OVERLONG_AFTER_MS);
    let overlong = found(tx, can, now, (OVERLONG, faults), &[ended.into()]).await?;
    let whole_day = [from.into(), to.into()];
    let lessons = found(tx, can, now, (OF_THE_DAY, SCHOOLS_LESSONS_MAX), &whole_day).await?;
    Ok(SchoolsToday {
        now,
        from,
        to,
        unstarted: shown(tx, can, &unstarted, now).await?,
        overlong: shown(tx, can, &overlong, now).await?,
        lessons: shown(tx, can, &lessons, now).await?,
        figures: counted(tx, can, (from, to), now).await?,
    })
}

async fn found(
    tx: &Tx,
    can: CanOversee,
    now: UtcMs,
    (which, limit): (&str, i64),
    more: &[Value],
) -> Result<Vec<LessonId>, db::Error> {
    let mut values: Vec<Value> = vec![can.person().into(), now.into()];
    values.extend_from_slice(more);
    values.push(limit.into());
    let sql = format!(
        "select l.id from lesson l where {OVERSEEN} and {which} \
         order by l.starts_ms, l.id limit ${}",
        values.len()
    );
    tx.rows(&sql, &values).await?.iter().map(|row| row.get("id")).collect()
}

async fn shown(
    tx: &Tx,
    can: CanOversee,
    ids: &[LessonId],
    now: UtcMs,
) -> Result<Vec<OverseenLesson>, db::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value> = vec![now.into()];
    let marks = marks(&mut values, ids);
    let sql = format!(
        "select a.lesson, count(distinct m.person) as expected from lesson_audience a \
         join membership m on m.class = a.class where a.lesson in ({marks}) \
         and m.role = 'learner' and m.from_ms <= $1 and (m.until_ms is null or m.until_ms > $1) \
         group by a.lesson"
    );
    let mut expected: HashMap<LessonId, i64> = HashMap::new();
    for row in &tx.rows(&sql, &values).await? {
        expected.insert(row.get("lesson")?, row.get("expected")?);
    }
    let lessons = lesson::seen_by(tx, can.person(), ids, now).await?;
    let with = |lesson: Lesson| OverseenLesson {
        expected: expected.get(&lesson.id).copied().unwrap_or_default(),
        lesson,
    };
    Ok(lessons.into_iter().map(with).collect())
}

async fn counted(
    tx: &Tx,
    can: CanOversee,
    (from, to): (UtcMs, UtcMs),
    now: UtcMs,
) -> Result<DayFigures, db::Error> {
    let sql = format!(
        "select l.state, count(*) as lessons from lesson l where {OVERSEEN} and {OF_THE_DAY} \
         group by l.state"
    );
    let mut figures = DayFigures::default();
    for row in &tx.rows(&sql, &[can.person().into(), now.into(), from.into(), to.into()]).await? {
        let count: i64 = row.get("lessons")?;
        match row.parse("state")? {
            LessonState::Planned => figures.planned = count,
            LessonState::Open => figures.open = count,
            LessonState::Closed => figures.closed = count,
        }
    }
    Ok(figures)
}

/// The lessons that are open in the schools one runs with their titles, latest opened first.
///
/// # Errors
/// When the database cannot be used.
pub async fn open_lessons(
    tx: &Tx,
    can: CanOversee,
    now: UtcMs,
) -> Result<Vec<(LessonId, String)>, db::Error> {
    let sql = format!(
        "select l.id, l.title from lesson l where {OVERSEEN} and l.state = 'open' \
         order by l.opened_ms desc, l.id limit $3"
    );
    let values = [can.person().into(), now.into(), SCHOOLS_LESSONS_MAX.into()];
    let rows = tx.rows(&sql, &values).await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("title")?))).collect()
}

//! `GET /api/lessons`: the calendar.

use axum::extract::State;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{CourseId, LessonId, PersonId};
use xingtan_base::paging::{Page, PageQuery};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_identity::signin_names::like_anywhere;
use xingtan_platform::db::{self, Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult, Json, Query};

use super::lesson::{self, Lesson};
use super::parts::PARTS;
use super::stands::LessonState;
use crate::Teaching;
use crate::limits::TITLE_CHARS_MAX;

/// In which order lessons come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LessonOrder {
    /// The earliest start first.
    #[default]
    EarliestFirst,
    /// The latest start first: how one pages back in time.
    LatestFirst,
}

/// Which lessons are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LessonsQuery {
    /// Starting at this time or later.
    pub from: Option<UtcMs>,
    /// Starting before this time.
    pub to: Option<UtcMs>,
    /// Only in this state.
    pub state: Option<LessonState>,
    /// Only of this course.
    pub course: Option<CourseId>,
    /// Part of a title.
    pub q: Option<String>,
    /// The earliest first when absent.
    #[param(inline)]
    pub order: Option<LessonOrder>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// Lessons wanted, 1 to 200.
    pub limit: Option<u32>,
}

/// Lists the lessons in which one is staff or learner, by their start.
#[utoipa::path(get, path = "/api/lessons", tag = "teaching", params(LessonsQuery),
    responses((status = 200, body = Page<Lesson>), (status = 401, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(teaching): State<Teaching>,
    caller: Caller,
    Query(query): Query<LessonsQuery>,
) -> ApiResult<Json<Page<Lesson>>> {
    let limit = PageQuery { cursor: None, limit: query.limit }.limit();
    let (now, person) = (teaching.ctx.clock.now(), caller.person);
    let after = query.cursor.as_deref().map(parse_cursor).transpose()?;
    if query.q.as_deref().is_some_and(|q| q.chars().count() > TITLE_CHARS_MAX) {
        return Err(problems::invalid().field("q", "too_long").into());
    }
    let lessons = teaching
        .ctx
        .db
        .read("lessons.list", async move |tx: &Tx| {
            let found = matching(tx, person, &query, after, limit, now).await?;
            Ok::<_, ApiError>(lesson::seen_by(tx, person, &found, now).await?)
        })
        .await?;
    let cursor_of = |lesson: &Lesson| format!("{}.{}", lesson.starts_at.0, lesson.id);
    Ok(Json(Page::from_overread(lessons, limit, cursor_of)))
}

fn parse_cursor(cursor: &str) -> Result<(i64, LessonId), Problem> {
    let parsed = cursor
        .split_once('.')
        .and_then(|(starts, id)| Some((starts.parse().ok()?, id.parse().ok()?)));
    parsed.ok_or_else(|| problems::invalid().field("cursor", "malformed"))
}

async fn matching(
    tx: &Tx,
    person: PersonId,
    query: &LessonsQuery,
    after: Option<(i64, LessonId)>,
    limit: u32,
    now: UtcMs,
) -> Result<Vec<LessonId>, db::Error> {
    let mut values: Vec<Value> = vec![person.into(), now.into(), (i64::from(limit) + 1).into()];
    let mut filters = String::new();
    let mut filter = |text: &str, value: Value| {
        values.push(value);
        filters.push_str(&format!(" and {text} ${}", values.len()));
    };
    if let Some(from) = query.from {
        filter("l.starts_ms >=", from.into());
    }
    if let Some(to) = query.to {
        filter("l.starts_ms <", to.into());
    }
    if let Some(state) = query.state {
        filter("l.state =", state.word().into());
    }
    if let Some(course) = query.course {
        filter("l.course =", course.into());
    }
    if let Some(q) = query.q.as_deref().filter(|q| !q.trim().is_empty()) {
        values.push(like_anywhere(q).into());
        let n = values.len();
        filters.push_str(&format!(" and coalesce(l.title_key, l.title) like ${n} escape '\\'"));
    }
    let (beyond, order) = match query.order.unwrap_or_default() {
        LessonOrder::EarliestFirst => (">", "l.starts_ms, l.id"),
        LessonOrder::LatestFirst => ("<", "l.starts_ms desc, l.id desc"),
    };
    if let Some((starts_ms, id)) = after {
        values.extend([starts_ms.into(), id.into()]);
        let (starts, id) = (values.len() - 1, values.len());
        filters.push_str(&format!(" and (l.starts_ms, l.id) {beyond} (${starts}, ${id})"));
    }
    let sql = format!(
        "select l.id from lesson l where l.id in (select p.lesson from ({PARTS}) as p){filters} \
         order by {order} limit $3"
    );
    tx.rows(&sql, &values).await?.iter().map(|row| row.get("id")).collect()
}

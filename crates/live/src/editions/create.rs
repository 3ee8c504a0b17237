//! `POST /api/editions`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::{self, Problem};
use xingtan_facts::Happened;
use xingtan_identity::Caller;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json};
use xingtan_teaching::lessons::LessonRow;

use super::access::cut_access;
use super::edition::{Edition, EditionCredit, EditionRow, title_fault};
use super::part::{EditionPart, PartContent, PassagePart};
use super::recorded::{self, Occasion};
use super::{refusals, rows};
use crate::limits::EDITIONS_MAX;
use crate::state::Live;

/// An edition to make.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct EditionToMake {
    /// The recorded lesson.
    pub source: LessonId,
    /// Its title; that of the lesson when absent.
    pub title: Option<String>,
}

/// Makes an edition of a recorded lesson: one passage of the whole, to be cut.
#[utoipa::path(post, path = "/api/editions", tag = "live", request_body = EditionToMake,
    responses((status = 201, body = Edition), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(
    State(live): State<Live>,
    caller: Caller,
    Json(wanted): Json<EditionToMake>,
) -> ApiResult<(StatusCode, Json<Edition>)> {
    let (now, ids, owner) = (live.ctx.clock.now(), live.ctx.ids.clone(), caller.person);
    let made = live
        .ctx
        .db
        .write("editions.create", async move |tx: &Tx| {
            let can = cut_access(tx, owner, wanted.source, now).await?;
            let title = wanted.title.as_deref().unwrap_or(&can.source.title);
            if let Some(fault) = title_fault(title) {
                return Err(ApiError::from(problems::invalid().field("title", fault)));
            }
            if rows::count(tx, owner).await? >= EDITIONS_MAX {
                return Err(refusals::too_many().into());
            }
            let opened_at = can.source.opened_at.unwrap_or(now);
            let source_ms = can.source.closed_at.unwrap_or(now).since_ms(opened_at).max(1);
            let whole = PassagePart { from_ms: 0, to_ms: source_ms };
            let row = EditionRow {
                id: ids.next(),
                school: can.school,
                source: wanted.source,
                source_ms,
                credit: credit(tx, &can.source).await?,
                owner,
                title: title.trim().to_owned(),
                parts: vec![EditionPart { part: 1, content: PartContent::Passage(whole) }],
                version: 1,
                created_at: now,
                changed_at: now,
            };
            rows::insert(tx, &row).await?;
            let on = Occasion { lesson: Some(row.source), ..Occasion::of_owner(&row, now) };
            let happened = Happened::EditionCreated {
                edition: row.id,
                source: row.source,
                title: row.title.clone(),
            };
            recorded::record(tx, &ids, on, happened).await?;
            Ok(row)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(made.shown(true))))
}

/// Whose a lesson is.
async fn credit(tx: &Tx, source: &LessonRow) -> Result<EditionCredit, db::Error> {
    let sql = "select t.person, p.display_name from lesson_teacher t \
               join person p on p.id = t.person where t.lesson = $1 order by t.position";
    let rows = tx.rows(sql, &[source.id.into()]).await?;
    let teachers: Result<Vec<String>, db::Error> =
        rows.iter().map(|row| row.get("display_name")).collect();
    let row = tx.row("select id, name from school where id = $1", &[source.school.into()]).await?;
    Ok(EditionCredit {
        title: source.title.clone(),
        teachers: teachers?,
        school: row.map(|row| row.get("name")).transpose()?.unwrap_or_default(),
        taught_at: source.opened_at.unwrap_or(source.starts_at),
    })
}

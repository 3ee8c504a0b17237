//! `GET /api/lessons/{id}/report.csv`: the report for a spreadsheet, staff only.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use xingtan_base::ids::{ClassId, LessonId, PersonId};
use xingtan_base::languages::Language;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_identity::organisations::names::classes;
use xingtan_identity::people::accounts;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiResult, Path, Query};
use xingtan_platform::spreadsheets::harmless;
use xingtan_room::report::{ActivityReport, Report};

use super::read;
use super::table::{People, Words, answers, attendance};
use crate::state::Live;

/// Furthest that any clock on Earth is from UTC, in minutes.
const OFFSET_MAX: i32 = 14 * 60;

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// One row a learner.
    Attendance,
    /// One row an answer.
    Answers,
}

/// What to download.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CsvQuery {
    /// Which table.
    #[param(inline)]
    pub part: Table,
    /// The language of its words; Chinese when absent.
    #[param(inline)]
    pub language: Option<Language>,
    /// How many minutes the reader's clock is ahead of UTC; 0 when absent.
    pub offset_minutes: Option<i32>,
}

/// A table of the report as CSV in UTF-8 with a byte order mark, so that spreadsheets read
/// Chinese; cells that a spreadsheet would run as a formula are made text.
#[utoipa::path(get, path = "/api/lessons/{id}/report.csv", tag = "live",
    params(("id" = LessonId, Path), CsvQuery),
    responses((status = 200, content_type = "text/csv"), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn download(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    Query(query): Query<CsvQuery>,
) -> ApiResult<Response> {
    live.teach(&caller, lesson).await?;
    let report = read::with_late(&live, lesson).await?;
    let people = people(&live, &report).await?;
    let words = Words {
        language: query.language.unwrap_or_default(),
        offset_minutes: query.offset_minutes.unwrap_or(0).clamp(-OFFSET_MAX, OFFSET_MAX),
    };
    let (name, rows) = match query.part {
        Table::Attendance => ("attendance", attendance(&report, &people, words)),
        Table::Answers => ("answers", answers(&report, &people, words)),
    };
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, write(&rows)?).into_response())
}

/// What the table says of people besides the report.
async fn people(live: &Live, report: &Report) -> Result<People, db::Error> {
    let answered = report.activities.iter().flat_map(|activity| match activity {
        ActivityReport::Poll(poll) => poll.answers.iter().chain(&poll.late),
        ActivityReport::Quiz(quiz) => quiz.answers.iter().chain(&quiz.late),
    });
    let mut persons: Vec<PersonId> = answered.map(|row| row.person).collect();
    persons.extend(report.attendance.iter().map(|row| row.person));
    persons.sort_unstable();
    persons.dedup();
    let mut of_classes: Vec<ClassId> =
        report.attendance.iter().filter_map(|row| row.class).collect();
    of_classes.sort_unstable();
    of_classes.dedup();
    let attends =
        report.attendance.iter().filter_map(|row| Some((row.person, row.class?))).collect();
    let named: Result<_, db::Error> = live
        .ctx
        .db
        .read("report.people", async move |tx: &Tx| {
            Ok((accounts(tx, &persons).await?, classes(tx, &of_classes).await?))
        })
        .await;
    let (accounts, classes) = named?;
    Ok(People { accounts, classes, attends })
}

fn write(rows: &[Vec<String>]) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    Ok(writer.into_inner()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_run_by_a_spreadsheet() {
        let rows = [vec!["=1+1".to_owned(), "王, \"小\"".to_owned(), "＝x".to_owned()]];
        let text = String::from_utf8(write(&rows).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}'=1+1,\"王, \"\"小\"\"\",'＝x\n");
    }
}

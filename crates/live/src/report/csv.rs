//! `GET /api/lessons/{id}/report.csv`: the report for a spreadsheet, staff only.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_item::answer::Answer;
use xingtan_platform::http::{ApiResult, Path, Query};
use xingtan_platform::spreadsheets::harmless;
use xingtan_room::report::{ActivityReport, AnswerRow, Report};

use super::read;
use crate::state::Live;

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
    let (name, rows) = match query.part {
        Table::Attendance => ("attendance", attendance(&report)),
        Table::Answers => ("answers", answers(&report)),
    };
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, write(&rows)?).into_response())
}

fn attendance(report: &Report) -> Vec<Vec<String>> {
    let head = ["姓名 name", "状态 state", "到达 arrived", "离开 left", "分钟 minutes"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for row in &report.attendance {
        let state = serde_json::to_value(row.state).unwrap_or_default();
        rows.push(vec![
            row.name.clone(),
            state.as_str().unwrap_or_default().to_owned(),
            row.arrived_at.map(|time| time.to_string()).unwrap_or_default(),
            row.left_at.map(|time| time.to_string()).unwrap_or_default(),
            row.minutes.to_string(),
        ]);
    }
    rows
}

fn answers(report: &Report) -> Vec<Vec<String>> {
    let head =
        ["题目 question", "姓名 name", "回答 answer", "正确 right", "得分 points", "课后 late"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for activity in &report.activities {
        let (stem, answers, late) = match activity {
            ActivityReport::Poll(poll) => (&poll.stem, &poll.answers, &poll.late),
            ActivityReport::Quiz(quiz) => (&quiz.stem, &quiz.answers, &quiz.late),
        };
        rows.extend(answers.iter().map(|row| answer(stem, row, false)));
        rows.extend(late.iter().map(|row| answer(stem, row, true)));
    }
    rows
}

fn answer(stem: &str, row: &AnswerRow, is_late: bool) -> Vec<String> {
    let given = match &row.answer {
        Some(Answer::Choices(answer)) => answer.choices.join(" "),
        Some(Answer::Truth(answer)) => answer.value.to_string(),
        Some(Answer::Text(answer)) => answer.text.clone(),
        None => String::new(),
    };
    let right = row.right.map(|right| right.to_string()).unwrap_or_default();
    let late = is_late.to_string();
    vec![stem.to_owned(), row.name.clone(), given, right, row.points.to_string(), late]
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

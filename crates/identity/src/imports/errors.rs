//! `GET /api/imports/{id}/errors.csv`: the rows that are not imported, and why.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use xingtan_base::ids::ImportId;
use xingtan_base::languages::Language;
use xingtan_base::problems::Problem;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiResult, Path};

use super::check::Action;
use super::headers::Column;
use super::show::{self, ImportRow, RowsAsked};
use super::{access, sheet, words};
use crate::memberships::Role;
use crate::{Caller, Identity};

/// The rows with errors and those left out as CSV for a spreadsheet, with the reason in the
/// caller's language. Headings are those of a roster, so that the file can be corrected and
/// imported. Passwords are not in it: we do not keep them.
#[utoipa::path(get, path = "/api/imports/{id}/errors.csv", tag = "identity",
    params(("id" = ImportId, Path)),
    responses((status = 200, body = String, content_type = "text/csv"),
        (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn errors(
    State(identity): State<Identity>,
    caller: Caller,
    Path(import): Path<ImportId>,
) -> ApiResult<Response> {
    let (by, now) = (caller.person, identity.ctx.clock.now());
    let rows = identity
        .ctx
        .db
        .read("imports.errors", async move |tx: &Tx| {
            let can = access::decide(tx, by, import, now).await?;
            let asked = RowsAsked { errors_only: true, ..RowsAsked::all() };
            show::rows(tx, can, asked).await
        })
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"errors.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, file(&rows, caller.language)?).into_response())
}

fn file(rows: &[ImportRow], language: Language) -> anyhow::Result<Vec<u8>> {
    let heading = |column| heading(column, language);
    let headings = [
        match language {
            Language::ZhCn => "行",
            Language::En => "line",
        },
        heading(Column::Name),
        heading(Column::DisplayName),
        heading(Column::Role),
        heading(Column::Class),
        match language {
            Language::ZhCn => "问题",
            Language::En => "problem",
        },
    ];
    let cells = |row: &ImportRow| {
        [
            row.line.to_string(),
            row.name.clone(),
            row.display_name.clone(),
            role(&row.role, language),
            row.class.clone(),
            reason(row, language),
        ]
    };
    sheet::write(headings, rows.iter().map(cells))
}

const fn heading(column: Column, language: Language) -> &'static str {
    let (zh, en) = column.headings();
    match language {
        Language::ZhCn => zh,
        Language::En => en,
    }
}

/// The role as a roster has it.
fn role(word: &str, language: Language) -> String {
    match (Role::from_word(word), language) {
        (Some(Role::Learner), Language::ZhCn) => "学生".to_owned(),
        (Some(Role::Teacher), Language::ZhCn) => "教师".to_owned(),
        _ => word.to_owned(),
    }
}

/// Every fault of a row, each with its column and what stands there.
fn reason(row: &ImportRow, language: Language) -> String {
    if row.action == Action::LeftOut {
        return words::of_code(language, "import.class_not_made").to_owned();
    }
    let faults = row.errors.iter().map(|fault| {
        let column = Column::ALL.into_iter().find(|column| column.word() == fault.column);
        let column = column.map_or(fault.column.as_str(), |column| heading(column, language));
        let text = words::of_code(language, &fault.code);
        let value =
            if fault.value.is_empty() { String::new() } else { format!(" ({})", fault.value) };
        format!("{column}: {text}{value}")
    });
    faults.collect::<Vec<_>>().join("; ")
}

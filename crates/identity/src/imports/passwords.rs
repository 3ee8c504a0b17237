//! `GET /api/imports/{id}/passwords.csv`: the first passwords of new people, once.

use axum::extract::State;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use xingtan_base::ids::ImportId;
use xingtan_base::languages::Language;
use xingtan_base::problems::Problem;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::kept::NewPassword;
use super::show::{self, ImportState};
use super::{access, refusals, sheet};
use crate::{Caller, Identity};

/// Hands out the passwords of an accepted import as CSV for a spreadsheet, once, within ten
/// minutes of its acceptance.
#[utoipa::path(get, path = "/api/imports/{id}/passwords.csv", tag = "identity",
    params(("id" = ImportId, Path)),
    responses((status = 200, body = String, content_type = "text/csv"),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 410, body = Problem)))]
pub async fn passwords(
    State(identity): State<Identity>,
    caller: Caller,
    method: Method,
    Path(import): Path<ImportId>,
) -> ApiResult<Response> {
    let (by, now) = (caller.person, identity.ctx.clock.now());
    let state = identity
        .ctx
        .db
        .read("imports.passwords", async move |tx: &Tx| {
            let can = access::decide(tx, by, import, now).await?;
            Ok::<_, ApiError>(show::import(tx, can).await?.state)
        })
        .await?;
    if state != ImportState::Accepted {
        return Err(refusals::not_accepted().into());
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"passwords.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    // A look at the headers alone must not use up the one time.
    if method == Method::HEAD && identity.imports.has_new(import, now) {
        return Ok(headers.into_response());
    }
    let new = identity.imports.take_new(import, now).ok_or_else(refusals::passwords_gone)?;
    Ok((headers, file(&new, caller.language)?).into_response())
}

fn file(new: &[NewPassword], language: Language) -> anyhow::Result<Vec<u8>> {
    let headings = match language {
        Language::ZhCn => ["账号", "姓名", "班级", "初始密码"],
        Language::En => ["name", "display_name", "class", "password"],
    };
    let cells = |person: &NewPassword| {
        [&person.name, &person.display_name, &person.class, &person.password].map(Clone::clone)
    };
    sheet::write(headings, new.iter().map(cells))
}

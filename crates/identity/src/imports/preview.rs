//! `POST /api/schools/{school}/imports`: what a file would do.

use std::collections::HashSet;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use serde_json::json;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ImportId, PersonId, SchoolId};
use xingtan_base::problems::Problem;
use xingtan_platform::db::{self, Tx, Value};
use xingtan_platform::http::extract::body_lost;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::check::{Action, Checked, Judged, check};
use super::kept::FilePasswords;
use super::known::known;
use super::read::{Roster, Row, read};
use super::show::{self, Import, ImportState};
use crate::limits::IMPORT_PREVIEW_MS;
use crate::{Caller, Identity, access};

/// A roster as CSV.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "It only describes the body.")]
pub struct RosterFile(Vec<u8>);

/// Reads a roster and shows what accepting it would do. Faults of rows never refuse the file.
#[utoipa::path(post, path = "/api/schools/{school}/imports", tag = "identity",
    params(("school" = SchoolId, Path)),
    request_body(content = RosterFile, content_type = "text/csv"),
    responses((status = 201, body = Import), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub async fn preview(
    State(identity): State<Identity>,
    caller: Caller,
    Path(school): Path<SchoolId>,
    body: Result<Bytes, BytesRejection>,
) -> ApiResult<(StatusCode, Json<Import>)> {
    let (now, by) = (identity.ctx.clock.now(), caller.person);
    identity
        .ctx
        .db
        .read("imports.may_preview", async move |tx: &Tx| {
            access::administer_school(tx, by, school, now).await.map_err(ApiError::from)
        })
        .await?;
    let roster = read(&body.map_err(|error| body_lost(&error))?)?;
    let id: ImportId = identity.ctx.ids.next();
    let brought = roster.rows.iter().filter_map(|row| Some((row.line, row.password.clone()?)));
    let brought: FilePasswords = brought.collect();
    let import = identity
        .ctx
        .db
        .write("imports.preview", async move |tx: &Tx| {
            let can = access::administer_school(tx, by, school, now).await?;
            forget_stale(tx, can.school(), now).await?;
            let known = known(tx, can.school(), &roster.rows, now).await?;
            let checked = check(&roster.rows, &known, &HashSet::new());
            let new = NewImport { id, school: can.school(), by, at: now };
            new.write(tx, &roster, &checked).await?;
            let can = super::access::decide(tx, by, id, now).await?;
            show::import(tx, can).await
        })
        .await?;
    if !brought.is_empty() {
        identity.imports.put_file(id, brought, now);
    }
    Ok((StatusCode::CREATED, Json(import.with_passwords(&identity.imports, now))))
}

/// Rosters are personal: those that nobody accepted do not stay.
async fn forget_stale(tx: &Tx, school: SchoolId, now: UtcMs) -> Result<(), db::Error> {
    let before: [Value; 2] = [school.into(), now.plus_ms(-IMPORT_PREVIEW_MS).into()];
    tx.execute(
        "delete from roster_import_row where school = $1 and import in (select id \
         from roster_import where school = $1 and state = 'previewed' and created_ms < $2)",
        &before,
    )
    .await?;
    tx.execute(
        "update roster_import set state = 'discarded' \
         where school = $1 and state = 'previewed' and created_ms < $2",
        &before,
    )
    .await?;
    Ok(())
}

struct NewImport {
    id: ImportId,
    school: SchoolId,
    by: PersonId,
    at: UtcMs,
}

impl NewImport {
    async fn write(&self, tx: &Tx, file: &Roster, checked: &Checked) -> Result<(), db::Error> {
        let values: [Value; 14] = [
            self.school.into(),
            self.id.into(),
            self.by.into(),
            ImportState::Previewed.word().into(),
            file.encoding.into(),
            json!(file.columns).to_string().into(),
            json!(file.ignored_columns).to_string().into(),
            json!(checked.new_classes).to_string().into(),
            checked
                .count(&[
                    Action::Create,
                    Action::Join,
                    Action::JoinAlso,
                    Action::None,
                    Action::Error,
                ])
                .into(),
            checked.count(&[Action::Create]).into(),
            checked.count(&[Action::Join, Action::JoinAlso, Action::None]).into(),
            checked.count(&[Action::Error]).into(),
            file.has_passwords().into(),
            self.at.into(),
        ];
        tx.execute(
            "insert into roster_import (school, id, person, state, encoding, columns, \
             ignored_columns, new_classes, row_count, new_count, existing_count, error_count, \
             has_passwords, created_ms) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            &values,
        )
        .await?;
        self.write_rows(tx, file, checked).await
    }

    async fn write_rows(&self, tx: &Tx, file: &Roster, checked: &Checked) -> Result<(), db::Error> {
        let row = |(row, judged): (&Row, &Judged)| -> [Value; 9] {
            [
                self.school.into(),
                self.id.into(),
                row.line.into(),
                (&row.name).into(),
                (&row.display_name).into(),
                (&row.role).into(),
                (&row.class).into(),
                judged.action.word().into(),
                json!(judged.errors).to_string().into(),
            ]
        };
        let rows: Vec<_> = file.rows.iter().zip(&checked.rows).map(row).collect();
        let target = "roster_import_row (school, import, line, name, display_name, role, class, \
                      action, errors)";
        tx.insert(target, &rows).await
    }
}

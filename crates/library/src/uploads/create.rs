//! `POST /api/uploads`.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::UploadId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::{Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult};

use super::headers::{self, LENGTH, OFFSET, Spoken};
use crate::Library;
use crate::access::{self, CanUpload};
use crate::limits::{
    UPLOAD_BYTES_MAX, UPLOAD_KEPT_MS, UPLOADS_BYTES_MAX, UPLOADS_MAX, UPLOADS_OPEN_MAX,
};

/// Begins to send a file: `Upload-Length` says its size, `Upload-Metadata` its `filename`. The
/// answer's `Location` is where to send it.
#[utoipa::path(post, path = "/api/uploads", tag = "library",
    params(("Upload-Length" = u64, Header), ("Upload-Metadata" = String, Header)),
    responses((status = 201, headers(("Location" = String), ("Upload-Offset" = u64))),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 412, body = Problem), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(
    State(library): State<Library>,
    caller: Caller,
    _: Spoken,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let size_bytes = headers::number(&headers, LENGTH)?;
    if size_bytes == 0 {
        return Err(empty().into());
    }
    if size_bytes > UPLOAD_BYTES_MAX {
        return Err(too_large().into());
    }
    let new = NewUpload {
        id: library.ctx.ids.next(),
        file_name: headers::file_name(&headers)?,
        size_bytes: i64::try_from(size_bytes).unwrap_or(i64::MAX),
        at: library.ctx.clock.now(),
    };
    let (id, by) = (new.id, caller.person);
    library
        .ctx
        .db
        .write("uploads.create", async move |tx: &Tx| {
            let can = access::upload(tx, by, new.at).await?;
            new.write(tx, &can).await
        })
        .await?;
    let location = format!("/api/uploads/{id}");
    let headers = [(LOCATION, location.as_str()), (CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, headers, [(OFFSET, "0")]).into_response())
}

struct NewUpload {
    id: UploadId,
    file_name: String,
    size_bytes: i64,
    at: UtcMs,
}

impl NewUpload {
    async fn write(&self, tx: &Tx, can: &CanUpload) -> Result<(), ApiError> {
        let sql = "select count(*) as uploads, \
                   cast(coalesce(sum(case when received_bytes < size_bytes then 1 else 0 end), 0) \
                   as bigint) as open_uploads, \
                   cast(coalesce(sum(size_bytes), 0) as bigint) as size_bytes \
                   from upload where person = $1";
        if let Some(row) = tx.row(sql, &[can.person().into()]).await? {
            let bytes = row.get::<i64>("size_bytes")?.saturating_add(self.size_bytes);
            if row.get::<i64>("open_uploads")? >= UPLOADS_OPEN_MAX
                || row.get::<i64>("uploads")? >= UPLOADS_MAX
                || bytes > UPLOADS_BYTES_MAX
            {
                return Err(too_many().into());
            }
        }
        let values: [Value; 6] = [
            self.id.into(),
            can.person().into(),
            (&self.file_name).into(),
            self.size_bytes.into(),
            self.at.into(),
            self.at.plus_ms(UPLOAD_KEPT_MS).into(),
        ];
        tx.execute(
            "insert into upload (id, person, file_name, size_bytes, received_bytes, created_ms, \
             expires_ms) values ($1, $2, $3, $4, 0, $5, $6)",
            &values,
        )
        .await?;
        Ok(())
    }
}

/// 422: there is nothing in the file.
fn empty() -> Problem {
    Problem::new(422, "upload.empty", "The file is empty.")
}

/// 413: the file is larger than files may be.
fn too_large() -> Problem {
    Problem::new(413, "upload.too_large", "A file may have 500 MB.")
}

/// 409: one has as many files on their way as one may have.
fn too_many() -> Problem {
    Problem::new(409, "upload.too_many", "Too many files are on their way; finish or remove some.")
}

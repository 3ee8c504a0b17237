//! `ink/{file}` beneath a lesson's media address.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse as _, Response};
use xingtan_base::ids::LessonId;
use xingtan_base::problems::{self, Problem};
use xingtan_library::uploads::upload::store_away;
use xingtan_platform::files::Files;

use super::file;
use crate::limits::INK_PICTURE_BYTES_MAX;

/// A picture; what has this name never changes.
///
/// # Errors
/// 404 when there is none, 503 when the store is away.
pub async fn picture(files: &Files, lesson: LessonId, name: &str) -> Result<Response, Problem> {
    if !file::is_name(name) {
        return Err(problems::not_found());
    }
    let found = files.get_range(&file::key(lesson, name), 0..INK_PICTURE_BYTES_MAX).await;
    let bytes = found.map_err(|error| {
        if error.is_missing() {
            return problems::not_found();
        }
        tracing::warn!(%error, "A picture was not read.");
        store_away()
    })?;
    let headers = [
        (CONTENT_TYPE, "image/webp"),
        (CACHE_CONTROL, "max-age=31536000, immutable"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ];
    Ok((headers, bytes).into_response())
}

//! `/packs/{id}/{token}/…`: the player of a pack on the shelf.
//!
//! A pack is made elsewhere, so that its page runs in a sandbox: it has no origin of ours, sends no
//! cookies and may speak to nobody but the page around it. As nothing it asks for carries a cookie,
//! its address says who may have it, as a media address does.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_SECURITY_POLICY, HOST, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use xingtan_base::ids::ShelvedId;
use xingtan_base::problems::{self, Problem};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::rows;
use crate::pack::format::manifest::{MANIFEST, MANIFEST_SCRIPT};
use crate::pack::format::script;
use crate::pack::pieces::{About, Piece, answer};
use crate::pack::state::Packs;

/// What the page of a pack may do: show what lies in the pack, and save a file. Some browsers take
/// `'self'` for the page's origin, which it has not; so the host is named too.
fn policy(headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let is_plain = host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    let own = match host {
        host if is_plain && !host.is_empty() => format!("'self' http://{host} https://{host}"),
        _ => "'self'".to_owned(),
    };
    format!(
        "sandbox allow-scripts allow-downloads; default-src 'none'; script-src {own}; \
         style-src {own} 'unsafe-inline'; img-src {own} data: blob:; media-src {own}; \
         font-src {own} data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    )
}

/// A file of a pack on the shelf.
pub async fn serve(
    State(packs): State<Packs>,
    Path((shelved, token, path)): Path<(ShelvedId, String, String)>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    packs.signer.check_shelf(&token, shelved, packs.ctx.clock.now()).map_err(|refused| {
        Problem::new(403, "media.address_expired", "Ask for new media addresses.")
            .detail(refused.to_string())
    })?;
    let find = async move |tx: &Tx| -> Result<_, ApiError> { Ok(rows::one(tx, shelved).await?) };
    let row = packs.ctx.db.read("shelf.serve", find).await?.ok_or_else(problems::not_found)?;
    let files = packs.ctx.files.clone();
    let version = packs.kept.version(&files, row.place()).await?;
    let version = version.ok_or_else(problems::not_found)?;
    let own = format!("{shelved}-{}", row.version);
    let (piece, etag) = match path.as_str() {
        MANIFEST => (Piece::Here(version.json.clone()), own),
        MANIFEST_SCRIPT => {
            let script = script::wrap(script::MANIFEST, version.json.trim_ascii_end());
            (Piece::Here(script.into()), own)
        }
        other => {
            let part = version.part(other).ok_or_else(problems::not_found)?;
            let key = row.place().part_key(&part.sha256);
            (Piece::Stored(key, 0..part.bytes), part.sha256.clone())
        }
    };
    let about = About { content_type: content_type(&path), cache: "no-cache", etag: &etag };
    let mut response = answer(files, &[piece], about, &headers);
    let answered = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy(&headers)) {
        answered.insert(CONTENT_SECURITY_POLICY, policy);
    }
    // Without an origin, the page's own files are another site's to it.
    answered.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    Ok(response.into_response())
}

/// Only what a player is made of is told to a browser as what it is.
fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webp" => "image/webp",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "mp4" | "m4v" => "video/mp4",
        "m4a" => "audio/mp4",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}

//! The web's files, carried by the binary, with the right cache and encoding headers.

use std::borrow::Cow;
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use rust_embed::{EmbeddedFile, RustEmbed};
use xingtan_base::problems;
use xingtan_live::Player;
use xingtan_platform::http::problem::answer;
use xingtan_platform::http::security::{InlineStyles, PartOfPage};

#[derive(RustEmbed)]
#[folder = "$XINGTAN_WEB_DIST"]
struct Dist;

/// What the page is drawn with before its files are there. Both pages carry the same.
static STYLES: LazyLock<Option<InlineStyles>> = LazyLock::new(|| {
    let page = Dist::get("index.html")?;
    Some(InlineStyles::of(std::str::from_utf8(&page.data).ok()?))
});

/// Where the offline player lies among the files.
const PLAYER: &str = "pack/";

/// Below these, a room's dark stage is drawn while the page is on its way.
const DARK: [(&str, &str); 2] = [("room/", "room.html"), ("replay/", "replay.html")];

/// Below these, a miss is a miss; elsewhere the page itself answers, and routes on.
const NEVER_PAGES: [&str; 7] = ["api/", "ws/", "media/", "packs/", "assets/", "health/", "metrics"];

/// Answers everything that no route of the interface has: assets, and the page for the rest.
pub async fn serve(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return answer(&problems::not_found());
    }
    let path = request.uri().path().trim_start_matches('/');
    if is_asked_for(path) && Dist::get(path).is_some() {
        return file(path, request.headers());
    }
    if NEVER_PAGES.iter().any(|prefix| path.starts_with(prefix)) || path.contains('.') {
        return answer(&problems::not_found());
    }
    let dark =
        DARK.iter().find(|(prefix, page)| path.starts_with(prefix) && Dist::get(page).is_some());
    file(dark.map_or("index.html", |(_, page)| page), request.headers())
}

/// The files of the player that goes into every lesson pack.
pub fn pack_player() -> Player {
    let names = Dist::iter().filter(|name| name.starts_with(PLAYER) && is_asked_for(name));
    Player::new(names.filter_map(|name| {
        let file = Dist::get(&name)?;
        Some((name[PLAYER.len()..].to_owned(), Bytes::from(file.data.into_owned())))
    }))
}

/// Precompressed twins and build stamps are not addresses of their own.
fn is_asked_for(path: &str) -> bool {
    !path.is_empty()
        && !path.ends_with(".br")
        && !path.ends_with(".gz")
        && !path.ends_with(".txt")
        && !path.starts_with(".vite")
}

fn file(path: &str, headers: &HeaderMap) -> Response {
    let Some((found, encoding)) = best_encoding(path, headers) else {
        return answer(&problems::not_found());
    };
    let etag = format!("\"{}\"", hex(&found.metadata.sha256_hash()[..12]));
    let is_current = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|tag| tag.trim() == etag));
    let mut response = if is_current {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(match found.data {
            Cow::Borrowed(bytes) => Body::from(bytes),
            Cow::Owned(bytes) => Body::from(bytes),
        })
    };
    if path.ends_with(".html")
        && let Some(styles) = STYLES.clone()
    {
        response.extensions_mut().insert(styles);
    }
    let is_asset = path.starts_with("assets/");
    if is_asset && !path.ends_with(".svg") {
        response.extensions_mut().insert(PartOfPage);
    }
    let out = response.headers_mut();
    let cache = if is_asset { "public, max-age=31536000, immutable" } else { "no-cache" };
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    if let Ok(value) = HeaderValue::from_str(&etag) {
        out.insert(header::ETAG, value);
    }
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn best_encoding(path: &str, headers: &HeaderMap) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    for (name, ending) in [("br", "br"), ("gzip", "gz")] {
        let is_accepted = accepted.split(',').any(|part| {
            let mut halves = part.split(';');
            halves.next().is_some_and(|coding| coding.trim() == name)
                && halves.next().is_none_or(|quality| quality.trim() != "q=0")
        });
        if is_accepted && let Some(file) = Dist::get(&format!("{path}.{ending}")) {
            return Some((file, Some(name)));
        }
    }
    Dist::get(path).map(|file| (file, None))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

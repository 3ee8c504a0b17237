//! `pack/{pack}.zip`, `pack/{pack}/manifest.json` and `pack/{pack}/parts/{sha256}` below
//! `/media/…/`.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, HeaderValue};
use axum::http::{HeaderMap, Response};
use xingtan_base::ids::{LessonId, PackId};
use xingtan_base::problems;
use xingtan_platform::db::{self, Db, Tx};
use xingtan_platform::files::Files;
use xingtan_platform::http::{ApiError, ApiResult};
use xingtan_teaching::lessons::stands;

use super::format::layout::{Laid, Stretch, stretches};
use super::format::manifest::{MANIFEST, is_sha256};
use super::make::store::Place;
use super::pieces::{About, Piece, answer};
use super::rows::{self, PackRow};

const FOR_EVER: &str = "max-age=31536000, immutable";

/// Answers a pack, or a file of it.
///
/// # Errors
/// When there is none, or it cannot be read.
pub async fn file(
    (db, files): (&Db, Files),
    (lesson, pack): (LessonId, PackId),
    name: &str,
    asked: &HeaderMap,
) -> ApiResult<Response<Body>> {
    let rest = name.strip_prefix("pack/").and_then(|name| name.strip_prefix(&pack.to_string()));
    let rest = rest.ok_or_else(problems::not_found)?;
    let find = async move |tx: &Tx| -> Result<_, db::Error> {
        let row = rows::one(tx, lesson, pack).await?.filter(|row| row.made > 0);
        Ok((row, stands(tx, lesson).await?.map(|lesson| lesson.title)))
    };
    let (row, title) = db.read("pack.deliver", find).await?;
    let row: PackRow = row.ok_or_else(problems::not_found)?;
    let place = Place { lesson, pack };
    let layout = place.layout(&files, row.made).await.map_err(ApiError::from)?;
    let laid = layout.ok_or_else(problems::not_found)?;
    match rest {
        ".zip" => {
            let etag = format!("{pack}-{}", row.made);
            let about = About { content_type: "application/zip", cache: "no-cache", etag: &etag };
            let mut answer = answer(files, &zip(place, &laid), about, asked);
            let title: Option<String> = title;
            if let Ok(value) = HeaderValue::from_str(&attached(&title.unwrap_or_default(), "zip")) {
                answer.headers_mut().insert(CONTENT_DISPOSITION, value);
            }
            Ok(answer)
        }
        "/manifest.json" => {
            let manifest = laid.iter().find(|laid| laid.path == MANIFEST);
            let manifest = manifest.ok_or_else(problems::not_found)?;
            Ok(one(files, place, manifest, ("application/json", "no-cache"), asked))
        }
        other => {
            let wanted = other.strip_prefix("/parts/").filter(|name| is_sha256(name));
            let wanted = wanted.ok_or_else(problems::not_found)?;
            let found = laid.iter().find(|laid| laid.sha256 == wanted);
            let found = found.ok_or_else(problems::not_found)?;
            Ok(one(files, place, found, ("application/octet-stream", FOR_EVER), asked))
        }
    }
}

fn one(
    files: Files,
    place: Place,
    laid: &Laid,
    (content_type, cache): (&str, &str),
    asked: &HeaderMap,
) -> Response<Body> {
    let pieces = [Piece::Stored(place.part_key(&laid.sha256), 0..laid.bytes)];
    answer(files, &pieces, About { content_type, cache, etag: &laid.sha256 }, asked)
}

fn zip(place: Place, laid: &[Laid]) -> Vec<Piece> {
    let piece = |stretch| match stretch {
        Stretch::Words(words) => Piece::Here(words.into()),
        Stretch::File(sha256, bytes) => Piece::Stored(place.part_key(&sha256), 0..bytes),
    };
    stretches(laid).into_iter().map(piece).collect()
}

/// How a browser is told to keep a file under a name.
pub(super) fn attached(name: &str, ending: &str) -> String {
    let mut encoded = String::new();
    for byte in name.chars().take(80).collect::<String>().bytes() {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"xingtan.{ending}\"; filename*=UTF-8''{encoded}.{ending}")
}

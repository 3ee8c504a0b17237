//! The headers of tus: what a client says in them, and what is said to it.

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use xingtan_base::problems::{self, Problem};
use xingtan_platform::http::ApiError;

use crate::limits::{FILE_NAME_CHARS_MAX, METADATA_BYTES_MAX, UPLOAD_BYTES_MAX};

/// The version of the protocol that is spoken.
const VERSION: &str = "1.0.0";
pub(super) const OFFSET: &str = "upload-offset";
pub(super) const LENGTH: &str = "upload-length";

/// An extractor: the client speaks our version, or names none.
#[derive(Debug, Clone, Copy)]
pub struct Spoken;

impl<S: Send + Sync> FromRequestParts<S> for Spoken {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        match parts.headers.get("tus-resumable") {
            Some(version) if version != VERSION => Err(wrong_version().into()),
            _ => Ok(Self),
        }
    }
}

/// Middleware of these routes: every answer names the version, refusals too.
pub async fn say_version(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert("tus-resumable", HeaderValue::from_static(VERSION));
    headers.insert("tus-version", HeaderValue::from_static(VERSION));
    headers.insert("tus-extension", HeaderValue::from_static("creation,termination"));
    headers.insert("tus-max-size", HeaderValue::from(UPLOAD_BYTES_MAX));
    response
}

/// A number in a header.
pub(super) fn number(headers: &HeaderMap, name: &str) -> Result<u64, Problem> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    let digits = value.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| problems::malformed(format!("{name} says a number of bytes.")))
}

/// The file's name in `Upload-Metadata`, which is `filename {base64}` among other such pairs.
pub(super) fn file_name(headers: &HeaderMap) -> Result<String, Problem> {
    let metadata = headers.get("upload-metadata").and_then(|value| value.to_str().ok());
    let metadata = metadata.unwrap_or_default();
    if metadata.len() > METADATA_BYTES_MAX {
        return Err(problems::invalid().field("filename", "too_long"));
    }
    let mut pairs = metadata.split(',').filter_map(|pair| pair.trim().split_once(' '));
    let Some((_, value)) = pairs.find(|(key, _)| *key == "filename") else {
        return Err(problems::invalid().field("filename", "required"));
    };
    let bytes = STANDARD.decode(value.trim()).ok();
    let Some(name) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return Err(problems::invalid().field("filename", "malformed"));
    };
    let name = plain(&name);
    if name.is_empty() { Err(problems::invalid().field("filename", "required")) } else { Ok(name) }
}

/// A name without folders and without what no name needs.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: Vec<char> = last.chars().filter(|letter| !letter.is_control()).collect();
    let from = kept.len().saturating_sub(FILE_NAME_CHARS_MAX);
    kept[from..].iter().collect::<String>().trim().to_owned()
}

/// 412: another version of tus is spoken here.
fn wrong_version() -> Problem {
    Problem::new(412, "upload.wrong_version", "This server speaks tus 1.0.0.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_is_read_without_its_folders() {
        let long = format!("{}.pptx", "长".repeat(300));
        for (name, expected) in [
            ("圆的面积.pptx", Ok("圆的面积.pptx")),
            ("C:\\课件\\圆.pptx", Ok("圆.pptx")),
            ("../../etc/passwd", Ok("passwd")),
            (" a\0\n.pdf ", Ok("a.pdf")),
            ("/", Err("required")),
        ] {
            let header = format!("filetype dGV4dA==,filename {}", STANDARD.encode(name));
            let headers = HeaderMap::from_iter([(
                "upload-metadata".parse().unwrap(),
                header.parse().unwrap(),
            )]);
            let found = file_name(&headers).map_err(|problem| problem.fields[0].code.clone());
            assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned), "{name:?}");
        }
        assert_eq!(plain(&long).chars().count(), FILE_NAME_CHARS_MAX);
        assert!(plain(&long).ends_with("长.pptx"));
        assert!(file_name(&HeaderMap::new()).is_err());
    }
}

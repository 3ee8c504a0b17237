//! HLS: a sliding playlist and its segments, from memory.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use bytes::{Bytes, BytesMut};
use xingtan_base::problems::{self, Problem};
use xingtan_media::frame::container_type;
use xingtan_media::{fmp4, hls};

use crate::hub::{Audience, Hub};

/// The playlist of what is arriving, or of what came last.
///
/// # Errors
/// When there is no segment yet.
pub fn index(hub: Option<&Hub>, audience: Audience) -> Result<Response, Problem> {
    let text = hub.and_then(|hub| hub.playlist(audience)).ok_or_else(|| {
        Problem::new(404, "media.no_stream", "Nothing is published now.").retry_after_s(2)
    })?;
    let headers = [(CONTENT_TYPE, hls::MIME_TYPE), (CACHE_CONTROL, "max-age=1")];
    Ok((headers, text).into_response())
}

/// A run's init segment, while the run is in the playlist.
pub fn init(hub: &Hub, audience: Audience, run: u32) -> Option<Response> {
    let configs = hub.run(audience, run)?.configs();
    Some(stable(audience, container_type(&configs), fmp4::init(&configs)))
}

/// A segment.
///
/// # Errors
/// When it is too old, or never was.
pub fn segment(
    hub: &Hub,
    audience: Audience,
    (run, number): (u32, u32),
) -> Result<Response, Problem> {
    let segment = hub.segment(audience, run, number).ok_or_else(problems::not_found)?;
    let mut bytes = BytesMut::with_capacity(segment.size_bytes());
    segment.parts.iter().for_each(|part| bytes.extend_from_slice(part));
    let kind = container_type(&segment.run.configs());
    Ok(stable(audience, kind, bytes.freeze()))
}

/// A lesson's bytes never change under one address; a preview's do.
fn stable(audience: Audience, kind: &'static str, bytes: Bytes) -> Response {
    let keep = match audience {
        Audience::Lesson => "max-age=3600, immutable",
        Audience::Preview => "no-store",
    };
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, keep)], bytes).into_response()
}

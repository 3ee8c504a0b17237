//! HLS: a sliding playlist and its segments, from memory.

use std::fmt::Write as _;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use bytes::{Bytes, BytesMut};
use xingtan_base::clock::UtcMs;
use xingtan_base::problems::{self, Problem};
use xingtan_media::fmp4;

use crate::hub::{Audience, Hub};

/// Segments of one run never share a media sequence number with those of another.
const RUN_STRIDE: u64 = 1_000_000;

/// The playlist of the run that is arriving, or of the last.
///
/// # Errors
/// When there is no segment yet.
pub fn index(hub: &Hub, audience: Audience, opened: Option<UtcMs>) -> Result<Response, Problem> {
    let (run, segments) = hub.segments(audience).ok_or_else(no_stream)?;
    let first = segments.first().ok_or_else(no_stream)?;
    let longest_ms = segments.iter().map(|segment| segment.duration_ms).max().unwrap_or(0);
    let mut text = String::from("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
    let sequence = u64::from(run.run) * RUN_STRIDE + u64::from(first.number);
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "#EXT-X-TARGETDURATION:{}\n#EXT-X-MEDIA-SEQUENCE:{sequence}\n\
         #EXT-X-MAP:URI=\"init-{}.mp4\"\n",
        (longest_ms + 500) / 1000,
        run.run
    );
    for segment in &segments {
        if let Some(opened) = opened {
            let at = opened.plus_ms(segment.start_ms);
            let _ = writeln!(text, "#EXT-X-PROGRAM-DATE-TIME:{at}");
        }
        let (whole, thousandths) = (segment.duration_ms / 1000, segment.duration_ms % 1000);
        let _ = writeln!(text, "#EXTINF:{whole}.{thousandths:03},");
        let _ = writeln!(text, "seg/{}-{}.m4s", run.run, segment.number);
    }
    let headers = [(CONTENT_TYPE, "application/vnd.apple.mpegurl"), (CACHE_CONTROL, "max-age=1")];
    Ok((headers, text).into_response())
}

/// A run's init segment.
///
/// # Errors
/// When the run is not the latest.
pub fn init(hub: &Hub, audience: Audience, run: &str) -> Result<Response, Problem> {
    let (live, _) = hub.segments(audience).ok_or_else(problems::not_found)?;
    if live.run.to_string() != run {
        return Err(problems::not_found());
    }
    Ok(cacheable(fmp4::init(&live.configs())))
}

/// A segment.
///
/// # Errors
/// When it is too old, or never was.
pub fn segment(
    hub: &Hub,
    audience: Audience,
    run: &str,
    number: &str,
) -> Result<Response, Problem> {
    let (live, segments) = hub.segments(audience).ok_or_else(problems::not_found)?;
    let number: u32 = number.parse().map_err(|_| problems::not_found())?;
    let found = segments.iter().find(|segment| segment.number == number);
    let segment = found.filter(|_| live.run.to_string() == run).ok_or_else(problems::not_found)?;
    let mut bytes = BytesMut::with_capacity(segment.size_bytes());
    segment.parts.iter().for_each(|part| bytes.extend_from_slice(part));
    Ok(cacheable(bytes.freeze()))
}

fn cacheable(bytes: Bytes) -> Response {
    let headers = [(CONTENT_TYPE, "video/mp4"), (CACHE_CONTROL, "max-age=3600, immutable")];
    (headers, bytes).into_response()
}

fn no_stream() -> Problem {
    Problem::new(404, "media.no_stream", "Nothing is published now.").retry_after_s(2)
}

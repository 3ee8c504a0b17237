//! `replay.m3u8`, `replay/…`, `init-{run}.mp4` and `recording.mp4` below `/media/…/`.

use std::io::ErrorKind;
use std::sync::Arc;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::{self, Problem};
use xingtan_media::hls;
use xingtan_platform::files::Files;

use super::bytes::Pieces;
use super::shelf::{Shelves, StoredRun, Unreadable};

const FOR_EVER: &str = "max-age=3600, immutable";

/// Answers a file of a lesson's recording.
///
/// # Errors
/// When there is no such file.
pub async fn file(
    shelves: &Shelves,
    lesson: LessonId,
    name: &str,
    (opened, range): (Option<UtcMs>, Option<&str>),
) -> Result<Response, Problem> {
    match name {
        "replay.m3u8" => playlist(&shelves.all(lesson).await.map_err(lost)?, opened),
        "recording.mp4" => {
            recording(&shelves.all(lesson).await.map_err(lost)?, shelves.files(), range)
        }
        other => one(shelves, lesson, other, range).await,
    }
}

async fn one(
    shelves: &Shelves,
    lesson: LessonId,
    name: &str,
    range: Option<&str>,
) -> Result<Response, Problem> {
    let name = name.strip_prefix("replay/").unwrap_or(name);
    if let Some(run) = name.strip_prefix("init-").and_then(|name| name.strip_suffix(".mp4")) {
        let stored = shelves.one(lesson, number(run)?).await.map_err(lost)?;
        let headers = [(CONTENT_TYPE, "video/mp4"), (CACHE_CONTROL, FOR_EVER)];
        return Ok((headers, stored.init.clone()).into_response());
    }
    let place = name.strip_suffix(".m4s").and_then(|name| name.split_once('-'));
    let (run, segment) = place.ok_or_else(problems::not_found)?;
    let stored = shelves.one(lesson, number(run)?).await.map_err(lost)?;
    let wanted = number(segment)?;
    let found = stored.segments.iter().find(|segment| segment.number == wanted);
    let parts = stored.parts(found.ok_or_else(problems::not_found)?);
    let pieces = Pieces { head: bytes::Bytes::new(), parts, files: shelves.files() };
    Ok(pieces.answer(("video/mp4", FOR_EVER), range))
}

fn playlist(runs: &[Arc<StoredRun>], opened: Option<UtcMs>) -> Result<Response, Problem> {
    let segments: Vec<_> = runs.iter().flat_map(|run| run.segments.iter().cloned()).collect();
    if segments.is_empty() {
        return Err(nothing_kept());
    }
    let text = hls::vod_playlist(opened, &segments);
    Ok(([(CONTENT_TYPE, hls::MIME_TYPE), (CACHE_CONTROL, "max-age=1")], text).into_response())
}

/// All chunks behind one init segment. Runs that are coded otherwise than the longest cannot
/// share its init segment and are left out; they are still there in the playlist.
fn recording(
    runs: &[Arc<StoredRun>],
    files: Option<Files>,
    range: Option<&str>,
) -> Result<Response, Problem> {
    let length_ms = |run: &Arc<StoredRun>| run.recorded.span_ms().map_or(0, |(from, to)| to - from);
    let longest = runs.iter().max_by_key(|run| length_ms(run)).ok_or_else(nothing_kept)?;
    let shared = || runs.iter().filter(|run| run.init == longest.init);
    // Played anywhere else it begins with its first picture, not with the lesson's opening.
    let starts = shared().filter_map(|run| run.recorded.span_ms()).map(|(from, _)| from);
    let start_ms = starts.min().unwrap_or(0);
    let mut pieces = Pieces { head: longest.init.clone(), parts: Vec::new(), files };
    for run in shared() {
        let parts = |segment| run.parts_from(segment, start_ms);
        pieces.parts.extend(run.segments.iter().flat_map(parts));
    }
    Ok(pieces.answer(("video/mp4", "no-cache"), range))
}

fn number(text: &str) -> Result<u32, Problem> {
    text.parse().map_err(|_| problems::not_found())
}

fn nothing_kept() -> Problem {
    Problem::new(404, "media.nothing_kept", "Nothing of this lesson was recorded.")
}

/// Why a recording cannot be read, for a client.
pub(super) fn lost(unreadable: Unreadable) -> Problem {
    match &unreadable {
        Unreadable::Files(error) if error.kind() == ErrorKind::NotFound => {
            return problems::not_found();
        }
        Unreadable::Files(error) if error.kind() != ErrorKind::HostUnreachable => {
            tracing::error!(%error, "A recording cannot be read.");
            return Problem::new(500, "internal", "Something went wrong on our side.");
        }
        Unreadable::Files(error) => tracing::warn!(%error, "The file store cannot be reached."),
        Unreadable::Rows(error) => tracing::warn!(%error, "The recordings are not known."),
    }
    Problem::new(503, "media.unavailable", "The recording cannot be reached; try again soon.")
        .retry_after_s(5)
}

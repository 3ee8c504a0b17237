//! `replay.m3u8`, `replay/…`, `init-{run}.mp4` and `recording.mp4` below `/media/…/`, and the same
//! of the voice below `voice/`.

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
use super::cut::Cut;
use super::shelf::{Shelves, StoredRun, Unreadable};
use crate::hub::Output;
use crate::recording::Progress;

const FOR_EVER: &str = "max-age=3600, immutable";

/// Answers a file of a lesson's recording, of one output.
///
/// # Errors
/// When there is no such file.
pub async fn file(
    shelves: &Shelves,
    of: (LessonId, Output),
    name: &str,
    (opened, range): (Option<UtcMs>, Option<&str>),
) -> Result<Response, Problem> {
    let all = async || shelves.all(of.0).await.map_err(lost);
    match name {
        "replay.m3u8" => playlist(&cuts(&all().await?, of.1), opened),
        "recording.mp4" => recording(&cuts(&all().await?, of.1), (of.1, shelves.files()), range),
        other => one(shelves, of, other, range).await,
    }
}

/// A run, and what there is of the output.
type RunCut<'a> = (&'a StoredRun, &'a Cut);

fn cuts(runs: &[Arc<StoredRun>], output: Output) -> Vec<RunCut<'_>> {
    runs.iter().filter_map(|run| Some((run.as_ref(), run.cut(output)?.as_ref()))).collect()
}

const fn container(output: Output) -> &'static str {
    match output {
        Output::Programme => "video/mp4",
        Output::Voice => "audio/mp4",
    }
}

async fn one(
    shelves: &Shelves,
    (lesson, output): (LessonId, Output),
    name: &str,
    range: Option<&str>,
) -> Result<Response, Problem> {
    let name = name.strip_prefix("replay/").unwrap_or(name);
    let init = name.strip_prefix("init-").and_then(|name| name.strip_suffix(".mp4"));
    let place = name.strip_suffix(".m4s").and_then(|name| name.split_once('-'));
    let run = init.or(place.map(|(run, _)| run)).ok_or_else(problems::not_found)?;
    let stored = shelves.one(lesson, number(run)?).await.map_err(lost)?;
    let cut = stored.cut(output).ok_or_else(problems::not_found)?;
    // While a run is written, another of its tracks may still become its voice.
    let is_settled = output == Output::Programme || stored.progress == Progress::Written;
    let cache = if is_settled { FOR_EVER } else { "no-cache" };
    let Some((_, segment)) = place else {
        let headers = [(CONTENT_TYPE, container(output)), (CACHE_CONTROL, cache)];
        return Ok((headers, cut.init.clone()).into_response());
    };
    let wanted = number(segment)?;
    let found = cut.segments.iter().find(|segment| segment.number == wanted);
    let parts = stored.parts(cut, found.ok_or_else(problems::not_found)?);
    let pieces = Pieces { head: bytes::Bytes::new(), parts, files: shelves.files() };
    Ok(pieces.answer((container(output), cache), range))
}

fn playlist(runs: &[RunCut<'_>], opened: Option<UtcMs>) -> Result<Response, Problem> {
    let segments: Vec<_> = runs.iter().flat_map(|(_, cut)| cut.segments.iter().cloned()).collect();
    if segments.is_empty() {
        return Err(nothing_kept());
    }
    let text = hls::vod_playlist(opened, &segments);
    Ok(([(CONTENT_TYPE, hls::MIME_TYPE), (CACHE_CONTROL, "max-age=1")], text).into_response())
}

/// All chunks behind the init segment that serves most of them. Runs that cannot be played behind
/// it are left out; they are still there in the playlist.
fn recording(
    runs: &[RunCut<'_>],
    (output, files): (Output, Option<Files>),
    range: Option<&str>,
) -> Result<Response, Problem> {
    let length_ms = |(run, _): &RunCut<'_>| run.span_ms.map_or(0, |(from, to)| to - from);
    // Few codings, however many runs there are: each is told from the others once.
    let mut codings: Vec<(&Cut, i64)> = Vec::new();
    for run in runs {
        match codings.iter_mut().find(|(cut, _)| cut.coding == run.1.coding) {
            Some((_, ms)) => *ms += length_ms(run),
            None => codings.push((run.1, length_ms(run))),
        }
    }
    let served_ms = |(head, _): &&(&Cut, i64)| {
        let behind = codings.iter().filter(|(cut, _)| cut.coding.plays_behind(&head.coding));
        behind.map(|(_, ms)| ms).sum::<i64>()
    };
    let (head, _) = *codings.iter().max_by_key(served_ms).ok_or_else(nothing_kept)?;
    let behind = || runs.iter().filter(|(_, cut)| cut.coding.plays_behind(&head.coding));
    // Played anywhere else it begins with its first picture, not with the lesson's opening.
    let starts = behind().filter_map(|(run, _)| run.span_ms).map(|(from, _)| from);
    let start_ms = starts.min().unwrap_or(0);
    let mut pieces = Pieces { head: head.init.clone(), parts: Vec::new(), files };
    for (run, cut) in behind() {
        let parts = |segment| run.parts_from(cut, segment, start_ms);
        pieces.parts.extend(cut.segments.iter().flat_map(parts));
    }
    Ok(pieces.answer((container(output), "no-cache"), range))
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

//! The job `recording.store`: a run that ended goes to the file store.
//!
//! A run's files lie beneath one key, each under a name of its own. They never change, so that a
//! try that was cut off leaves nothing wrong behind, and the next goes on after the files that
//! have arrived. The index comes last: where it is, everything is.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use futures_util::FutureExt as _;
use serde::{Deserialize, Serialize};
use xingtan_base::ids::LessonId;
use xingtan_facts::{Context, Fact, Happened, Object};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::facts_log;
use xingtan_platform::jobs::{self, Job, Worker};
use xingtan_teaching::lessons::stands;

use super::files::{index_path, init_path, open_run, track_path};
use super::rows::{self, RunRow, RunState};
use super::tidy;

/// The job's kind.
pub const KIND: &str = "recording.store";

/// What the job is to take along.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Ask {
    lesson: LessonId,
    run: u32,
}

/// The key beneath which a run's files stand in the file store.
pub fn run_key(lesson: LessonId, run: u32) -> String {
    format!("recordings/{lesson}/run-{run}")
}

/// The key of a track's file.
pub fn track_key(lesson: LessonId, run: u32, track: u32) -> String {
    format!("{}/track-{track}.mp4", run_key(lesson, run))
}

/// The key of the init segment of all tracks.
pub fn init_key(lesson: LessonId, run: u32) -> String {
    format!("{}/init.mp4", run_key(lesson, run))
}

/// The key of the index.
pub fn index_key(lesson: LessonId, run: u32) -> String {
    format!("{}/index", run_key(lesson, run))
}

/// Asks for a run to be stored. To ask again changes nothing, unless storing it was given up.
pub async fn ask(tx: &Tx, lesson: LessonId, run: u32) -> Result<(), db::Error> {
    let body = serde_json::to_string(&Ask { lesson, run }).unwrap_or_default();
    jobs::enqueue(tx, KIND, &format!("{lesson}/{run}"), &body).await.map(drop)
}

/// Asks for every run that ended and is not stored: what an earlier server gave up is tried anew.
///
/// # Errors
/// When the database cannot be used.
pub async fn ask_for_all(ctx: &Ctx) -> Result<(), db::Error> {
    ctx.db
        .write("recording.ask_for_all", async |tx: &Tx| {
            for row in rows::standing(tx, RunState::Ended).await? {
                ask(tx, row.lesson, row.run).await?;
            }
            Ok(())
        })
        .await
}

/// Begins to do the job, for recordings in this folder.
pub fn register(worker: &Worker, ctx: &Ctx, recordings: &Path) {
    let (ctx, recordings): (Ctx, Arc<Path>) = (ctx.clone(), recordings.into());
    worker.register(KIND, move |job| {
        let (ctx, recordings) = (ctx.clone(), Arc::clone(&recordings));
        async move { store(&ctx, &recordings, &job).await }.boxed()
    });
}

async fn store(ctx: &Ctx, recordings: &Path, job: &Job) -> anyhow::Result<()> {
    let Ask { lesson, run } = job.body()?;
    let row: Result<Option<RunRow>, db::Error> =
        ctx.db.read("recording.one", async move |tx: &Tx| rows::one(tx, lesson, run).await).await;
    match row?.map(|row| row.state) {
        Some(RunState::Ended) => {}
        Some(RunState::Recording) => bail!("run {run} of lesson {lesson} is still arriving"),
        Some(RunState::Stored | RunState::Lost) | None => return Ok(()),
    }
    let folder = recordings.join(lesson.to_string());
    let files = tokio::task::spawn_blocking(move || files_of(&folder, lesson, run)).await??;
    let mut size_bytes = 0;
    for (done, (path, key)) in files.iter().enumerate() {
        job.progress(&format!("{done} of {} files", files.len())).await?;
        size_bytes += put(ctx, path, key).await?;
    }
    note(ctx, lesson, run, size_bytes).await?;
    tidy::of_lesson(ctx, recordings, lesson).await
}

/// A run's files and their keys; the index comes last.
fn files_of(folder: &Path, lesson: LessonId, run: u32) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let found = open_run(folder, run);
    let found = found.with_context(|| format!("run {run} is not in {}", folder.display()))?;
    let mut tracks: Vec<u32> = found.records.iter().map(|record| record.track).collect();
    tracks.sort_unstable();
    tracks.dedup();
    let mut files: Vec<_> = tracks
        .into_iter()
        .map(|track| (track_path(folder, run, track), track_key(lesson, run, track)))
        .collect();
    files.push((init_path(folder, run), init_key(lesson, run)));
    files.push((index_path(folder, run), index_key(lesson, run)));
    Ok(files)
}

/// Stores a file unless it is there, and makes sure that all of it is. Answers its size.
async fn put(ctx: &Ctx, path: &Path, key: &str) -> anyhow::Result<u64> {
    let size = tokio::fs::metadata(path).await;
    let size = size.with_context(|| format!("cannot read {}", path.display()))?.len();
    if ctx.files.size(key).await? == Some(size) {
        return Ok(size);
    }
    ctx.files.put_file(key, path).await?;
    let arrived = ctx.files.size(key).await?;
    ensure!(arrived == Some(size), "{size} bytes of {key} were sent, {arrived:?} arrived");
    Ok(size)
}

/// Writes down that a run is stored, and the fact with it; once, however often the job runs.
async fn note(ctx: &Ctx, lesson: LessonId, run: u32, size_bytes: u64) -> anyhow::Result<()> {
    let (id, now) = (ctx.ids.next(), ctx.clock.now());
    let size = i64::try_from(size_bytes).unwrap_or(i64::MAX);
    let stored: Result<(), db::Error> = ctx
        .db
        .write("recording.stored", async move |tx: &Tx| {
            let Some(row) = rows::one(tx, lesson, run).await? else { return Ok(()) };
            if !rows::stored(tx, (lesson, run), size, now).await? {
                return Ok(());
            }
            let happened = Happened::RecordingStored {
                lesson,
                run,
                key: run_key(lesson, run),
                size_bytes,
                duration_ms: row.end_ms - row.start_ms,
            };
            let mut fact = Fact::new(id, now, Object::new("lesson", lesson), happened);
            let lesson_row = stands(tx, lesson).await?;
            fact.school = lesson_row.as_ref().map(|row| row.school);
            let course = lesson_row.map(|row| row.course);
            fact.context = Context { lesson: Some(lesson), course, ..Context::default() };
            facts_log::record(tx, &fact).await
        })
        .await;
    Ok(stored?)
}

/// Whether a file is simply not there.
pub(super) fn is_gone(error: &std::io::Error) -> bool {
    error.kind() == ErrorKind::NotFound
}

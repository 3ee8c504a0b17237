//! Removes from disk what has been in the file store for long enough.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use xingtan_base::ids::LessonId;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};

use super::files::{index_path, run_of};
use super::rows;
use super::store::is_gone;

/// How often the disk is looked through.
const EVERY: Duration = Duration::from_secs(600);

/// Looks through the recordings now and then, until the server stops.
pub async fn keep(ctx: Ctx, recordings: PathBuf) {
    let stopping = ctx.tasks.stopping();
    loop {
        if let Err(error) = all(&ctx, &recordings).await {
            tracing::warn!("Stored recordings were not removed from disk: {error:#}");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stopping.cancelled() => return,
        }
    }
}

/// Looks through every lesson that has recordings on disk.
///
/// # Errors
/// When the disk or the database cannot be used.
pub async fn all(ctx: &Ctx, recordings: &Path) -> anyhow::Result<()> {
    let folder = recordings.to_owned();
    let lessons = tokio::task::spawn_blocking(move || lessons_in(&folder)).await??;
    for lesson in lessons {
        of_lesson(ctx, recordings, lesson).await?;
    }
    Ok(())
}

/// Removes a lesson's runs that have been in the file store for long enough.
///
/// # Errors
/// When the disk or the database cannot be used.
pub async fn of_lesson(ctx: &Ctx, recordings: &Path, lesson: LessonId) -> anyhow::Result<()> {
    let rows: Result<_, db::Error> =
        ctx.db.read("recording.of", async move |tx: &Tx| rows::of(tx, lesson).await).await;
    let stay_ms = i64::from(ctx.config.recordings_stay_hours) * 3_600_000;
    let now = ctx.clock.now();
    let is_due = |row: &rows::RunRow| {
        row.stored_at.is_some_and(|stored_at| now.since_ms(stored_at) >= stay_ms)
    };
    let due: Vec<u32> = rows?.iter().filter(|row| is_due(row)).map(|row| row.run).collect();
    if due.is_empty() {
        return Ok(());
    }
    let folder = recordings.join(lesson.to_string());
    tokio::task::spawn_blocking(move || remove(&folder, &due)).await??;
    Ok(())
}

fn lessons_in(recordings: &Path) -> io::Result<Vec<LessonId>> {
    let entries = match fs::read_dir(recordings) {
        Err(error) if is_gone(&error) => return Ok(Vec::new()),
        other => other?,
    };
    let mut lessons = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        lessons.extend(name.to_str().and_then(|name| name.parse::<LessonId>().ok()));
    }
    Ok(lessons)
}

/// Removes runs; the index first, so that nobody takes half a run for a whole one.
fn remove(folder: &Path, runs: &[u32]) -> io::Result<()> {
    for run in runs {
        match fs::remove_file(index_path(folder, *run)) {
            Err(error) if !is_gone(&error) => return Err(error),
            _ => {}
        }
    }
    let entries = match fs::read_dir(folder) {
        Err(error) if is_gone(&error) => return Ok(()),
        other => other?,
    };
    for entry in entries {
        let entry = entry?;
        let run = entry.file_name().to_str().and_then(run_of);
        if run.is_some_and(|run| runs.contains(&run)) {
            fs::remove_file(entry.path())?;
        }
    }
    // Fails while other runs are there, as it should.
    let _ = fs::remove_dir(folder);
    Ok(())
}

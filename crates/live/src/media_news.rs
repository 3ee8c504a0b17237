//! Between the media side, the rooms and the database: openings one way, news of runs the other.

use std::io;
use std::path::Path;
use std::time::Duration;

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::mpsc;
use xingtan_base::ids::LessonId;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_room::entry::{MediaAnchor, MediaStarted, MediaStopped, RecordingState};

use crate::ingest::{Gate, News, Note};
use crate::media_side::MediaSide;
use crate::recording::{self, Outcome, RecordedRun, rows};
use crate::rooms::{MediaInput, RoomEvent, Rooms};

/// How long a closed lesson's last segments stay in memory.
const HUB_KEPT: Duration = Duration::from_secs(60);

/// Tells the gate of openings and closings until the server stops.
pub async fn follow_rooms(
    mut events: broadcast::Receiver<RoomEvent>,
    rooms: Rooms,
    side: MediaSide,
) {
    let stopping = side.ctx().tasks.stopping();
    loop {
        let event = tokio::select! {
            event = events.recv() => event,
            () = stopping.cancelled() => return,
        };
        match event {
            Ok(RoomEvent::Opened { lesson, utc }) => side.gate().opened(lesson, utc),
            Ok(RoomEvent::Closed { lesson }) => {
                side.gate().closed(lesson);
                side.ctx().tasks.spawn("media.forget", forget(side.clone(), lesson));
            }
            Err(RecvError::Lagged(_)) => {
                let open = rooms.open_lessons();
                for lesson in side.gate().open_lessons() {
                    if !open.iter().any(|(other, _)| *other == lesson) {
                        side.gate().closed(lesson);
                    }
                }
                for (lesson, clock) in open {
                    side.gate().opened(lesson, clock.opened);
                }
            }
            Err(RecvError::Closed) => return,
        }
    }
}

async fn forget(side: MediaSide, lesson: LessonId) {
    let stopping = side.ctx().tasks.stopping();
    tokio::select! {
        () = tokio::time::sleep(HUB_KEPT) => {}
        () = stopping.cancelled() => {}
    }
    if side.gate().opened_at(lesson).is_none() && !side.gate().is_publishing(lesson) {
        side.hubs().forget(lesson);
    }
}

/// Passes news of runs on to their rooms and the database until nobody can bring any.
pub async fn pass_on(mut news: mpsc::Receiver<Note>, rooms: Rooms, ctx: Ctx) {
    let stopping = ctx.tasks.stopping();
    loop {
        let note = tokio::select! {
            biased;
            note = news.recv() => note,
            () = stopping.cancelled() => return,
        };
        let Some(note) = note else { return };
        if let Err(error) = write(&ctx, &note).await {
            // The next start finds the run on disk and writes its row then.
            tracing::warn!(%error, lesson = %note.lesson, "A run's row was not written.");
        }
        if let Some(input) = input(&note)
            && let Err(gone) = rooms.media(note.lesson, input).await
        {
            tracing::debug!(lesson = %note.lesson, %gone, "News of a run came too late.");
        }
    }
}

async fn write(ctx: &Ctx, note: &Note) -> anyhow::Result<()> {
    match &note.news {
        News::Began(configs) => {
            let (lesson, run) = (note.lesson, note.run);
            let tracks = rows::tracks(configs);
            rows::began(&ctx.db, rows::RunRow::new(lesson, run, tracks)).await?;
        }
        News::Recording(Outcome::Finished) => {
            let folder = ctx.config.data.join("recordings").join(note.lesson.to_string());
            let run = note.run;
            let written =
                tokio::task::spawn_blocking(move || recording::open_run(&folder, run)).await?;
            rows::ended(&ctx.db, (note.lesson, note.run), span(written)?).await?;
        }
        News::Anchor(_) | News::Ended(_) | News::Recording(_) => {}
    }
    Ok(())
}

/// What a run on disk spans; nothing when nothing of it is there.
fn span(written: io::Result<RecordedRun>) -> io::Result<Option<(i64, i64)>> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        other => Ok(other?.span_ms()),
    }
}

fn input(note: &Note) -> Option<MediaInput> {
    let run = note.run;
    Some(match &note.news {
        News::Began(configs) => {
            MediaInput::Started(MediaStarted { run, tracks: rows::tracks(configs) })
        }
        News::Anchor(anchor) => MediaInput::Anchor(MediaAnchor {
            run,
            track: anchor.track,
            media_ms: anchor.media_ms,
            lesson_ms: anchor.lesson_ms,
        }),
        News::Ended(_) => MediaInput::Stopped(MediaStopped { run }),
        News::Recording(Outcome::Recording) => MediaInput::Recording(RecordingState::Recording),
        News::Recording(Outcome::DiskFull) => MediaInput::Recording(RecordingState::DiskFull),
        News::Recording(Outcome::Failed) => MediaInput::Recording(RecordingState::Failed),
        News::Recording(Outcome::Finished) => return None,
    })
}

/// Mends the runs that were arriving when the server last stopped, and tells the gate where each
/// lesson's recording ends.
///
/// # Errors
/// When the database cannot be read.
pub async fn recover(ctx: &Ctx, gate: &Gate, recordings: &Path) -> anyhow::Result<()> {
    let rows: Result<_, db::Error> = ctx
        .db
        .read("recording.unfinished", async |tx: &Tx| {
            let unfinished = rows::standing(tx, rows::RunState::Recording).await?;
            Ok(unfinished)
        })
        .await;
    for row in rows? {
        let folder = recordings.join(row.lesson.to_string());
        let run = row.run;
        let mended =
            tokio::task::spawn_blocking(move || recording::recover_run(&folder, run)).await?;
        match span(mended) {
            Ok(span) => rows::ended(&ctx.db, (row.lesson, run), span).await?,
            Err(error) => {
                tracing::error!(%error, lesson = %row.lesson, run, "A run cannot be mended.");
            }
        }
    }
    recording::store::ask_for_all(ctx).await?;
    let last: Result<_, db::Error> =
        ctx.db.read("recording.last", async |tx: &Tx| rows::last_of_open(tx).await).await;
    for (lesson, run, end_ms) in last? {
        gate.recorded(lesson, run, end_ms);
    }
    Ok(())
}

//! Between the media side, the rooms and the database: openings one way, news of runs the other.

use std::io;
use std::path::Path;

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_room::entry::{MediaAnchor, MediaStarted, MediaStopped};

use crate::hub::{Audience, Output};
use crate::ingest::{Gate, News, Note};
use crate::media_limits::{ENCODER_GRACE_AFTER_RESTART, NOTES_QUEUE, ROWS_RETRY, SWEEP_EVERY};
use crate::media_side::MediaSide;
use crate::recording::{self, Outcome, RecordedRun, rows};
use crate::rooms::{MediaBefore, MediaInput, OpenLesson, RoomEvent, Rooms};

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
            Ok(RoomEvent::Opened { lesson, utc, before }) => {
                opened(&side, &rooms, (lesson, utc), before);
            }
            Ok(RoomEvent::Closed { lesson }) => closed(&side, lesson).await,
            Err(RecvError::Lagged(_)) => {
                let open = rooms.open_lessons();
                for lesson in side.gate().open_lessons() {
                    if !open.iter().any(|other| other.lesson == lesson) {
                        closed(&side, lesson).await;
                    }
                }
                for OpenLesson { lesson, clock, before } in open {
                    opened(&side, &rooms, (lesson, clock.opened), before);
                }
            }
            Err(RecvError::Closed) => return,
        }
    }
}

/// The lesson is over: nobody sends to it any more, or watches its stage.
async fn closed(side: &MediaSide, lesson: LessonId) {
    side.gate().closed(lesson);
    side.stages().close(lesson).await;
}

/// Lets what arrives into a lesson. Where its log says that a picture is on, though its encoder
/// went with an earlier server, the encoder gets a while to come back.
fn opened(side: &MediaSide, rooms: &Rooms, (lesson, utc): (LessonId, UtcMs), before: MediaBefore) {
    side.gate().recorded(lesson, before.last_run, 0);
    side.gate().opened(lesson, utc);
    let Some(run) = before.running else { return };
    let (side, rooms) = (side.clone(), rooms.clone());
    let (tasks, stopping) = (side.ctx().tasks.clone(), side.ctx().tasks.stopping());
    tasks.spawn("media.awaited", async move {
        tokio::select! {
            () = tokio::time::sleep(ENCODER_GRACE_AFTER_RESTART) => {}
            () = stopping.cancelled() => return,
        }
        let live =
            side.hubs().known(lesson, Output::Programme).and_then(|hub| hub.live(Audience::Lesson));
        if live.is_none_or(|live| live.run != run) {
            // Says nothing where another run has taken its place, or the lesson is over.
            let _ = rooms.media(lesson, MediaInput::Stopped(MediaStopped { run })).await;
        }
    });
}

/// Looks now and then for lessons that nobody publishes to, until the server stops.
pub async fn sweep(gate: Gate, stopping: CancellationToken) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(SWEEP_EVERY) => gate.sweep(),
            () = stopping.cancelled() => return,
        }
    }
}

/// Passes news of runs on to their rooms and to the database until nobody can bring any.
pub async fn pass_on(news: mpsc::Receiver<Note>, rooms: Rooms, ctx: Ctx) {
    let stopping = ctx.tasks.stopping();
    let (rows, queue) = mpsc::channel(NOTES_QUEUE);
    ctx.tasks.spawn("media.rows", write_rows(queue, ctx.clone()));
    sort(news, &rooms, &rows, stopping).await;
}

/// Hands each piece of news to its room, and to the queue of rows if it says anything of a row.
async fn sort(
    mut news: mpsc::Receiver<Note>,
    rooms: &Rooms,
    rows: &mpsc::Sender<Note>,
    stopping: CancellationToken,
) {
    loop {
        let note = tokio::select! {
            biased;
            note = news.recv() => note,
            () = stopping.cancelled() => return,
        };
        let Some(note) = note else { return };
        let input = input(&note);
        let (lesson, run) = (note.lesson, note.run);
        if says_of_a_row(&note.news) && rows.try_send(note).is_err() {
            tracing::warn!(%lesson, run, "A run's row was not written.");
        }
        if let Some(input) = input
            && let Err(gone) = rooms.media(lesson, input).await
        {
            tracing::debug!(%lesson, %gone, "News of a run came too late.");
        }
    }
}

/// Whether news change a run's row. Anchors come often: while the database is away they would
/// push out what must be written.
const fn says_of_a_row(news: &News) -> bool {
    match news {
        News::Began(..) | News::Resumed(_) | News::Recording(Outcome::Finished) => true,
        News::Anchor(_) | News::Ended(_) | News::Recording(_) => false,
    }
}

/// Writes the rows of runs. While the database is away they wait, in their order.
async fn write_rows(mut notes: mpsc::Receiver<Note>, ctx: Ctx) {
    let stopping = ctx.tasks.stopping();
    while let Some(note) = notes.recv().await {
        while let Err(error) = write(&ctx, &note).await {
            tracing::warn!(%error, lesson = %note.lesson, run = note.run, "A run's row must wait.");
            tokio::select! {
                () = tokio::time::sleep(ROWS_RETRY) => {}
                // The next start finds the run on disk and writes its row then.
                () = stopping.cancelled() => return,
            }
        }
    }
}

async fn write(ctx: &Ctx, note: &Note) -> Result<(), db::Error> {
    let (lesson, run) = (note.lesson, note.run);
    match &note.news {
        News::Began(configs, _) | News::Resumed(configs) => {
            rows::began(&ctx.db, rows::RunRow::new(lesson, run, rows::tracks(configs))).await
        }
        News::Recording(Outcome::Finished) => {
            let folder = ctx.config.data.join("recordings").join(lesson.to_string());
            match off_thread(move || recording::open_run(&folder, run)).await {
                Ok(span) => rows::ended(&ctx.db, (lesson, run), span).await,
                Err(error) => {
                    // Its row says that it is arriving, so that the next start looks again.
                    tracing::error!(%error, %lesson, run, "A run cannot be read.");
                    Ok(())
                }
            }
        }
        News::Anchor(_) | News::Ended(_) | News::Recording(_) => Ok(()),
    }
}

/// Opens a run away from the sockets' threads, and answers what it spans; nothing when nothing of
/// it is there.
async fn off_thread(
    open: impl FnOnce() -> io::Result<RecordedRun> + Send + 'static,
) -> io::Result<Option<(i64, i64)>> {
    match tokio::task::spawn_blocking(open).await.map_err(io::Error::other)? {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        other => Ok(other?.span_ms()),
    }
}

fn input(note: &Note) -> Option<MediaInput> {
    let run = note.run;
    Some(match &note.news {
        News::Began(configs, by_stage) => {
            let (tracks, by_stage) = (rows::tracks(configs), *by_stage);
            MediaInput::Started(MediaStarted { run, tracks, by_stage })
        }
        News::Anchor(anchor) => MediaInput::Anchor(MediaAnchor {
            run,
            track: anchor.track,
            media_ms: anchor.media_ms,
            lesson_ms: anchor.lesson_ms,
        }),
        News::Ended(_) => MediaInput::Stopped(MediaStopped { run }),
        News::Recording(outcome) => MediaInput::Recording(outcome.state()?),
        News::Resumed(_) => return None,
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
            rows::standing(tx, rows::RunState::Recording).await
        })
        .await;
    for row in rows? {
        let folder = recordings.join(row.lesson.to_string());
        let run = row.run;
        match off_thread(move || recording::recover_run(&folder, run)).await {
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

#[cfg(test)]
mod tests {
    use xingtan_platform::clock::Clock;
    use xingtan_platform::db::testing::for_each_db;
    use xingtan_platform::ids::Ids;
    use xingtan_platform::tasks::Tasks;

    use super::*;
    use crate::ingest::Anchor;

    #[tokio::test]
    async fn a_run_that_begins_is_written_though_many_anchors_wait() {
        for_each_db(async |test| {
            let (clock, tasks) = (Clock::system(), Tasks::new());
            let ids = Ids::system(clock.clone());
            let lesson: LessonId = ids.next();
            let rooms = Rooms::new(test.db.clone(), ids, clock, tasks.clone(), "node");
            let (tell, news) = mpsc::channel(NOTES_QUEUE);
            // Nobody reads it: the database is away.
            let (rows, mut queue) = mpsc::channel(NOTES_QUEUE);
            let anchor = Anchor { track: 1, media_ms: 0, lesson_ms: 0 };
            let note = |run, news| Note { lesson, run, news };
            let talk = async move {
                for _ in 0..=NOTES_QUEUE {
                    tell.send(note(1, News::Anchor(anchor))).await.unwrap();
                }
                tell.send(note(1, News::Ended(0))).await.unwrap();
                tell.send(note(2, News::Began(Vec::new(), false))).await.unwrap();
            };
            tokio::join!(sort(news, &rooms, &rows, tasks.stopping()), talk);
            let written = queue.try_recv().ok().map(|note| (note.run, note.news));
            assert_eq!(written, Some((2, News::Began(Vec::new(), false))));
        })
        .await;
    }
}

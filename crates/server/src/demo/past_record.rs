//! The finished lesson's recording: the clip goes through ingest on made-up time.

use std::io::ErrorKind;
use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::sync::mpsc;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_live::Live;
use xingtan_live::hub::Hubs;
use xingtan_live::ingest::{Gate, News, Note, Notes};
use xingtan_live::recording::{self, Outcome, rows};
use xingtan_platform::clock::Clock;
use xingtan_room::entry::{MediaAnchor, MediaStarted, RecordingState};
use xingtan_room::input::Input;

use super::clip::Clip;
use super::past_script::{Step, What};

/// When the picture began, on the lesson's clock.
const BEGINS_MS: i64 = 1_500;
/// Tags handed in before the thread that writes gets a moment.
const TAGS_AT_ONCE: usize = 100;
/// How long the disk may take for the rest.
const PATIENCE: Duration = Duration::from_secs(20);

/// Records the clip in a loop from the lesson's start to its end, and answers what its room would
/// have been told.
///
/// # Errors
/// When the clip cannot be read or the recording cannot be written.
pub async fn record(
    live: &Live,
    lesson: LessonId,
    opened: UtcMs,
    lasts_ms: i64,
) -> anyhow::Result<Vec<Step>> {
    let recordings = live.ctx.config.data.join("recordings");
    match tokio::fs::remove_dir_all(recordings.join(lesson.to_string())).await {
        // A start that was cut off may have left a beginning.
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let (clock, hand) = Clock::movable(opened);
    let (notes, mut news) = Notes::new();
    let gate = Gate::new(clock, Hubs::default(), recordings, notes, None);
    gate.set_key(lesson, "demo");
    gate.opened(lesson, opened);
    let mut claim = gate.enter("live", "demo")?;
    let mut steps = Vec::new();
    let clip = Clip::finished()?;
    let tags = (0..).flat_map(|round| clip.round(round).collect::<Vec<_>>());
    for (number, tag) in tags.enumerate() {
        let at_ms = BEGINS_MS + i64::from(tag.timestamp_ms);
        if at_ms >= lasts_ms {
            break;
        }
        hand.set(opened.plus_ms(at_ms));
        claim.take(&tag).map_err(|fault| anyhow::anyhow!("{fault}"))?;
        if number % TAGS_AT_ONCE == 0 {
            tokio::time::sleep(Duration::from_millis(4)).await;
            while let Ok(note) = news.try_recv() {
                hear(live, note, &mut steps).await?;
            }
        }
    }
    drop(claim);
    let end = finish(live, &mut news, &mut steps);
    tokio::time::timeout(PATIENCE, end).await.context("the recording was not written")??;
    Ok(steps)
}

async fn finish(
    live: &Live,
    news: &mut mpsc::Receiver<Note>,
    steps: &mut Vec<Step>,
) -> anyhow::Result<()> {
    while let Some(note) = news.recv().await {
        if hear(live, note, steps).await? {
            return Ok(());
        }
    }
    bail!("the recording ended without a word")
}

/// Answers whether the run is on disk in full.
async fn hear(live: &Live, note: Note, steps: &mut Vec<Step>) -> anyhow::Result<bool> {
    let Note { lesson, run, news } = note;
    let (at_ms, input) = match news {
        News::Began(configs, by_stage) => {
            let tracks = rows::tracks(&configs);
            let row = rows::RunRow::new(lesson, run, tracks.clone());
            rows::began(&live.ctx.db, row).await?;
            (BEGINS_MS, Input::MediaStarted(MediaStarted { run, tracks, by_stage }))
        }
        News::Anchor(anchor) => {
            let (media_ms, lesson_ms) = (anchor.media_ms, anchor.lesson_ms);
            let said = MediaAnchor { run, track: anchor.track, media_ms, lesson_ms };
            (lesson_ms.max(BEGINS_MS + 1), Input::MediaAnchor(said))
        }
        News::Recording(Outcome::Recording) => {
            (BEGINS_MS + 2, Input::Recording { state: RecordingState::Recording })
        }
        News::Recording(Outcome::Finished) => {
            let folder = live.ctx.config.data.join("recordings").join(lesson.to_string());
            let stored = recording::open_run(&folder, run)?;
            rows::ended(&live.ctx.db, (lesson, run), stored.span_ms()).await?;
            return Ok(true);
        }
        News::Recording(Outcome::DiskFull | Outcome::Failed) => {
            bail!("the finished lesson cannot be recorded; is the disk full?")
        }
        News::Resumed(_) => bail!("the disk is too slow for the finished lesson's recording"),
        News::Recording(Outcome::Whole) => return Ok(false),
        // The room stops the picture itself when the lesson closes.
        News::Ended(_) => return Ok(false),
    };
    steps.push(Step { at_ms, what: What::Input(Box::new(input)) });
    Ok(false)
}

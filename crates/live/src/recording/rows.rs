//! The table `recording_run`: which runs of a lesson were kept.

use serde::{Deserialize, Serialize};
use xingtan_base::ids::LessonId;
use xingtan_media::frame::{Kind, TrackConfig};
use xingtan_platform::db::{self, Db, Row, Tx};
use xingtan_room::entry::{Track, TrackKind};

/// How a run's bytes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// It is arriving.
    Recording,
    /// It is on this server's disk in full.
    Ended,
}

impl RunState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Recording => "recording",
            Self::Ended => "ended",
        }
    }
}

/// A kept run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    /// The lesson.
    pub lesson: LessonId,
    /// The run's number within it.
    pub run: u32,
    /// Its first moment on the lesson's clock.
    pub start_ms: i64,
    /// Its end on the lesson's clock; its beginning while it is recorded.
    pub end_ms: i64,
    /// Its tracks.
    pub tracks: Vec<Track>,
}

impl RunRow {
    fn read(row: &Row) -> Result<Self, db::Error> {
        let tracks: String = row.get("tracks")?;
        Ok(Self {
            lesson: row.get("lesson")?,
            run: row.get("run")?,
            start_ms: row.get("start_ms")?,
            end_ms: row.get("end_ms")?,
            tracks: serde_json::from_str(&tracks).unwrap_or_default(),
        })
    }
}

/// The tracks as entries and answers name them.
pub fn tracks(configs: &[TrackConfig]) -> Vec<Track> {
    let track = |config: &TrackConfig| Track {
        id: config.track,
        kind: match config.kind() {
            Kind::Video => TrackKind::Video,
            Kind::Audio => TrackKind::Audio,
        },
        codec: config.codec_string(),
    };
    configs.iter().map(track).collect()
}

/// Writes that a run began.
pub async fn began(db: &Db, row: RunRow) -> Result<(), db::Error> {
    let tracks = serde_json::to_string(&row.tracks).unwrap_or_default();
    db.write("recording.began", async move |tx: &Tx| -> Result<(), db::Error> {
        tx.execute(
            "insert into recording_run (lesson, run, start_ms, end_ms, state, tracks) \
             values ($1, $2, $3, $4, $5, $6) on conflict (lesson, run) do nothing",
            &[
                row.lesson.into(),
                row.run.into(),
                row.start_ms.into(),
                row.end_ms.into(),
                RunState::Recording.as_str().into(),
                tracks.as_str().into(),
            ],
        )
        .await?;
        Ok(())
    })
    .await
}

/// Writes where a run ended, and where it began.
pub async fn ended(
    db: &Db,
    (lesson, run): (LessonId, u32),
    (start_ms, end_ms): (i64, i64),
) -> Result<(), db::Error> {
    db.write("recording.ended", async move |tx: &Tx| -> Result<(), db::Error> {
        tx.execute(
            "update recording_run set state = $3, start_ms = $4, end_ms = $5 \
             where lesson = $1 and run = $2",
            &[
                lesson.into(),
                run.into(),
                RunState::Ended.as_str().into(),
                start_ms.into(),
                end_ms.into(),
            ],
        )
        .await?;
        Ok(())
    })
    .await
}

/// The runs that were arriving when this server last stopped.
pub async fn unfinished(db: &Db) -> Result<Vec<RunRow>, db::Error> {
    db.read("recording.unfinished", async |tx: &Tx| {
        let rows = tx
            .rows(
                "select lesson, run, start_ms, end_ms, tracks from recording_run \
                 where state = $1 order by lesson, run",
                &[RunState::Recording.as_str().into()],
            )
            .await?;
        rows.iter().map(RunRow::read).collect()
    })
    .await
}

/// A lesson's runs, in order.
pub async fn of(tx: &Tx, lesson: LessonId) -> Result<Vec<RunRow>, db::Error> {
    let rows = tx
        .rows(
            "select lesson, run, start_ms, end_ms, tracks from recording_run \
             where lesson = $1 order by run",
            &[lesson.into()],
        )
        .await?;
    rows.iter().map(RunRow::read).collect()
}

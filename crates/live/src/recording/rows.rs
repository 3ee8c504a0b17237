//! The table `recording_run`: which runs of a lesson were kept, and where their bytes are.

use serde::{Deserialize, Serialize};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_media::frame::{Kind, TrackConfig};
use xingtan_platform::db::{self, Db, Row, Tx};
use xingtan_room::entry::{Track, TrackKind};

use super::store;

/// How a run's bytes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// It is arriving.
    Recording,
    /// It is on this server's disk in full.
    Ended,
    /// It is in the file store in full, and for a while on disk too.
    Stored,
    /// Nothing of it reached the disk.
    Lost,
}

impl RunState {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Recording => "recording",
            Self::Ended => "ended",
            Self::Stored => "stored",
            Self::Lost => "lost",
        }
    }
}

impl std::str::FromStr for RunState {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        [Self::Recording, Self::Ended, Self::Stored, Self::Lost]
            .into_iter()
            .find(|state| state.word() == word)
            .ok_or("not a state of a run")
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
    /// How its bytes stand.
    pub state: RunState,
    /// Its tracks.
    pub tracks: Vec<Track>,
    /// When it had arrived in the file store.
    pub stored_at: Option<UtcMs>,
}

impl RunRow {
    /// A run that begins to arrive.
    pub const fn new(lesson: LessonId, run: u32, tracks: Vec<Track>) -> Self {
        let state = RunState::Recording;
        Self { lesson, run, start_ms: 0, end_ms: 0, state, tracks, stored_at: None }
    }

    fn read(row: &Row) -> Result<Self, db::Error> {
        let tracks: String = row.get("tracks")?;
        Ok(Self {
            lesson: row.get("lesson")?,
            run: row.get("run")?,
            start_ms: row.get("start_ms")?,
            end_ms: row.get("end_ms")?,
            state: row.parse("state")?,
            tracks: serde_json::from_str(&tracks)
                .map_err(|error| row.broken("tracks", error.to_string()))?,
            stored_at: row.get("stored_ms")?,
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
                row.state.word().into(),
                tracks.as_str().into(),
            ],
        )
        .await?;
        Ok(())
    })
    .await
}

/// Writes where a run that arrived has its beginning and its end, and asks for it to be taken to
/// the file store; without a span, that nothing of it was kept.
pub async fn ended(
    db: &Db,
    (lesson, run): (LessonId, u32),
    span: Option<(i64, i64)>,
) -> Result<(), db::Error> {
    let state = if span.is_some() { RunState::Ended } else { RunState::Lost };
    let (start_ms, end_ms) = span.unwrap_or_default();
    db.write("recording.ended", async move |tx: &Tx| -> Result<(), db::Error> {
        let sql = "update recording_run set state = $3, start_ms = $4, end_ms = $5 \
                   where lesson = $1 and run = $2 and state = $6";
        let (now, before) = (state.word().into(), RunState::Recording.word().into());
        let params = [lesson.into(), run.into(), now, start_ms.into(), end_ms.into(), before];
        if tx.execute(sql, &params).await? == 1 && state == RunState::Ended {
            store::ask(tx, lesson, run).await?;
        }
        Ok(())
    })
    .await
}

/// The runs that stand so, on any lesson.
pub async fn standing(tx: &Tx, state: RunState) -> Result<Vec<RunRow>, db::Error> {
    let sql = format!("select {COLUMNS} from recording_run where state = $1 order by lesson, run");
    let rows = tx.rows(&sql, &[state.word().into()]).await?;
    rows.iter().map(RunRow::read).collect()
}

/// A lesson's runs, in order.
pub async fn of(tx: &Tx, lesson: LessonId) -> Result<Vec<RunRow>, db::Error> {
    let sql = format!("select {COLUMNS} from recording_run where lesson = $1 order by run");
    let rows = tx.rows(&sql, &[lesson.into()]).await?;
    rows.iter().map(RunRow::read).collect()
}

/// One run.
pub async fn one(tx: &Tx, lesson: LessonId, run: u32) -> Result<Option<RunRow>, db::Error> {
    let sql = format!("select {COLUMNS} from recording_run where lesson = $1 and run = $2");
    let row = tx.row(&sql, &[lesson.into(), run.into()]).await?;
    row.as_ref().map(RunRow::read).transpose()
}

/// The last run of each open lesson, and where its recording ends.
pub async fn last_of_open(tx: &Tx) -> Result<Vec<(LessonId, u32, i64)>, db::Error> {
    let sql = "select r.lesson as lesson, max(r.run) as run, max(r.end_ms) as end_ms \
               from recording_run r join lesson l on l.id = r.lesson \
               where l.state = 'open' group by r.lesson";
    let rows = tx.rows(sql, &[]).await?;
    let read = |row: &Row| Ok((row.get("lesson")?, row.get("run")?, row.get("end_ms")?));
    rows.iter().map(read).collect()
}

/// Writes that a run has arrived in the file store. Answers whether that is news.
pub async fn stored(
    tx: &Tx,
    (lesson, run): (LessonId, u32),
    size_bytes: i64,
    at: UtcMs,
) -> Result<bool, db::Error> {
    let sql = "update recording_run set state = $3, size_bytes = $4, stored_ms = $5 \
               where lesson = $1 and run = $2 and state = $6";
    let (now, before) = (RunState::Stored.word().into(), RunState::Ended.word().into());
    let params = [lesson.into(), run.into(), now, size_bytes.into(), at.into(), before];
    Ok(tx.execute(sql, &params).await? == 1)
}

const COLUMNS: &str = "lesson, run, start_ms, end_ms, state, tracks, stored_ms";

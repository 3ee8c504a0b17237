//! `GET /api/lessons/{id}/replay`: what a player needs to show a lesson again.

use std::sync::Arc;

use axum::extract::State;
use serde::Serialize;
use tokio::time::Instant;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_media::segment::Segment;
use xingtan_media::{hls, voice};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_room::entry::{MediaShifted, Track};
use xingtan_teaching::access::attend_access;

use super::files::lost;
use super::{Cut, StoredRun};
use crate::media_limits::{ADDRESS_MS, REPLAY_LOOK, REPLAY_WAIT};
use crate::media_side::MediaSide;
use crate::recording::{Progress, rows};

/// A lesson to be watched again.
#[derive(Debug, Serialize, ToSchema)]
pub struct Replay {
    /// UTC at lesson time zero.
    pub opened_at: UtcMs,
    /// Length of the lesson; until now while it is open.
    pub duration_ms: i64,
    /// What the addresses below are relative to.
    pub media_prefix: String,
    /// Until when the prefix is good.
    pub until: UtcMs,
    /// Entries are applied this much later against the picture.
    pub shift_ms: i32,
    /// The recorded runs, in order.
    pub runs: Vec<ReplayRun>,
}

/// A recorded run.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplayRun {
    /// Its number.
    pub run: u32,
    /// Where it begins on the lesson's clock.
    pub start_ms: i64,
    /// Where it ends.
    pub end_ms: i64,
    /// Address of its init segment.
    pub init_url: String,
    /// Its tracks.
    pub tracks: Vec<Track>,
    /// What all of it weighs, picture and sound.
    pub size_bytes: u64,
    /// Its segments.
    pub segments: Vec<ReplaySegment>,
    /// Its sound alone, in few bits, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice: Option<ReplayVoice>,
}

/// A run's sound for those on thin lines.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplayVoice {
    /// Address of its init segment.
    pub init_url: String,
    /// How it is coded: `mp4a.40.2`.
    pub codec: String,
    /// What all of it weighs.
    pub size_bytes: u64,
    /// Its segments.
    pub segments: Vec<ReplaySegment>,
}

/// Some seconds of a run: fragments of all its tracks, timed on the lesson's clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplaySegment {
    /// Where it begins on the lesson's clock.
    pub start_ms: i64,
    /// How long it plays.
    pub duration_ms: i64,
    /// Its address.
    pub url: String,
}

/// Where the voice's files lie.
const VOICE_FOLDER: &str = "voice/";

struct Lesson {
    opened: UtcMs,
    closed: Option<UtcMs>,
    shift_ms: i32,
    rows: Vec<rows::RunRow>,
}

/// Shows a lesson's recording to those who may attend it.
#[utoipa::path(get, path = "/api/lessons/{id}/replay", tag = "live",
    params(("id" = LessonId, Path)), responses((status = 200, body = Replay)))]
pub async fn replay(
    State(side): State<MediaSide>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
) -> ApiResult<Json<Replay>> {
    let (now, person) = (side.ctx().clock.now(), caller.person);
    side.ctx()
        .db
        .read("playback.may_replay", async move |tx: &Tx| -> Result<_, ApiError> {
            Ok(attend_access(tx, person, lesson, now).await?)
        })
        .await?;
    Ok(Json(describe_lesson(&side, lesson).await?))
}

/// What a player needs to show a lesson again. Asks nothing about access.
pub(crate) async fn describe_lesson(side: &MediaSide, lesson: LessonId) -> ApiResult<Replay> {
    let now = side.ctx().clock.now();
    let found: Result<_, db::Error> =
        side.ctx().db.read("playback.replay", async move |tx: &Tx| find(tx, lesson).await).await;
    let found = found?.ok_or_else(not_opened)?;
    let prefix = side.prefix(lesson, now.plus_ms(ADDRESS_MS));
    let stored = settled(side, lesson, found.closed.is_some()).await?;
    let run = |stored: &Arc<StoredRun>| describe(stored, &found.rows);
    Ok(Replay {
        opened_at: found.opened,
        duration_ms: found.closed.unwrap_or(now).since_ms(found.opened),
        media_prefix: prefix.path,
        until: prefix.until,
        shift_ms: found.shift_ms,
        runs: stored.iter().filter_map(run).collect(),
    })
}

/// The runs of a lesson. One that ended just now is whole a moment later: whoever comes from the
/// room to its replay is to have its last seconds.
async fn settled(
    side: &MediaSide,
    lesson: LessonId,
    is_over: bool,
) -> ApiResult<Vec<Arc<StoredRun>>> {
    let give_up = Instant::now() + REPLAY_WAIT;
    loop {
        let stored = side.shelves().all(lesson).await.map_err(lost)?;
        let is_whole = stored.iter().all(|run| run.progress == Progress::Written);
        if !is_over || is_whole || Instant::now() >= give_up {
            return Ok(stored);
        }
        tokio::time::sleep(REPLAY_LOOK).await;
    }
}

fn describe(stored: &StoredRun, rows: &[rows::RunRow]) -> Option<ReplayRun> {
    let run = stored.run;
    let (start_ms, end_ms) = stored.span_ms?;
    let row = rows.iter().find(|row| row.run == run);
    let tracks = row.map(|row| row.tracks.clone()).unwrap_or_default();
    Some(ReplayRun {
        run,
        start_ms,
        end_ms,
        init_url: hls::replay_init_uri(run),
        size_bytes: stored.programme.size_bytes(),
        segments: segments(&stored.programme, ""),
        voice: stored.voice.as_ref().and_then(|cut| describe_voice((run, cut), &tracks)),
        tracks,
    })
}

fn describe_voice((run, cut): (u32, &Cut), tracks: &[Track]) -> Option<ReplayVoice> {
    let track = cut.only_track()?;
    let made = voice::config().filter(|config| config.track == track);
    let sent = tracks.iter().find(|sent| sent.id == track).map(|sent| sent.codec.clone());
    Some(ReplayVoice {
        init_url: format!("{VOICE_FOLDER}{}", hls::replay_init_uri(run)),
        codec: made.map(|config| config.codec_string()).or(sent)?,
        size_bytes: cut.size_bytes(),
        segments: segments(cut, VOICE_FOLDER),
    })
}

fn segments(cut: &Cut, folder: &str) -> Vec<ReplaySegment> {
    let segment = |segment: &Segment| ReplaySegment {
        start_ms: segment.start_ms,
        duration_ms: segment.duration_ms,
        url: format!("{folder}{}", hls::replay_uri(segment.run, segment.number)),
    };
    cut.segments.iter().map(segment).collect()
}

async fn find(tx: &Tx, lesson: LessonId) -> Result<Option<Lesson>, db::Error> {
    let sql = "select opened_ms, closed_ms from lesson where id = $1";
    let Some(row) = tx.row(sql, &[lesson.into()]).await? else { return Ok(None) };
    let Some(opened) = row.get::<Option<UtcMs>>("opened_ms")? else { return Ok(None) };
    let shifted = tx
        .row(
            "select body from entry where lesson = $1 and kind = 'media.shifted' \
             order by seq desc limit 1",
            &[lesson.into()],
        )
        .await?;
    let body: Option<String> = shifted.map(|row| row.get("body")).transpose()?;
    let shifted = body.and_then(|body| serde_json::from_str::<MediaShifted>(&body).ok());
    Ok(Some(Lesson {
        opened,
        closed: row.get("closed_ms")?,
        shift_ms: shifted.map_or(0, |shifted| shifted.shift_ms),
        rows: rows::of(tx, lesson).await?,
    }))
}

fn not_opened() -> Problem {
    Problem::new(404, "media.nothing_kept", "Nothing of this lesson was recorded.")
        .detail("The lesson has not been opened.")
}

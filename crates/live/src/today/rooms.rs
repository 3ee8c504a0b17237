//! `GET /api/today/rooms`: this server, and the rooms that are open in the schools one runs.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json};
use xingtan_room::entry::RecordingState;
use xingtan_teaching::access::oversee;
use xingtan_teaching::today::schools::open_lessons;

use super::disk::Disk;
use crate::ingest::EncoderState;
use crate::state::Live;

/// A room that is open on this server.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RoomToday {
    /// Its lesson.
    pub lesson: LessonId,
    /// The lesson's title.
    pub title: String,
    /// When it was opened.
    pub opened_at: UtcMs,
    /// Learners who are here.
    pub here: u32,
    /// Whether its picture arrives.
    pub encoder: EncoderState,
    /// When the picture broke off, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gone_at: Option<UtcMs>,
    /// How its recording stands, while an encoder publishes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording: Option<RecordingState>,
}

/// This server and its rooms, for an administrator.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RoomsToday {
    /// The disk that recordings are written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disk: Option<Disk>,
    /// The rooms that are open here, latest opened first.
    pub rooms: Vec<RoomToday>,
}

/// Shows an administrator the server's disk, and the open rooms of the schools they run.
#[utoipa::path(get, path = "/api/today/rooms", tag = "live",
    responses((status = 200, body = RoomsToday), (status = 401, body = Problem),
        (status = 403, body = Problem)))]
pub async fn show(State(live): State<Live>, caller: Caller) -> ApiResult<Json<RoomsToday>> {
    let (person, now) = (caller.person, live.ctx.clock.now());
    let open = live
        .ctx
        .db
        .read("today.rooms", async move |tx: &Tx| {
            let can = oversee(tx, person, now).await?;
            Ok::<_, ApiError>(open_lessons(tx, can, now).await?)
        })
        .await?;
    let folder = live.ctx.config.data.clone();
    let disk = tokio::task::spawn_blocking(move || Disk::of(&folder)).await.ok().flatten();
    let rooms = open.into_iter().filter_map(|lesson| room(&live, lesson)).collect();
    Ok(Json(RoomsToday { disk, rooms }))
}

/// A room that is run elsewhere is not known here.
fn room(live: &Live, (lesson, title): (LessonId, String)) -> Option<RoomToday> {
    let door = live.rooms.here(lesson)?;
    let gate = live.media.gate();
    let (encoder, gone_at) = gate.encoder(lesson);
    let here = u32::try_from(door.gateway.learners()).unwrap_or(u32::MAX);
    let recording = gate.recording(lesson);
    let opened_at = live.rooms.clock(lesson)?.opened;
    Some(RoomToday { lesson, title, opened_at, here, encoder, gone_at, recording })
}

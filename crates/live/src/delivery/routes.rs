//! `/media/{expiry}-{signature}/{scope}/…`

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::http::header::RANGE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Deserialize;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, PackId};
use xingtan_base::problems::{self, Problem};
use xingtan_platform::clock::Clock;
use xingtan_platform::db::{self, Db, Tx};
use xingtan_platform::http::ApiError;

use super::decks::DeckDoor;
use super::{live, playlist};
use crate::hub::{Audience, Hub, Hubs, Output};
use crate::ingest::Gate;
use crate::ink::pictures;
use crate::media_access::{MediaSigner, Refused};
use crate::pack;
use crate::playback::{self, Shelves};

/// What delivery needs to know.
#[derive(Clone)]
pub struct Delivery {
    /// Time.
    pub clock: Clock,
    /// Checks addresses.
    pub signer: MediaSigner,
    /// The streams.
    pub hubs: Hubs,
    /// Knows when lessons opened.
    pub gate: Gate,
    /// Knows when closed lessons opened; without it their playlists tell no time of day.
    pub db: Option<Db>,
    /// The recordings.
    pub shelves: Shelves,
    /// The pages of decks; without it there are none.
    pub decks: Option<DeckDoor>,
}

#[derive(Debug, Deserialize)]
struct Wanted {
    tracks: Option<String>,
}

/// Routes under `/media`.
pub fn routes(delivery: Delivery) -> Router {
    Router::new().route("/media/{token}/{scope}/{*file}", get(file)).with_state(delivery)
}

async fn file(
    State(delivery): State<Delivery>,
    Path((token, scope, file)): Path<(String, String, String)>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let now = delivery.clock.now();
    if let Some(checked) = delivery.signer.check_pack(&token, &scope, now) {
        return packed(&delivery, checked, &file, &headers).await;
    }
    if let Some(checked) = delivery.signer.check_source(&token, &scope, now) {
        let answer = match checked {
            Ok(lesson) => sourced(&delivery, lesson, &file, (&headers, now)).await,
            Err(refused) => Err(refused_problem(refused)),
        };
        return answer.unwrap_or_else(|refused| problem(&refused));
    }
    let (lesson, audience) = match delivery.signer.check(&token, &scope, now) {
        Ok(scope) => scope,
        Err(refused) => return problem(&refused_problem(refused)),
    };
    // The voice's files have the names of the programme's, in a folder of their own.
    let (output, name) = match file.strip_prefix("voice/") {
        Some(name) => (Output::Voice, name),
        None => (Output::Programme, file.as_str()),
    };
    let answer = match (name, output) {
        ("live.mp4", Output::Programme) => {
            let hub = delivery.hubs.of(lesson, output);
            live::mp4(hub, audience, tracks(wanted.tracks.as_deref())).await
        }
        ("live.mp4", Output::Voice) => {
            live::voice(delivery.hubs.of(lesson, output), audience).await
        }
        ("live.flv", Output::Programme) => {
            live::flv(delivery.hubs.of(lesson, output), audience).await
        }
        (page, Output::Programme) if page.starts_with("deck/") => match &delivery.decks {
            Some(door) => door.file((lesson, audience), page, (&headers, now)).await,
            None => Err(problems::not_found()),
        },
        (name, Output::Programme) if name.starts_with("ink/") => match delivery.shelves.files() {
            Some(files) => {
                let name = name.trim_start_matches("ink/");
                pictures::deliver::picture(&files, lesson, name).await
            }
            None => Err(problems::not_found()),
        },
        // Those who watch again must leave nothing behind in memory.
        _ => {
            let hub = delivery.hubs.known(lesson, output);
            match kept_in_memory(hub.as_deref(), audience, name) {
                Some(found) => found,
                None if audience == Audience::Preview => Err(problems::not_found()),
                None => stored(&delivery, (lesson, output), name, &headers).await,
            }
        }
    };
    answer.unwrap_or_else(|refused| problem(&refused))
}

/// What an edition may show of the lesson it is from: the recording, the pictures on its boards and
/// those pages that its whole class was shown.
async fn sourced(
    delivery: &Delivery,
    lesson: LessonId,
    file: &str,
    (headers, now): (&HeaderMap, UtcMs),
) -> Result<Response, Problem> {
    if file.starts_with("deck/") {
        let door = delivery.decks.as_ref().ok_or_else(problems::not_found)?;
        return door.turned_to(lesson, file, (headers, now)).await;
    }
    if let Some(name) = file.strip_prefix("ink/") {
        let files = delivery.shelves.files().ok_or_else(problems::not_found)?;
        return pictures::deliver::picture(&files, lesson, name).await;
    }
    let (output, name) = match file.strip_prefix("voice/") {
        Some(name) => (Output::Voice, name),
        None => (Output::Programme, file),
    };
    stored(delivery, (lesson, output), name, headers).await
}

async fn packed(
    delivery: &Delivery,
    checked: Result<(LessonId, PackId), Refused>,
    name: &str,
    headers: &HeaderMap,
) -> Response {
    let (Some(db), Some(files)) = (&delivery.db, delivery.shelves.files()) else {
        return problem(&problems::not_found());
    };
    match checked {
        Ok(place) => pack::deliver::file((db, files), place, name, headers).await.into_response(),
        Err(refused) => problem(&refused_problem(refused)),
    }
}

/// The playlist, its segments and the inits of their runs; `None` for what lies on disk.
fn kept_in_memory(
    hub: Option<&Hub>,
    audience: Audience,
    name: &str,
) -> Option<Result<Response, Problem>> {
    if name == "index.m3u8" {
        return Some(playlist::index(hub, audience));
    }
    let hub = hub?;
    if let Some(run) = name.strip_prefix("init-").and_then(|name| name.strip_suffix(".mp4")) {
        return playlist::init(hub, audience, run.parse().ok()?).map(Ok);
    }
    let segment = name.strip_prefix("seg/").and_then(|name| name.strip_suffix(".m4s"))?;
    let (run, number) = segment.split_once('-')?;
    let place = (run.parse().ok()?, number.parse().ok()?);
    Some(playlist::segment(hub, audience, place))
}

async fn stored(
    delivery: &Delivery,
    (lesson, output): (LessonId, Output),
    name: &str,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let range = headers.get(RANGE).and_then(|range| range.to_str().ok());
    let opened = match name {
        "replay.m3u8" => opened_at(delivery, lesson).await,
        _ => None,
    };
    playback::file(&delivery.shelves, (lesson, output), name, (opened, range)).await
}

/// UTC at the lesson's time zero, also of one that is closed.
async fn opened_at(delivery: &Delivery, lesson: LessonId) -> Option<UtcMs> {
    let known = delivery.gate.opened_at(lesson);
    if known.is_some() {
        return known;
    }
    let db = delivery.db.as_ref()?;
    let read: Result<Option<UtcMs>, db::Error> = db
        .read("delivery.opened_at", async move |tx: &Tx| {
            let sql = "select opened_ms from lesson where id = $1";
            let row = tx.row(sql, &[lesson.into()]).await?;
            Ok(row.map(|row| row.get("opened_ms")).transpose()?.flatten())
        })
        .await;
    read.ok().flatten()
}

fn tracks(text: Option<&str>) -> Option<Vec<u32>> {
    text.map(|text| text.split(',').take(16).filter_map(|id| id.parse().ok()).collect())
}

/// Why a signed address opens nothing.
pub fn refused_problem(refused: Refused) -> Problem {
    let code = match refused {
        Refused::Forged => "media.address_forged",
        Refused::Expired => "media.address_expired",
    };
    Problem::new(403, code, "Ask for new media addresses.").detail(refused.to_string())
}

fn problem(problem: &Problem) -> Response {
    ApiError::from(problem.clone()).into_response()
}

//! `/media/{expiry}-{signature}/{scope}/…`

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Deserialize;
use xingtan_base::problems::{self, Problem};
use xingtan_platform::clock::Clock;
use xingtan_platform::http::ApiError;

use super::{live, playlist};
use crate::hub::{Audience, Hub, Hubs};
use crate::ingest::Gate;
use crate::media_access::{MediaSigner, Refused};

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
) -> Response {
    let now = delivery.clock.now();
    let (lesson, audience) = match delivery.signer.check(&token, &scope, now) {
        Ok(scope) => scope,
        Err(refused) => return problem(&refused_problem(refused)),
    };
    let hub = delivery.hubs.of(lesson);
    let opened = delivery.gate.opened_at(lesson);
    let answer = match file.as_str() {
        "live.mp4" => live::mp4(hub, audience, tracks(wanted.tracks.as_deref())).await,
        "live.flv" => live::flv(hub, audience).await,
        "index.m3u8" => playlist::index(&hub, audience, opened),
        other => stored(&hub, audience, other),
    };
    answer.unwrap_or_else(|refused| problem(&refused))
}

fn stored(hub: &Arc<Hub>, audience: Audience, name: &str) -> Result<Response, Problem> {
    if let Some(run) = name.strip_prefix("init-").and_then(|name| name.strip_suffix(".mp4")) {
        return playlist::init(hub, audience, run);
    }
    let segment = name.strip_prefix("seg/").and_then(|name| name.strip_suffix(".m4s"));
    let (run, number) =
        segment.and_then(|name| name.split_once('-')).ok_or_else(problems::not_found)?;
    playlist::segment(hub, audience, run, number)
}

fn tracks(text: Option<&str>) -> Option<Vec<u32>> {
    text.map(|text| text.split(',').take(16).filter_map(|id| id.parse().ok()).collect())
}

fn refused_problem(refused: Refused) -> Problem {
    let code = match refused {
        Refused::Forged => "media.address_forged",
        Refused::Expired => "media.address_expired",
    };
    Problem::new(403, code, "Ask for new media addresses.").detail(refused.to_string())
}

fn problem(problem: &Problem) -> Response {
    ApiError::from(problem.clone()).into_response()
}

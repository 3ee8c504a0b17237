//! Long responses: a viewer gets the stream from its latest key frame until its run ends.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use futures_util::stream;
use tokio::time::timeout;
use xingtan_base::problems::Problem;
use xingtan_media::frame::mime_type;
use xingtan_media::{flv, fmp4};

use crate::hub::{Audience, Container, Hub, LiveRun, Viewer};
use crate::media_limits::{START_WAIT_MS, VOICE_BEHIND_MS};

/// Fragmented MP4 of the tracks asked for, interleaved.
///
/// # Errors
/// When nothing is published.
pub async fn mp4(
    hub: Arc<Hub>,
    audience: Audience,
    wanted: Option<Vec<u32>>,
) -> Result<Response, Problem> {
    let run = wait(&hub, audience).await?;
    let mut configs = run.configs();
    if let Some(wanted) = &wanted {
        configs.retain(|config| wanted.contains(&config.track));
    }
    if configs.is_empty() {
        return Err(Problem::new(404, "media.no_such_track", "The stream has no such track."));
    }
    let ids = configs.iter().map(|config| config.track).collect();
    let viewer = hub.watch(run, Container::Mp4).only(ids);
    Ok(answer(&mime_type(&configs), vec![fmp4::init(&configs)], viewer))
}

/// Fragmented MP4 of the voice alone, beginning with its last seconds.
///
/// # Errors
/// When nothing is published.
pub async fn voice(hub: Arc<Hub>, audience: Audience) -> Result<Response, Problem> {
    let run = wait(&hub, audience).await?;
    let configs = run.configs();
    let viewer = hub.watch(run, Container::Mp4).behind(VOICE_BEHIND_MS);
    Ok(answer(&mime_type(&configs), vec![fmp4::init(&configs)], viewer))
}

/// HTTP-FLV.
///
/// # Errors
/// When nothing is published.
pub async fn flv(hub: Arc<Hub>, audience: Audience) -> Result<Response, Problem> {
    let run = wait(&hub, audience).await?;
    let has_audio = run.tracks.len() > usize::from(run.has_video());
    let mut head =
        vec![flv::file_header(has_audio, run.has_video()), flv::metadata_tag(&run.configs())];
    head.extend(run.tracks.iter().map(|track| track.flv_header.clone()));
    let viewer = hub.watch(run, Container::Flv);
    Ok(answer("video/x-flv", head, viewer))
}

/// The run that is arriving; waits a little for one that is about to come.
async fn wait(hub: &Arc<Hub>, audience: Audience) -> Result<Arc<LiveRun>, Problem> {
    let mut runs = hub.runs();
    let found = timeout(Duration::from_millis(START_WAIT_MS), async {
        loop {
            runs.borrow_and_update();
            if let Some(run) = hub.live(audience) {
                return Some(run);
            }
            runs.changed().await.ok()?;
        }
    });
    found.await.ok().flatten().ok_or_else(|| {
        Problem::new(404, "media.no_stream", "Nothing is published now.").retry_after_s(2)
    })
}

fn answer(content_type: &str, head: Vec<Bytes>, viewer: Viewer) -> Response {
    let ready: VecDeque<Bytes> = head.into();
    let body = stream::unfold((ready, viewer), async |(mut ready, mut viewer)| {
        if ready.is_empty() {
            ready.extend(viewer.next().await?);
        }
        let bytes = ready.pop_front()?;
        Some((Ok::<_, Infallible>(bytes), (ready, viewer)))
    });
    let headers = [(CONTENT_TYPE, content_type.to_owned()), (CACHE_CONTROL, "no-store".to_owned())];
    (headers, Body::from_stream(body)).into_response()
}

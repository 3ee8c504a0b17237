//! Plays a clip in a loop to the server's own address for encoders, as an encoder would.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::time::{Instant, sleep};
use xingtan_base::ids::LessonId;
use xingtan_live::Live;

use super::clip::Clip;
use super::encoder::Encoder;

/// How long to wait before connecting again.
const AGAIN_AFTER: Duration = Duration::from_secs(2);

/// Publishes the clip to the lesson until it is over or the server stops.
pub async fn run(live: Live, lesson: LessonId, key: String, clip: Clip) {
    let stopping = live.ctx.tasks.stopping();
    let address = reachable(live.media.rtmp_address());
    let publish = async {
        while live.rooms.clock(lesson).is_some() {
            match stream(&live, lesson, address, &key, &clip).await {
                Ok(()) => return,
                Err(error) => {
                    tracing::info!(error = format!("{error:#}"), "The clip will be sent again.");
                }
            }
            sleep(AGAIN_AFTER).await;
        }
    };
    tokio::select! {
        () = publish => {}
        () = stopping.cancelled() => {}
    }
}

/// The address as it can be connected to: a server that listens everywhere is also here.
fn reachable(address: SocketAddr) -> SocketAddr {
    let here = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(here, address.port())
}

/// One connection; ends well when the lesson is over.
async fn stream(
    live: &Live,
    lesson: LessonId,
    address: SocketAddr,
    key: &str,
    clip: &Clip,
) -> anyhow::Result<()> {
    let mut encoder = Encoder::connect(address, key).await?;
    let start = Instant::now();
    let mut rounds_ms = 0_u64;
    for round in 0_u32.. {
        let round_ms = round.wrapping_mul(clip.lasts_ms());
        for tag in clip.round(round) {
            let in_round = tag.timestamp_ms.wrapping_sub(round_ms);
            let due = start + Duration::from_millis(rounds_ms + u64::from(in_round));
            encoder.send(&tag, due).await?;
        }
        rounds_ms += u64::from(clip.lasts_ms());
        if live.rooms.clock(lesson).is_none() {
            break;
        }
    }
    encoder.finish().await
}

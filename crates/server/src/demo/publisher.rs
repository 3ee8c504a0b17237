//! Plays a clip in a loop to the server's own address for encoders, as an encoder would.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use xingtan_base::ids::LessonId;
use xingtan_live::Live;
use xingtan_media::rtmp::client::Publisher;

use super::clip::Clip;

/// How long to wait before connecting again.
const AGAIN_AFTER: Duration = Duration::from_secs(2);
/// How long the server may take to let us in, or to take bytes.
const PATIENCE: Duration = Duration::from_secs(10);

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
    let mut socket = TcpStream::connect(address).await.context("no connection")?;
    socket.set_nodelay(true)?;
    let mut publisher = Publisher::new("live", key);
    timeout(PATIENCE, greet(&mut socket, &mut publisher)).await.context("no answer")??;
    let start = Instant::now();
    let mut rounds_ms = 0_u64;
    for round in 0_u32.. {
        let round_ms = round.wrapping_mul(clip.lasts_ms());
        for tag in clip.round(round) {
            let in_round = tag.timestamp_ms.wrapping_sub(round_ms);
            let due = start + Duration::from_millis(rounds_ms + u64::from(in_round));
            publisher.write(&tag);
            wait(&mut socket, &mut publisher, due).await?;
            timeout(PATIENCE, flush(&mut socket, &mut publisher)).await.context("stuck")??;
        }
        rounds_ms += u64::from(clip.lasts_ms());
        if live.rooms.clock(lesson).is_none() {
            break;
        }
    }
    publisher.finish();
    flush(&mut socket, &mut publisher).await
}

async fn greet(socket: &mut TcpStream, publisher: &mut Publisher) -> anyhow::Result<()> {
    while !publisher.is_ready() {
        flush(socket, publisher).await?;
        hear(socket, publisher).await?;
    }
    flush(socket, publisher).await
}

/// Waits until a tag is due, and hears meanwhile whether the server sends us away.
async fn wait(
    socket: &mut TcpStream,
    publisher: &mut Publisher,
    due: Instant,
) -> anyhow::Result<()> {
    while due > Instant::now() {
        tokio::select! {
            () = sleep_until(due) => return Ok(()),
            heard = hear(socket, publisher) => heard?,
        }
    }
    Ok(())
}

async fn hear(socket: &mut TcpStream, publisher: &mut Publisher) -> anyhow::Result<()> {
    let mut bytes = [0; 4_096];
    match socket.read(&mut bytes).await? {
        0 => bail!("the server closed the connection"),
        count => Ok(publisher.feed(bytes.get(..count).unwrap_or_default())?),
    }
}

async fn flush(socket: &mut TcpStream, publisher: &mut Publisher) -> anyhow::Result<()> {
    while let Some(bytes) = publisher.poll_output() {
        socket.write_all(&bytes).await?;
    }
    Ok(())
}

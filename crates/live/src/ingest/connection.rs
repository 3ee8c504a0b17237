//! One encoder's connection: bytes in and out, and the limits on it.

use std::io;
use std::time::Duration;

use bytes::BytesMut;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use xingtan_media::rtmp::{self, Event, Session};

use super::gate::{Claim, Gate, Refusal};
use super::intake::Fault;
use crate::media_limits::{ENCODER_IDLE_MS, HANDSHAKE_MS};

/// Why a connection ended.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// The socket broke.
    #[error(transparent)]
    Socket(#[from] io::Error),
    /// The encoder does not speak RTMP as we do.
    #[error(transparent)]
    Protocol(#[from] rtmp::Error),
    /// It was not let in.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It sends what we cannot pass on.
    #[error(transparent)]
    Media(#[from] Fault),
    /// It said nothing for too long.
    #[error("the encoder was silent for too long")]
    Silent,
}

/// Serves an encoder until it ends, breaks a rule, or another takes its place.
///
/// # Errors
/// The reason, unless the encoder itself said goodbye.
pub async fn serve(
    mut socket: TcpStream,
    gate: &Gate,
    stopping: CancellationToken,
) -> Result<(), Ended> {
    socket.set_nodelay(true)?;
    let mut session = Session::new();
    let mut claim = None;
    let result = run(&mut socket, &mut session, gate, &mut claim, stopping).await;
    if let Err(error) = &result {
        match (&claim, error) {
            (_, Ended::Refused(_)) => session.reject(&error.to_string()),
            (Some(_), _) => session.end(&error.to_string()),
            _ => {}
        }
    }
    if let Some(claim) = claim {
        claim.finish();
    }
    // The reason must reach the encoder, but a peer that reads nothing must not keep us.
    let _ = timeout(Duration::from_secs(1), async {
        flush(&mut socket, &mut session).await?;
        socket.shutdown().await
    })
    .await;
    result
}

async fn run(
    socket: &mut TcpStream,
    session: &mut Session,
    gate: &Gate,
    claim: &mut Option<Claim>,
    stopping: CancellationToken,
) -> Result<(), Ended> {
    let mut buffer = BytesMut::with_capacity(64 << 10);
    let deadline = tokio::time::Instant::now() + Duration::from_millis(HANDSHAKE_MS);
    loop {
        let idle = tokio::time::Instant::now() + Duration::from_millis(ENCODER_IDLE_MS);
        let until = if claim.is_some() { idle } else { deadline };
        let replaced = claim.as_ref().map(Claim::replaced).unwrap_or_default();
        buffer.clear();
        let size = tokio::select! {
            size = socket.read_buf(&mut buffer) => size?,
            () = tokio::time::sleep_until(until) => return Err(Ended::Silent),
            () = replaced.cancelled() => return Ok(()),
            () = stopping.cancelled() => return Ok(()),
        };
        if size == 0 {
            return Ok(());
        }
        session.feed(&buffer, gate.now().0)?;
        while let Some(event) = session.poll_event() {
            match event {
                Event::Connect { .. } => {}
                Event::Publish { app, key } => {
                    *claim = Some(gate.enter(&app, &key)?);
                    session.accept()?;
                }
                Event::Tag(tag) => {
                    if let Some(claim) = claim.as_mut() {
                        claim.take(&tag)?;
                    }
                }
                Event::Closed => return Ok(()),
            }
        }
        flush(socket, session).await?;
    }
}

async fn flush(socket: &mut TcpStream, session: &mut Session) -> io::Result<()> {
    while let Some(bytes) = session.poll_output() {
        socket.write_all(&bytes).await?;
    }
    Ok(())
}

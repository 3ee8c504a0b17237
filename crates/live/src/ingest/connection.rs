//! One encoder's connection: bytes in and out, and the limits on it.

use std::io;
use std::time::Duration;

use bytes::BytesMut;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use xingtan_media::flv::PayloadError;
use xingtan_media::rtmp::{self, Event, Server};

use super::claim::Claim;
use super::gate::{Gate, Refusal};
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

impl Ended {
    /// A stable code for the teacher.
    fn code(&self) -> &'static str {
        match self {
            Self::Socket(_) => "stream.connection_lost",
            Self::Protocol(_) => "stream.broken_protocol",
            Self::Refused(Refusal::UnknownKey | Refusal::UnknownApp) => "stream.wrong_key",
            Self::Refused(Refusal::Over) => "stream.lesson_over",
            Self::Refused(Refusal::Busy) => "stream.already_publishing",
            Self::Media(Fault::Payload(PayloadError::Unsupported(_))) => "stream.unsupported_codec",
            Self::Media(_) => "stream.broken_media",
            Self::Silent => "stream.silent",
        }
    }
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
    let mut server = Server::new();
    let mut claim = None;
    let result = run(&mut socket, &mut server, gate, &mut claim, stopping).await;
    if let Err(error) = &result {
        match (&claim, error) {
            (_, Ended::Refused(_)) => server.reject(&error.to_string()),
            (Some(claim), _) => {
                claim.trouble(error.code(), error.to_string());
                server.end(&error.to_string());
            }
            _ => {}
        }
    }
    drop(claim);
    // The reason must reach the encoder, but a peer that reads nothing must not keep us.
    let _ = timeout(Duration::from_secs(1), async {
        flush(&mut socket, &mut server).await?;
        socket.shutdown().await
    })
    .await;
    result
}

async fn run(
    socket: &mut TcpStream,
    server: &mut Server,
    gate: &Gate,
    claim: &mut Option<Claim>,
    stopping: CancellationToken,
) -> Result<(), Ended> {
    let mut buffer = BytesMut::with_capacity(64 << 10);
    let deadline = tokio::time::Instant::now() + Duration::from_millis(HANDSHAKE_MS);
    let mut pulse = tokio::time::interval(Duration::from_secs(1));
    let mut idle = deadline;
    loop {
        let until = if claim.is_some() { idle } else { deadline };
        let replaced = claim.as_ref().map(Claim::replaced).unwrap_or_default();
        buffer.clear();
        let size = tokio::select! {
            size = socket.read_buf(&mut buffer) => size?,
            () = tokio::time::sleep_until(until) => return Err(Ended::Silent),
            () = replaced.cancelled() => return Ok(()),
            () = stopping.cancelled() => return Ok(()),
            _ = pulse.tick() => {
                if let Some(claim) = claim.as_mut() {
                    claim.follow();
                }
                continue;
            }
        };
        if size == 0 {
            return Ok(());
        }
        idle = tokio::time::Instant::now() + Duration::from_millis(ENCODER_IDLE_MS);
        server.feed(&buffer, gate.now().0)?;
        while let Some(event) = server.poll_event() {
            match event {
                Event::Connect { .. } => {}
                Event::Publish { app, key } => {
                    gate.look_up(&key).await;
                    *claim = Some(gate.enter(&app, &key)?);
                    server.accept()?;
                }
                Event::Tag(tag) => {
                    if let Some(claim) = claim.as_mut() {
                        claim.take(&tag)?;
                    }
                }
                Event::Closed => return Ok(()),
            }
        }
        flush(socket, server).await?;
    }
}

async fn flush(socket: &mut TcpStream, server: &mut Server) -> io::Result<()> {
    while let Some(bytes) = server.poll_output() {
        socket.write_all(&bytes).await?;
    }
    Ok(())
}

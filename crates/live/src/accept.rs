//! Taking connections.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

/// The next connection and from where it comes; none when the server stops.
pub async fn accept(
    listener: &TcpListener,
    stopping: &CancellationToken,
) -> Option<(TcpStream, SocketAddr)> {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stopping.cancelled() => return None,
        };
        match accepted {
            Ok(accepted) => return Some(accepted),
            // Out of descriptors: others must close before we can go on.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

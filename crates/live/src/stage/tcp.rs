//! The same over TCP, for networks that let no datagrams through: each datagram stands behind its
//! length in two bytes (RFC 4571), the connections are the browsers' (RFC 6544, passive).

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use xingtan_platform::tasks::Tasks;

use crate::accept::accept;

/// The most connections at once.
const CONNECTIONS_MAX: usize = 2_048;
/// The most of one address; a whole school may share one.
const CONNECTIONS_PER_ADDRESS: usize = 256;
/// The longest frame taken.
const FRAME_BYTES_MAX: usize = 2_048;
/// Frames that wait for a slow connection; more are lost, as datagrams would be.
const FRAMES_WAITING: usize = 512;
/// Frames that wait to be taken.
const CAME_WAITING: usize = 4_096;
/// How long a connection may be silent; ICE asks every few seconds.
const SILENCE: Duration = Duration::from_secs(30);
/// How long a write may take.
const STUCK: Duration = Duration::from_secs(10);

/// A datagram that came by TCP.
pub type Framed = (SocketAddr, Bytes);

/// The connections that are open. Clones share them.
#[derive(Clone, Default)]
pub struct Connections(Arc<Mutex<HashMap<SocketAddr, mpsc::Sender<Bytes>>>>);

impl Connections {
    /// Sends a datagram to a connection, if it is open and not too slow.
    pub fn send(&self, to: SocketAddr, bytes: Vec<u8>) {
        if let Some(line) = self.lock().get(&to) {
            // A full line loses it.
            let _ = line.try_send(bytes.into());
        }
    }

    fn open(&self, peer: SocketAddr) -> Option<mpsc::Receiver<Bytes>> {
        let mut open = self.lock();
        let of_address: IpAddr = peer.ip();
        let same = open.keys().filter(|other| other.ip() == of_address).count();
        if open.len() >= CONNECTIONS_MAX || same >= CONNECTIONS_PER_ADDRESS {
            return None;
        }
        let (sender, receiver) = mpsc::channel(FRAMES_WAITING);
        open.insert(peer, sender);
        Some(receiver)
    }

    fn close(&self, peer: SocketAddr) {
        self.lock().remove(&peer);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SocketAddr, mpsc::Sender<Bytes>>> {
        // The map is valid after every statement.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A queue for what comes.
pub fn queue() -> (mpsc::Sender<Framed>, mpsc::Receiver<Framed>) {
    mpsc::channel(CAME_WAITING)
}

/// Takes connections until the server stops.
pub async fn listen(
    listener: TcpListener,
    connections: Connections,
    came: mpsc::Sender<Framed>,
    tasks: Tasks,
) {
    let stopping = tasks.stopping();
    while let Some((socket, peer)) = accept(&listener, &stopping).await {
        let peer = SocketAddr::new(peer.ip().to_canonical(), peer.port());
        let Some(waiting) = connections.open(peer) else {
            tracing::warn!(%peer, "Too many connections to the stage.");
            continue;
        };
        let (connections, came, stopping) = (connections.clone(), came.clone(), tasks.stopping());
        tasks.spawn("stage.tcp", async move {
            serve(socket, peer, (waiting, came), stopping).await;
            connections.close(peer);
        });
    }
}

async fn serve(
    socket: TcpStream,
    peer: SocketAddr,
    (waiting, came): (mpsc::Receiver<Bytes>, mpsc::Sender<Framed>),
    stopping: CancellationToken,
) {
    let _ = socket.set_nodelay(true);
    let (reader, writer) = socket.into_split();
    tokio::select! {
        () = read(reader, peer, came) => {}
        () = write(writer, waiting) => {}
        () = stopping.cancelled() => {}
    }
}

async fn read(mut reader: OwnedReadHalf, peer: SocketAddr, came: mpsc::Sender<Framed>) {
    let mut frame = [0; FRAME_BYTES_MAX];
    loop {
        let next = async {
            let length = usize::from(reader.read_u16().await.ok()?);
            let frame = frame.get_mut(..length)?;
            reader.read_exact(frame).await.ok()?;
            Some(Bytes::copy_from_slice(frame))
        };
        let Ok(Some(bytes)) = timeout(SILENCE, next).await else { return };
        // Here a full queue holds the sender back, as TCP can.
        if came.send((peer, bytes)).await.is_err() {
            return;
        }
    }
}

async fn write(mut writer: OwnedWriteHalf, mut waiting: mpsc::Receiver<Bytes>) {
    let mut batch = Vec::new();
    while let Some(first) = waiting.recv().await {
        batch.clear();
        push(&mut batch, &first);
        while let Ok(next) = waiting.try_recv() {
            push(&mut batch, &next);
        }
        if !matches!(timeout(STUCK, writer.write_all(&batch)).await, Ok(Ok(()))) {
            return;
        }
    }
}

fn push(batch: &mut Vec<u8>, frame: &[u8]) {
    if let Ok(length) = u16::try_from(frame.len()) {
        batch.extend_from_slice(&length.to_be_bytes());
        batch.extend_from_slice(frame);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn datagrams_keep_their_borders() {
        let tasks = Tasks::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Connections::default();
        let (came, mut coming) = queue();
        tasks.spawn("t", listen(listener, connections.clone(), came, tasks.clone()));
        let mut socket = TcpStream::connect(address).await.unwrap();
        socket.write_all(&[0, 3, 1, 2, 3, 0, 0, 0, 1, 9]).await.unwrap();
        let ours = socket.local_addr().unwrap();
        for expected in [&[1_u8, 2, 3][..], &[], &[9]] {
            let (peer, bytes) = coming.recv().await.unwrap();
            assert_eq!((peer, &bytes[..]), (ours, expected));
        }
        connections.send(ours, vec![7, 8]);
        let mut frame = [0; 4];
        socket.read_exact(&mut frame).await.unwrap();
        assert_eq!(frame, [0, 2, 7, 8]);
        // What is too long to be a datagram ends the connection.
        socket.write_all(&[0xff, 0xff]).await.unwrap();
        assert_eq!(socket.read(&mut frame).await.unwrap_or(0), 0);
        assert!(tasks.stop(Duration::from_secs(5)).await.is_empty());
    }
}

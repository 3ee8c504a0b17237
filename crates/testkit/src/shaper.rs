//! A thin line to a server: so many bits a second, and so long on the way.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};
use xingtan_platform::tasks::Tasks;

/// What passes at once, as over a real network.
const PACKET_BYTES: usize = 1_400;
/// Packets on their way in one direction of one connection.
const PACKETS_MAX: usize = 64;

/// What a line is like, in each direction.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Thousands of bits a second, shared by all connections.
    pub kbps: u32,
    /// How long a byte is on its way.
    pub delay: Duration,
}

/// A port that passes everything on to another address, no faster than its shape allows.
pub struct Shaper {
    /// Connect here.
    pub address: SocketAddr,
    up: Arc<Direction>,
    down: Arc<Direction>,
    _tasks: Tasks,
}

struct Direction {
    shape: Shape,
    bytes: AtomicU64,
    free_at: Mutex<Option<Instant>>,
}

impl Direction {
    fn new(shape: Shape) -> Arc<Self> {
        Arc::new(Self { shape, bytes: AtomicU64::new(0), free_at: Mutex::default() })
    }

    /// When so many bytes that are sent now have left.
    fn leave(&self, bytes: usize) -> Instant {
        let bits = u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(8);
        let takes = Duration::from_micros(bits * 1_000 / u64::from(self.shape.kbps.max(1)));
        let now = Instant::now();
        let mut free_at = self.free_at.lock().unwrap_or_else(PoisonError::into_inner);
        let left = free_at.map_or(now, |at| at.max(now)) + takes;
        *free_at = Some(left);
        left
    }
}

impl Shaper {
    /// Lays a thin line to an address.
    pub async fn to(target: SocketAddr, shape: Shape) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        let (up, down) = (Direction::new(shape), Direction::new(shape));
        let tasks = Tasks::new();
        let (ways, connections) = ((Arc::clone(&up), Arc::clone(&down)), tasks.clone());
        tasks.spawn("shaper", async move {
            while let Ok((near, _)) = listener.accept().await {
                let (up, down) = (Arc::clone(&ways.0), Arc::clone(&ways.1));
                connections.spawn("shaper.connection", async move {
                    let Ok(far) = TcpStream::connect(target).await else { return };
                    let _ = (near.set_nodelay(true), far.set_nodelay(true));
                    let ((near_in, near_out), (far_in, far_out)) =
                        (near.into_split(), far.into_split());
                    tokio::join!(pass(near_in, far_out, &up), pass(far_in, near_out, &down));
                });
            }
        });
        Self { address, up, down, _tasks: tasks }
    }

    /// Bytes that passed so far: to the server, and from it.
    pub fn bytes(&self) -> (u64, u64) {
        (self.up.bytes.load(Ordering::Relaxed), self.down.bytes.load(Ordering::Relaxed))
    }
}

/// Passes bytes on, each when it has left and travelled; a sender that is faster is held back.
async fn pass(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    direction: &Direction,
) {
    let (sender, mut packets) = mpsc::channel::<(Instant, Bytes)>(PACKETS_MAX);
    let read = async move {
        let mut buffer = [0; PACKET_BYTES];
        while let Ok(size @ 1..) = from.read(&mut buffer).await {
            direction.bytes.fetch_add(size as u64, Ordering::Relaxed);
            let left = direction.leave(size);
            let arrives = left + direction.shape.delay;
            let bytes = Bytes::copy_from_slice(buffer.get(..size).unwrap_or_default());
            if sender.send((arrives, bytes)).await.is_err() {
                return;
            }
            sleep_until(left).await;
        }
    };
    // Once its reader has gone nothing more is read for him: it would take others' share.
    let write = async move {
        while let Some((arrives, bytes)) = packets.recv().await {
            sleep_until(arrives).await;
            if to.write_all(&bytes).await.is_err() {
                return;
            }
        }
        // Either side may hang up as it likes.
        let _ = to.shutdown().await;
    };
    tokio::join!(read, write);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bytes_take_their_time_and_all_arrive() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let shape = Shape { kbps: 800, delay: Duration::from_millis(100) };
        let shaper = Shaper::to(listener.local_addr().unwrap(), shape).await;
        let begun = Instant::now();
        let mut near = TcpStream::connect(shaper.address).await.unwrap();
        near.write_all(&[7; 50_000]).await.unwrap();
        near.shutdown().await.unwrap();
        let (mut far, _) = listener.accept().await.unwrap();
        let mut read = Vec::new();
        far.read_to_end(&mut read).await.unwrap();
        assert_eq!(read, [7; 50_000]);
        // Half a second for the bits, a tenth on the way.
        assert!(begun.elapsed() >= Duration::from_millis(590), "{:?}", begun.elapsed());
        assert_eq!(shaper.bytes(), (50_000, 0));
    }
}

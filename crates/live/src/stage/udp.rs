//! The socket of UDP: many datagrams at once, in and out.

use std::collections::VecDeque;
use std::io::{self, IoSliceMut};
use std::net::{IpAddr, SocketAddr};

use quinn_udp::{BATCH_SIZE, RecvMeta, Transmit as Batch, UdpSockRef, UdpSocketState};
use tokio::io::Interest;
use tokio::net::UdpSocket;
use xingtan_sfu::Transmit;

/// The largest datagram taken; WebRTC's are 1,500 bytes at most.
const DATAGRAM_BYTES: usize = 2_048;
/// The most bytes of one batch: an IP datagram's, less headers.
const BATCH_BYTES_MAX: usize = 60_000;
/// What the system may hold for us in either direction: a key frame to hundreds.
const SOCKET_BUFFER_BYTES: usize = 4 << 20;

/// The socket.
pub struct Udp {
    socket: UdpSocket,
    state: UdpSocketState,
    is_v6: bool,
    buffers: Vec<Vec<u8>>,
    batch: Vec<u8>,
}

/// A datagram's sender, the address of ours that it was sent to, and where its bytes are.
pub type Came<'a> = (SocketAddr, Option<IpAddr>, &'a [u8]);

impl Udp {
    /// Over a socket that is bound.
    ///
    /// # Errors
    /// When the system will not have it so.
    pub fn new(socket: std::net::UdpSocket) -> io::Result<Self> {
        let state = UdpSocketState::new(UdpSockRef::from(&socket))?;
        // Where the system allows less, less it is.
        let _ = state.set_send_buffer_size(UdpSockRef::from(&socket), SOCKET_BUFFER_BYTES);
        let _ = state.set_recv_buffer_size(UdpSockRef::from(&socket), SOCKET_BUFFER_BYTES);
        let is_v6 = socket.local_addr()?.is_ipv6();
        let each = DATAGRAM_BYTES * state.gro_segments();
        let buffers = vec![vec![0; each]; BATCH_SIZE];
        let socket = UdpSocket::from_std(socket)?;
        Ok(Self { socket, state, is_v6, buffers, batch: Vec::new() })
    }

    /// Waits until something has come.
    ///
    /// # Errors
    /// When the socket is broken.
    pub async fn readable(&self) -> io::Result<()> {
        self.socket.readable().await
    }

    /// Takes what has come, a batch of it; whether there may be more.
    pub fn take(&mut self, mut each: impl FnMut(Came<'_>)) -> bool {
        let mut meta = [RecvMeta::default(); BATCH_SIZE];
        let mut slices: Vec<IoSliceMut<'_>> =
            self.buffers.iter_mut().map(|buffer| IoSliceMut::new(buffer)).collect();
        let (socket, state) = (&self.socket, &self.state);
        let read = socket.try_io(Interest::READABLE, || {
            state.recv(UdpSockRef::from(socket), &mut slices, &mut meta)
        });
        let Ok(count) = read else { return false };
        for (meta, buffer) in meta.iter().zip(&self.buffers).take(count) {
            let source = SocketAddr::new(meta.addr.ip().to_canonical(), meta.addr.port());
            let bytes = buffer.get(..meta.len).unwrap_or_default();
            for datagram in bytes.chunks(meta.stride.max(1)) {
                each((source, meta.dst_ip, datagram));
            }
        }
        true
    }

    /// Sends datagrams. Those to one destination and of one size go in one call, which the system
    /// cuts up (generic segmentation): most of a frame's do.
    pub async fn send(
        &mut self,
        waiting: &mut VecDeque<Transmit>,
        facing: impl Fn(&SocketAddr) -> Option<IpAddr>,
    ) {
        while let Some(first) = waiting.pop_front() {
            let size = first.bytes.len();
            let most = self.state.max_gso_segments().min(BATCH_BYTES_MAX / size.max(1));
            self.batch.clear();
            self.batch.extend_from_slice(&first.bytes);
            let mut count = 1;
            while let Some(next) = waiting.front() {
                let fits = next.destination == first.destination && next.bytes.len() <= size;
                if !fits || count >= most {
                    break;
                }
                let is_last = next.bytes.len() < size;
                self.batch.extend_from_slice(&next.bytes);
                count += 1;
                waiting.pop_front();
                // Only the last may be smaller.
                if is_last {
                    break;
                }
            }
            self.write(first.destination, (size, count), facing(&first.destination)).await;
        }
    }

    async fn write(&self, to: SocketAddr, (size, count): (usize, usize), from: Option<IpAddr>) {
        let destination = if self.is_v6 { mapped(to) } else { to };
        let batch = Batch {
            destination,
            ecn: None,
            contents: &self.batch,
            segment_size: (count > 1).then_some(size),
            src_ip: from,
        };
        let send = || self.state.try_send(UdpSockRef::from(&self.socket), &batch);
        if let Err(error) = self.socket.async_io(Interest::WRITABLE, send).await {
            // As if the network had lost it: whoever needs it asks again.
            metrics::counter!("stage_send_errors").increment(1);
            tracing::debug!(%error, %to, "A datagram was not sent.");
        }
        metrics::counter!("stage_datagrams_out").increment(u64::try_from(count).unwrap_or(0));
    }
}

/// An IPv4 address as a socket of IPv6 wants it.
fn mapped(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(v4) => SocketAddr::new(v4.to_ipv6_mapped().into(), address.port()),
        IpAddr::V6(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use xingtan_sfu::Link;

    use super::*;

    #[tokio::test]
    async fn a_batch_arrives_as_the_datagrams_it_was_made_of() {
        let bound = |ip: &str| std::net::UdpSocket::bind(ip).unwrap();
        let there = bound("127.0.0.1:0");
        there.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let destination = there.local_addr().unwrap();
        let mut udp = Udp::new(bound("127.0.0.1:0")).unwrap();
        let sizes = [1_200, 1_200, 1_200, 700, 1_200, 90, 1_000];
        let sent = sizes.map(|size| Transmit {
            link: Link::Udp,
            destination,
            bytes: vec![u8::try_from(size % 251).unwrap(); size],
        });
        udp.send(&mut VecDeque::from(sent.to_vec()), |_| None).await;
        let mut buffer = [0; 2_000];
        for transmit in &sent {
            let size = there.recv(&mut buffer).unwrap();
            assert_eq!(&buffer[..size], transmit.bytes);
        }
        let ours = udp.socket.local_addr().unwrap();
        for size in sizes {
            there.send_to(&vec![7; size], ours).unwrap();
        }
        let mut came = Vec::new();
        while came.len() < sizes.len() {
            udp.readable().await.unwrap();
            while udp.take(|(source, _, bytes)| {
                assert_eq!(source, destination);
                came.push(bytes.len());
            }) {}
        }
        assert_eq!(came, sizes);
    }
}

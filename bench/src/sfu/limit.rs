//! The limit: a loop that encrypts each packet for each who watches, and sends a picture's packets
//! in one call; nothing else.

use std::net::{SocketAddr, UdpSocket};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use quinn_udp::{Transmit, UdpSockRef, UdpSocketState};

use super::clip::{self, Part, SPAN};

/// Bytes of RTP's header.
const HEAD: usize = 12;
/// Bytes by which encryption makes a packet longer.
const TAG: usize = 16;
/// How often it is looked whether somebody has come.
const LOOK_EVERY: Duration = Duration::from_millis(20);
/// What the system may hold on its way out.
const SOCKET_BUFFER_BYTES: usize = 4 << 20;

/// `sfu-limit`: sends the clip to whoever sends a datagram.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Where to listen.
    #[arg(long)]
    listen: SocketAddr,
    /// What to send.
    #[arg(long)]
    clip: PathBuf,
    /// Send it as it is.
    #[arg(long)]
    plain: bool,
}

struct Watcher {
    address: SocketAddr,
    key: LessSafeKey,
    number: u16,
}

/// Serves until it is ended.
///
/// # Errors
/// When it cannot listen.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let parts = clip::read(&options.clip)?;
    let socket = UdpSocket::bind(options.listen)?;
    socket.set_nonblocking(true)?;
    let state = UdpSocketState::new(UdpSockRef::from(&socket))?;
    // Where the system allows less, less it is.
    let _ = state.set_send_buffer_size(UdpSockRef::from(&socket), SOCKET_BUFFER_BYTES);
    let mut watchers: Vec<Watcher> = Vec::new();
    let mut batch = Vec::new();
    let began = Instant::now();
    for round in 0.. {
        for frame in parts.chunk_by(|one, other| (one.at, one.kind) == (other.at, other.kind)) {
            let Some(first) = frame.first() else { continue };
            greet(&socket, began + SPAN * round + first.at, &mut watchers)?;
            for watcher in &mut watchers {
                send((&socket, &state), (watcher, frame), (&mut batch, !options.plain))?;
            }
        }
    }
    Ok(())
}

/// Lets those in who come until then.
fn greet(socket: &UdpSocket, until: Instant, watchers: &mut Vec<Watcher>) -> anyhow::Result<()> {
    let mut space = [0; 64];
    loop {
        while let Ok((_, address)) = socket.recv_from(&mut space) {
            let key = UnboundKey::new(&AES_128_GCM, &[7; 16])?;
            watchers.push(Watcher { address, key: LessSafeKey::new(key), number: 0 });
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        std::thread::sleep(left.min(LOOK_EVERY));
    }
}

/// Sends a frame's packets: as many in one call as are of one size.
fn send(
    (socket, state): (&UdpSocket, &UdpSocketState),
    (watcher, frame): (&mut Watcher, &[Part]),
    (batch, is_encrypted): (&mut Vec<u8>, bool),
) -> anyhow::Result<()> {
    let size = |part: &Part| HEAD + part.payload.len() + if is_encrypted { TAG } else { 0 };
    let mut left = frame;
    while let Some(first) = left.first() {
        let longest = size(first);
        // Only the last may be smaller.
        let equal = left.iter().take_while(|part| size(part) == longest).count();
        let more = left.get(equal).is_some_and(|part| size(part) < longest);
        let (now, rest) = left.split_at(equal + usize::from(more));
        left = rest;
        batch.clear();
        for part in now {
            write(watcher, part, (batch, is_encrypted))?;
        }
        let transmit = Transmit {
            destination: watcher.address,
            ecn: None,
            contents: batch,
            segment_size: (now.len() > 1).then_some(longest),
            src_ip: None,
        };
        // What the system does not take is lost, as on the way.
        let _ = state.try_send(UdpSockRef::from(socket), &transmit);
    }
    Ok(())
}

fn write(
    watcher: &mut Watcher,
    part: &Part,
    (batch, is_encrypted): (&mut Vec<u8>, bool),
) -> anyhow::Result<()> {
    let at = batch.len();
    let number = watcher.number;
    watcher.number = number.wrapping_add(1);
    let [high, low] = number.to_be_bytes();
    batch.extend([0x80, 96, high, low]);
    batch.extend(part.time.to_be_bytes());
    batch.extend([0, 0, 0, 1]);
    batch.extend_from_slice(&part.payload);
    if is_encrypted {
        let (head, payload) = batch.split_at_mut(at + HEAD);
        let mut nonce = [0; 12];
        nonce[10..].copy_from_slice(&number.to_be_bytes());
        let (nonce, aad) = (Nonce::assume_unique_for_key(nonce), Aad::from(&head[at..]));
        let tag = watcher.key.seal_in_place_separate_tag(nonce, aad, payload)?;
        batch.extend_from_slice(tag.as_ref());
    }
    Ok(())
}

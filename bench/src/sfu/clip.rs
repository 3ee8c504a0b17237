//! What is sent: a picture of 1.5 Mbit/s and a voice, as RTP packets that ffmpeg made once.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::net::UdpSocket;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;

use crate::stage::Stage;

/// Seconds of the clip; it is sent again and again.
const SECONDS: u32 = 10;
/// So many packets of a picture go out at once, as browsers have it.
const BURST: usize = 10;
/// The pause before the next of them.
const BURST_PAUSE: Duration = Duration::from_millis(5);
/// An RTP header without extensions (RFC 3550).
const RTP_HEAD: usize = 12;

/// Picture or sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// H.264.
    Picture,
    /// Opus.
    Sound,
}

impl Kind {
    /// Both.
    const ALL: [Self; 2] = [Self::Picture, Self::Sound];

    /// Ticks of its clock in a second.
    const fn clock_hz(self) -> u32 {
        match self {
            Self::Picture => 90_000,
            Self::Sound => 48_000,
        }
    }

    /// How far its time goes on with each run of the clip.
    pub const fn span(self) -> u32 {
        self.clock_hz() * SECONDS
    }
}

/// One packet.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is of.
    pub kind: Kind,
    /// When it is sent, from the clip's beginning.
    pub at: Duration,
    /// The time it carries.
    pub time: u32,
    /// Whether it is the last of its picture.
    pub is_last: bool,
    /// What it carries.
    pub payload: Arc<[u8]>,
}

/// How long a run of the clip takes.
pub const SPAN: Duration = Duration::from_secs(SECONDS as u64);

/// Makes the clip, if it is not there.
///
/// # Errors
/// When ffmpeg fails.
pub fn made(stage: &Stage) -> anyhow::Result<PathBuf> {
    let path = stage.work.join("clip-1500k.rtp");
    if !path.exists() {
        eprintln!("making a clip of {SECONDS} s (once)");
        let bytes = record([stage.address(6).port(), stage.address(8).port()])?;
        File::create(&path)?.write_all(&bytes)?;
    }
    Ok(path)
}

fn record(ports: [u16; 2]) -> anyhow::Result<Vec<u8>> {
    let bound = |port: u16| {
        let socket = UdpSocket::bind(("127.0.0.1", port))?;
        socket.set_nonblocking(true)?;
        Ok::<_, std::io::Error>(socket)
    };
    let sockets = [bound(ports[0])?, bound(ports[1])?];
    // What it reports of itself goes beside, and is not wanted.
    let _reports = [bound(ports[0] + 1)?, bound(ports[1] + 1)?];
    let to = ports.map(|port| format!("rtp://127.0.0.1:{port}?pkt_size=1200"));
    let length = SECONDS.to_string();
    let picture = "-map 0 -c:v libx264 -preset veryfast -tune zerolatency -threads 1 \
        -profile:v baseline -pix_fmt yuv420p -g 50 -b:v 1460k -minrate 1460k -maxrate 1460k \
        -bufsize 400k -x264-params nal-hrd=cbr -f rtp";
    let sound = "-map 1 -c:a libopus -b:a 40k -f rtp";
    let mut ffmpeg = Command::new("ffmpeg")
        .args("-v error -re -f lavfi -i testsrc2=size=1280x720:rate=25".split_whitespace())
        .args("-re -f lavfi -i sine=frequency=440:sample_rate=48000".split_whitespace())
        .args(picture.split_whitespace())
        .args(["-t", &length, &to[0]])
        .args(sound.split_whitespace())
        .args(["-t", &length, &to[1]])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .context("cannot start ffmpeg")?;
    let (mut bytes, mut space) = (Vec::new(), [0; 2_048]);
    loop {
        let ended = ffmpeg.try_wait()?;
        let before = bytes.len();
        for (number, socket) in sockets.iter().enumerate() {
            take(socket, (number as u8, &mut space), &mut bytes)?;
        }
        match ended {
            Some(status) if before == bytes.len() => {
                anyhow::ensure!(status.success(), "ffmpeg made no clip");
                return Ok(bytes);
            }
            _ => std::thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// Writes down what has come: which socket, how long, and the packet.
fn take(
    socket: &UdpSocket,
    (number, space): (u8, &mut [u8]),
    bytes: &mut Vec<u8>,
) -> anyhow::Result<()> {
    loop {
        match socket.recv(space) {
            Ok(length) => {
                bytes.push(number);
                bytes.extend(u16::try_from(length)?.to_be_bytes());
                bytes.extend_from_slice(space.get(..length).unwrap_or_default());
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Reads a clip: its packets in the order in which they are sent.
///
/// # Errors
/// When it is none.
pub fn read(path: &Path) -> anyhow::Result<Vec<Part>> {
    let bytes =
        fs::read(path).with_context(|| format!("there is no clip at {}", path.display()))?;
    parse(&bytes).context("the clip is broken; delete it, and it is made anew")
}

fn parse(mut bytes: &[u8]) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut first = [None; Kind::ALL.len()];
    while let Some((&number, rest)) = bytes.split_first() {
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let (packet, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        bytes = rest;
        let kind = *Kind::ALL.get(usize::from(number))?;
        let (head, payload) = packet.split_first_chunk::<RTP_HEAD>()?;
        let [_, mark, _, _, t0, t1, t2, t3, ..] = *head;
        let absolute = u32::from_be_bytes([t0, t1, t2, t3]);
        let time =
            absolute.wrapping_sub(*first.get_mut(usize::from(number))?.get_or_insert(absolute));
        if time >= kind.span() {
            continue;
        }
        let before = parts.iter().rev().take_while(|part| part.kind == kind && part.time == time);
        let pauses = u32::try_from(before.count() / BURST).ok()?;
        let of_frame = Duration::from_secs(1) * time / kind.clock_hz();
        let at = of_frame + BURST_PAUSE * pauses;
        parts.push(Part { kind, at, time, is_last: mark & 0x80 != 0, payload: payload.into() });
    }
    parts.sort_by_key(|part| part.at);
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(number: u8, time: u32, mark: u8) -> Vec<u8> {
        let mut bytes = vec![number, 0, 15, 0x80, 96 | mark, 0, 1];
        bytes.extend(time.to_be_bytes());
        bytes.extend([0, 0, 0, 1, 7, 8, 9]);
        bytes
    }

    #[test]
    fn packets_come_at_the_time_they_carry_and_long_pictures_in_bursts() {
        let mut bytes = Vec::new();
        (0..12).for_each(|_| bytes.extend(packet(0, 5_000, 0)));
        bytes.extend(packet(1, 9_960, 0x80));
        bytes.extend(packet(0, 8_600, 0x80));
        bytes.extend(packet(1, 10_920, 0x80));
        let parts = parse(&bytes).unwrap();
        let at: Vec<_> = parts.iter().map(|part| part.at.as_millis()).collect();
        assert_eq!(at, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 20, 40]);
        assert_eq!(parts.last().map(|part| (part.time, part.is_last)), Some((3_600, true)));
        assert_eq!(parts[0].payload[..], [7, 8, 9]);
        assert!(parse(&bytes[..bytes.len() - 1]).is_none());
    }
}

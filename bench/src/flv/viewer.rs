//! Reading a stream as a player does, as far as counting needs it.

use anyhow::{Context as _, bail};
use bytes::{BufMut as _, Bytes, BytesMut};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use xingtan_media::rtmp::ChunkReader;
use xingtan_media::rtmp::amf0::{self, Value};

use crate::http::{Url, head_end};

/// Finds the times that a stream carries.
pub enum Times {
    /// FLV tags: bytes of the present tag still to skip, and a head that came in part.
    Flv { skip: usize, head: Vec<u8> },
    /// RTMP chunks.
    Rtmp(Box<ChunkReader>),
    /// Nothing to find.
    None,
}

const FLV_TAG_HEAD: usize = 11;
const FLV_FILE_HEAD: usize = 13;
const AUDIO: u8 = 8;
const VIDEO: u8 = 9;

impl Times {
    /// For the body of an HTTP-FLV answer.
    pub const fn flv() -> Self {
        Self::Flv { skip: FLV_FILE_HEAD, head: Vec::new() }
    }

    /// Takes bytes and gives the times of the frames that begin in them, in milliseconds.
    ///
    /// # Errors
    /// When they are no such stream.
    pub fn feed(&mut self, mut bytes: &[u8], mut seen: impl FnMut(u32)) -> anyhow::Result<()> {
        match self {
            Self::None => {}
            Self::Rtmp(reader) => {
                reader.push(bytes)?;
                while let Some(message) = reader.next_message()? {
                    if matches!(message.kind, AUDIO | VIDEO) {
                        seen(message.timestamp_ms);
                    }
                }
            }
            Self::Flv { skip, head } => loop {
                let skipped = (*skip).min(bytes.len());
                *skip -= skipped;
                bytes = bytes.get(skipped..).unwrap_or_default();
                let wanted = FLV_TAG_HEAD - head.len();
                let Some(part) = bytes.get(..wanted) else {
                    head.extend_from_slice(bytes);
                    return Ok(());
                };
                head.extend_from_slice(part);
                bytes = bytes.get(wanted..).unwrap_or_default();
                let [kind, a, b, c, t2, t1, t0, t3, ..] = head[..] else { bail!("no FLV tag") };
                if matches!(kind, AUDIO | VIDEO) {
                    seen(u32::from_be_bytes([t3, t2, t1, t0]));
                }
                // The tag's length is repeated behind it in four bytes.
                *skip = u32::from_be_bytes([0, a, b, c]) as usize + 4;
                head.clear();
            },
        }
        Ok(())
    }
}

/// Connects a viewer and answers what the stream's bytes are; `early` came with the greeting.
///
/// # Errors
/// When the server refuses.
pub async fn open(url: &Url) -> anyhow::Result<(TcpStream, Times, Vec<u8>)> {
    let stream = TcpStream::connect(url.address).await.context("no connection")?;
    match url.scheme.as_str() {
        "http" => open_http(stream, url).await,
        "rtmp" => open_rtmp(stream, url).await,
        other => bail!("{other} is no way to watch"),
    }
}

async fn open_http(
    mut stream: TcpStream,
    url: &Url,
) -> anyhow::Result<(TcpStream, Times, Vec<u8>)> {
    // HTTP/1.0, so that no server puts chunk marks between the tags.
    let head = format!("GET {} HTTP/1.0\r\nHost: {}\r\n\r\n", url.path, url.address);
    stream.write_all(head.as_bytes()).await?;
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = head_end(&bytes) {
            break end;
        }
        anyhow::ensure!(stream.read_buf(&mut bytes).await? > 0, "closed in the head");
    };
    let early = bytes.split_off(end);
    let head = String::from_utf8_lossy(&bytes);
    anyhow::ensure!(head.split(' ').nth(1) == Some("200"), "refused: {head}");
    // The limit sends bytes that are no stream.
    let is_flv = head.to_ascii_lowercase().contains("video/x-flv");
    let times = if is_flv { Times::flv() } else { Times::None };
    Ok((stream, times, early))
}

const HANDSHAKE_BYTES: usize = 1536;

async fn open_rtmp(
    mut stream: TcpStream,
    url: &Url,
) -> anyhow::Result<(TcpStream, Times, Vec<u8>)> {
    let mut path = url.path.trim_start_matches('/').splitn(2, '/');
    let (app, key) = (path.next().unwrap_or_default(), path.next().unwrap_or_default());
    let mut greeting = BytesMut::new();
    greeting.put_u8(3);
    greeting.put_bytes(0, HANDSHAKE_BYTES);
    stream.write_all(&greeting).await?;
    let mut hello = vec![0; 1 + 2 * HANDSHAKE_BYTES];
    stream.read_exact(&mut hello).await?;
    stream.write_all(hello.get(1..=HANDSHAKE_BYTES).unwrap_or_default()).await?;
    let target = format!("rtmp://{}/{app}", url.address);
    let object = Value::object([("app", app.into()), ("tcUrl", target.as_str().into())]);
    stream.write_all(&command(0, &["connect".into(), Value::Number(1.0), object])).await?;
    let make = ["createStream".into(), Value::Number(2.0), Value::Null];
    stream.write_all(&command(0, &make)).await?;
    let play = ["play".into(), Value::Number(3.0), Value::Null, key.into()];
    stream.write_all(&command(1, &play)).await?;
    Ok((stream, Times::Rtmp(Box::default()), Vec::new()))
}

/// A short command in one chunk.
fn command(stream: u32, values: &[Value]) -> Bytes {
    const COMMAND_AMF0: u8 = 20;
    /// What fits into a chunk before another size is agreed on.
    const CHUNK: usize = 128;
    let payload = amf0::encode(values);
    let mut bytes = BytesMut::new();
    bytes.put_u8(3);
    bytes.put_slice(&[0; 3]);
    bytes.put_slice(&(payload.len() as u32).to_be_bytes()[1..]);
    bytes.put_u8(COMMAND_AMF0);
    bytes.put_u32_le(stream);
    for (number, part) in payload.chunks(CHUNK).enumerate() {
        if number > 0 {
            bytes.put_u8(0xC3);
        }
        bytes.put_slice(part);
    }
    bytes.freeze()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(kind: u8, time: u32, length: usize) -> Vec<u8> {
        let [t3, t2, t1, t0] = time.to_be_bytes();
        let [_, a, b, c] = (length as u32).to_be_bytes();
        let mut bytes = vec![kind, a, b, c, t2, t1, t0, t3, 0, 0, 0];
        bytes.extend(vec![7; length + 4]);
        bytes
    }

    #[test]
    fn tags_are_found_wherever_the_reads_cut_them() {
        let mut file = vec![0; FLV_FILE_HEAD];
        file.extend(tag(18, 0, 40));
        file.extend(tag(9, 40, 300));
        file.extend(tag(8, 0x0102_0304, 0));
        for size in [1, 3, 12, 1_000] {
            let (mut times, mut seen) = (Times::flv(), Vec::new());
            for part in file.chunks(size) {
                times.feed(part, |time| seen.push(time)).unwrap();
            }
            assert_eq!(seen, [40, 0x0102_0304], "in reads of {size}");
        }
    }

    #[test]
    fn a_long_command_is_cut_into_chunks() {
        let long = "x".repeat(200);
        let bytes = command(1, &[long.as_str().into()]);
        assert_eq!(bytes[12 + 128], 0xC3);
        assert_eq!(bytes.len(), 12 + 203 + 1);
    }
}

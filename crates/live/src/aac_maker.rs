//! An `ffmpeg` that makes AAC of other sound: it is fed bytes, and gives back AAC frames.

use std::io;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;
use xingtan_media::codec::adts;

use crate::media_limits::{VOICE_DEATHS_MAX, VOICE_FLUSH, VOICE_GOOD, VOICE_PAUSE_MIN};

/// What it may say when it fails.
const COMPLAINT_BYTES_MAX: usize = 2_048;

/// Makers that died one soon after the other.
#[derive(Debug, Default)]
pub struct Deaths(u32);

impl Deaths {
    /// One more died, after it had lived so long: how long to wait before it is followed by
    /// another. None when enough have died.
    pub fn one_more(&mut self, lived: Duration) -> Option<Duration> {
        self.0 = if lived >= VOICE_GOOD { 1 } else { self.0 + 1 };
        (self.0 < VOICE_DEATHS_MAX).then(|| VOICE_PAUSE_MIN * 2_u32.pow(self.0))
    }
}

/// One process. It is killed when this is dropped.
#[derive(Debug)]
pub struct Maker {
    child: Child,
    input: Option<ChildStdin>,
    output: ChildStdout,
    errors: Option<ChildStderr>,
    complaint: BytesMut,
    waiting: BytesMut,
    coming: BytesMut,
    reader: adts::Reader,
}

/// Why a maker must be followed by another.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It cannot be started, or its pipes broke.
    #[error(transparent)]
    Pipe(#[from] io::Error),
    /// It says what is no sound.
    #[error(transparent)]
    Adts(#[from] adts::Error),
    /// It ended before its input.
    #[error("it ended by itself")]
    Ended,
    /// It takes sound and gives none.
    #[error("it fell behind")]
    Behind,
}

impl Maker {
    /// Starts the process with the arguments that say what it is fed, and those that say how it
    /// codes.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(ffmpeg: &Path, fed: &[&str], coded: &[&str]) -> Result<Self, Fault> {
        let mut child = Command::new(ffmpeg)
            .args(["-nostdin", "-hide_banner", "-loglevel", "error"])
            .args(fed)
            .args(["-i", "pipe:0", "-vn"])
            .args(coded)
            .args(["-threads", "1", "-c:a", "aac"])
            .args(["-flush_packets", "1", "-f", "adts", "pipe:1"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let output = child.stdout.take().ok_or(Fault::Ended)?;
        Ok(Self {
            input: child.stdin.take(),
            errors: child.stderr.take(),
            child,
            output,
            complaint: BytesMut::new(),
            waiting: BytesMut::new(),
            coming: BytesMut::with_capacity(4_096),
            reader: adts::Reader::default(),
        })
    }

    /// Queues what it is to be fed.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
    }

    /// Feeds it and waits for what it gives back; none when it has ended. May be dropped at any
    /// time and called again.
    ///
    /// # Errors
    /// When its pipes broke or it says what is no sound.
    pub async fn give(&mut self) -> Result<Option<Bytes>, Fault> {
        loop {
            if let Some(frame) = self.reader.poll()? {
                return Ok(Some(frame));
            }
            let is_fed = self.waiting.is_empty();
            tokio::select! {
                read = self.output.read_buf(&mut self.coming) => {
                    if read? == 0 {
                        return Ok(None);
                    }
                    self.reader.feed(&self.coming);
                    self.coming.clear();
                }
                // Unread, what it complains of would hold it up one day.
                () = hear(&mut self.errors, &mut self.complaint), if self.errors.is_some() => {}
                written = write(&mut self.input, &self.waiting), if !is_fed => {
                    self.waiting.advance(written?);
                }
            }
        }
    }

    /// Feeds it the rest and waits for its last words; nothing more when it takes too long.
    pub async fn finish(mut self, mut take: impl FnMut(Bytes)) {
        let last_words = async {
            let rest = self.waiting.split();
            if let Some(mut input) = self.input.take() {
                // What it cannot take any more is lost with it.
                let _ = input.write_all(&rest).await;
            }
            while let Ok(Some(frame)) = self.give().await {
                take(frame);
            }
            let _ = self.child.wait().await;
        };
        if timeout(VOICE_FLUSH, last_words).await.is_err() {
            tracing::warn!("A maker of AAC did not end with its run and is killed.");
        }
    }

    /// What it said when it failed; ends it.
    pub async fn complaint(mut self) -> String {
        let _ = self.child.start_kill();
        let rest = async {
            while self.errors.is_some() {
                hear(&mut self.errors, &mut self.complaint).await;
            }
            let _ = self.child.wait().await;
        };
        let _ = timeout(VOICE_FLUSH, rest).await;
        String::from_utf8_lossy(&self.complaint).trim().to_owned()
    }
}

/// Reads what it complains of and keeps the last of it.
async fn hear(errors: &mut Option<ChildStderr>, complaint: &mut BytesMut) {
    let Some(stream) = errors else { return };
    match stream.read_buf(complaint).await {
        Ok(1..) => {
            let over = complaint.len().saturating_sub(COMPLAINT_BYTES_MAX);
            complaint.advance(over);
        }
        _ => *errors = None,
    }
}

async fn write(input: &mut Option<ChildStdin>, bytes: &[u8]) -> io::Result<usize> {
    match input {
        Some(input) => input.write(bytes).await,
        None => Ok(bytes.len()),
    }
}

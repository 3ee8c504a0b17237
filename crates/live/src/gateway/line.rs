//! The writing side of one socket: its connection, its place in the ring, and what was taken from
//! there but not yet written.
//!
//! The socket's own task writes here, and so does a [section](super::section) when there is news
//! for many: most connections take a frame at once, and waking a task for each of them would cost
//! half as much again as the write itself.

use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use xingtan_platform::http::link::Link;
use xingtan_platform::ws::frame::{self, CloseCode};

use super::outbox::{Own, OwnFrames};
use super::ring::Rings;
use crate::limits::{WRITE_BYTES_MAX, WRITE_FRAMES_MAX};

/// A socket's connection and what is on its way there.
#[derive(Debug)]
pub struct Line {
    link: Link,
    rings: Rings,
    /// Where to read on in the ring; absent before the beginning and after being overtaken.
    cursor: Option<u64>,
    /// The same for live points.
    points_cursor: Option<u64>,
    /// The last entry taken for writing.
    last_seq: u32,
    /// Taken for writing, not yet written.
    out: VecDeque<Bytes>,
    /// The ring has left this reader behind, and nobody has been told yet.
    is_overtaken: bool,
    is_closing: bool,
}

impl Line {
    /// A connection to which nothing has been written yet.
    pub const fn new(link: Link, rings: Rings) -> Self {
        Self {
            link,
            rings,
            cursor: None,
            points_cursor: None,
            last_seq: 0,
            out: VecDeque::new(),
            is_overtaken: false,
            is_closing: false,
        }
    }

    /// The client has everything up to this entry already.
    pub const fn resume_after(&mut self, seq: u32) {
        self.last_seq = seq;
    }

    /// The last entry taken for writing, if the ring has left this reader behind since it was
    /// last asked.
    pub fn take_overtaken(&mut self) -> Option<u32> {
        std::mem::take(&mut self.is_overtaken).then_some(self.last_seq)
    }

    /// Whether nothing is to be written after what waits already.
    pub const fn is_closing(&self) -> bool {
        self.is_closing
    }

    /// Whether there is something that only the socket's task can do.
    pub const fn needs_task(&self) -> bool {
        self.is_closing || self.is_overtaken
    }

    /// Writes a frame before everything that has not been taken yet. A client that sends and does
    /// not read gets none: pongs and refusals would pile up.
    pub fn send(&mut self, frame: Bytes) {
        if self.out.len() < WRITE_FRAMES_MAX {
            self.out.push_back(frame);
        }
    }

    /// Writes a last message and closes.
    pub fn farewell(&mut self, bye: &Bytes, code: CloseCode) {
        if !self.is_closing {
            self.out.push_back(bye.clone());
            self.close(code);
        }
    }

    /// Closes when what waits is written.
    pub fn close(&mut self, code: CloseCode) {
        self.out.push_back(frame::close(code));
        self.is_closing = true;
    }

    /// Writes all there is, in the home's order; ready when nothing is left.
    ///
    /// # Errors
    /// When the connection is gone.
    pub fn poll_write(&mut self, own: &OwnFrames, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            self.gather(own);
            match self.poll_flush(cx) {
                Poll::Ready(Ok(())) if self.has_more(own) => {}
                done => return done,
            }
        }
    }

    /// Reads what the client sent.
    ///
    /// # Errors
    /// When the connection is gone.
    pub fn poll_read(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.link).poll_read(cx, buffer)
    }

    fn has_more(&self, own: &OwnFrames) -> bool {
        let is_behind = |cursor: Option<u64>, end| cursor.is_some_and(|cursor| cursor < end);
        let told = is_behind(self.cursor, self.rings.told.end());
        let points = is_behind(self.points_cursor, self.rings.points.end());
        !self.is_closing && (told || points || own.barrier().is_some())
    }

    /// Takes what may be written next, up to a write's measure.
    fn gather(&mut self, own: &OwnFrames) {
        let is_idle = self.out.is_empty();
        let mut bytes: usize = self.out.iter().map(Bytes::len).sum();
        while bytes < WRITE_BYTES_MAX && self.out.len() < WRITE_FRAMES_MAX && !self.is_closing {
            let barrier = own.barrier().unwrap_or(u64::MAX);
            bytes = self.gather_ring(barrier, bytes);
            if bytes >= WRITE_BYTES_MAX || self.out.len() >= WRITE_FRAMES_MAX {
                break;
            }
            let reached = self.cursor;
            let due = |own: &Own| match own {
                Own::Frame { after, .. } => reached.is_none_or(|cursor| cursor >= *after),
                Own::Start { .. } | Own::Bye(_) => true,
            };
            let Some(own) = own.pop_if(due) else { break };
            bytes += self.take_own(own);
        }
        // A connection on which something waits has no time for what may be missed.
        if is_idle && !self.is_closing {
            self.gather_points(bytes);
        }
    }

    fn gather_points(&mut self, mut bytes: usize) {
        let Some(cursor) = self.points_cursor else { return };
        let out = &mut self.out;
        let read = self.rings.points.read(cursor, u64::MAX, |frame| {
            if bytes >= WRITE_BYTES_MAX || out.len() >= WRITE_FRAMES_MAX {
                return false;
            }
            bytes += frame.bytes.len();
            out.push_back(frame.bytes.clone());
            true
        });
        self.points_cursor = Some(read.unwrap_or_else(|_| self.rings.points.end()));
    }

    /// Takes from the ring up to a position; answers the bytes that wait with what was taken.
    fn gather_ring(&mut self, barrier: u64, mut bytes: usize) -> usize {
        let Some(cursor) = self.cursor.filter(|cursor| *cursor < barrier) else { return bytes };
        let (out, last_seq) = (&mut self.out, &mut self.last_seq);
        let read = self.rings.told.read(cursor, barrier, |frame| {
            if bytes >= WRITE_BYTES_MAX || out.len() >= WRITE_FRAMES_MAX {
                return false;
            }
            bytes += frame.bytes.len();
            *last_seq = frame.seq.max(*last_seq);
            out.push_back(frame.bytes.clone());
            true
        });
        self.is_overtaken |= read.is_err();
        self.cursor = read.ok();
        bytes
    }

    /// Answers the bytes taken.
    fn take_own(&mut self, own: Own) -> usize {
        match own {
            // Between being overtaken and the new beginning an entry would hide the gap.
            Own::Frame { seq, .. } if seq > 0 && self.cursor.is_none() => 0,
            Own::Frame { seq, bytes, .. } => {
                self.last_seq = seq.max(self.last_seq);
                let length = bytes.len();
                self.out.push_back(bytes);
                length
            }
            Own::Start { cursor, seq, frames } => {
                self.cursor = Some(cursor);
                self.points_cursor = Some(self.rings.points.end());
                self.last_seq = seq;
                let length = frames.iter().map(Bytes::len).sum();
                self.out.extend(frames);
                length
            }
            Own::Bye(bytes) => {
                self.farewell(&bytes, CloseCode::GoingAway);
                bytes.len()
            }
        }
    }

    fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.out.is_empty() {
            let mut written = match write(Pin::new(&mut self.link), cx, &self.out) {
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(Ok(written)) => written,
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => return Poll::Pending,
            };
            while let Some(first) = self.out.front_mut() {
                if written < first.len() {
                    first.advance(written);
                    break;
                }
                written -= first.len();
                self.out.pop_front();
            }
        }
        if self.out.capacity() > 0 {
            // An idle socket holds no memory here.
            self.out = VecDeque::new();
        }
        Pin::new(&mut self.link).poll_flush(cx)
    }
}

/// Writes what it can of the frames in one call. Most often there is one, and a plain write costs
/// the kernel less than a gathering one.
fn write(
    link: Pin<&mut Link>,
    cx: &mut Context<'_>,
    frames: &VecDeque<Bytes>,
) -> Poll<io::Result<usize>> {
    if let (Some(only), 1) = (frames.front(), frames.len()) {
        return link.poll_write(cx, only);
    }
    let mut slices = [IoSlice::new(&[]); WRITE_FRAMES_MAX];
    let mut count = 0;
    for (slice, bytes) in slices.iter_mut().zip(frames) {
        *slice = IoSlice::new(bytes);
        count += 1;
    }
    link.poll_write_vectored(cx, &slices[..count])
}

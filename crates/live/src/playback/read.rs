//! Reading pieces of recorded files: from disk while they are there, from the file store after.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures_util::future::try_join_all;
use xingtan_media::fmp4;
use xingtan_platform::files::{self, Files};

use crate::media_limits::READ_BATCH_BYTES;

/// A recorded file: where it is on disk, and where in the file store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) path: Arc<Path>,
    pub(super) key: Arc<str>,
}

/// A piece of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) file: Place,
    pub(super) offset: u64,
    pub(super) length: u64,
    /// A time that is told otherwise than it is stored.
    pub(super) retold: Option<Retold>,
}

/// A chunk's decode time, moved to where a file of its own begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Retold {
    /// Where the chunk begins in its file.
    pub(super) chunk: u64,
    /// The time as it is stored.
    pub(super) stored: u64,
    /// The time as it is told.
    pub(super) told: u64,
}

impl Retold {
    /// Writes the time over the bytes of a piece that begins at `offset` of the file.
    fn tell(self, offset: u64, bytes: &mut [u8]) {
        let (stored, told) = (self.stored.to_be_bytes(), self.told.to_be_bytes());
        for at in fmp4::DECODE_TIMES_AT {
            for (n, (stored, told)) in (self.chunk + at..).zip(stored.into_iter().zip(told)) {
                let place = n.checked_sub(offset).and_then(|n| usize::try_from(n).ok());
                if let Some(byte) = place.and_then(|place| bytes.get_mut(place))
                    && *byte == stored
                {
                    *byte = told;
                }
            }
        }
    }
}

impl Part {
    const fn range(&self) -> Range<u64> {
        self.offset..self.offset + self.length
    }
}

/// Takes about a megabyte off the front.
pub(super) fn batch(parts: &mut VecDeque<Part>) -> Vec<Part> {
    let mut batch = Vec::new();
    let mut room = READ_BATCH_BYTES;
    while room > 0
        && let Some(part) = parts.pop_front()
    {
        let length = part.length.min(room);
        if part.length > length {
            let (offset, rest) = (part.offset + length, part.length - length);
            parts.push_front(Part { offset, length: rest, ..part.clone() });
        }
        room -= length;
        batch.push(Part { length, ..part });
    }
    batch
}

/// Reads pieces, one after the other.
///
/// # Errors
/// When they are neither on disk nor in the file store, or cannot be read.
pub(super) async fn read(files: Option<&Files>, parts: Vec<Part>) -> io::Result<Bytes> {
    let wanted = parts.clone();
    let bytes = match (off_thread(move || from_disk(&wanted)).await, files) {
        // It is removed only after the file store has all of it.
        (Err(error), Some(files)) if error.kind() == io::ErrorKind::NotFound => {
            from_store(files, &parts).await
        }
        (answer, _) => answer,
    }?;
    if parts.iter().all(|part| part.retold.is_none()) {
        return Ok(bytes);
    }
    let mut bytes = BytesMut::from(bytes);
    let mut rest = &mut bytes[..];
    for part in &parts {
        let length = usize::try_from(part.length).unwrap_or(usize::MAX).min(rest.len());
        let (piece, after) = rest.split_at_mut(length);
        if let Some(retold) = part.retold {
            retold.tell(part.offset, piece);
        }
        rest = after;
    }
    Ok(bytes.freeze())
}

/// Pieces of one file share an open file.
fn from_disk(parts: &[Part]) -> io::Result<Bytes> {
    let mut bytes = Vec::new();
    let mut open: Vec<(Arc<Path>, File)> = Vec::new();
    for part in parts {
        let at = match open.iter().position(|(path, _)| *path == part.file.path) {
            Some(at) => at,
            None => {
                open.push((Arc::clone(&part.file.path), File::open(&part.file.path)?));
                open.len() - 1
            }
        };
        let Some((_, file)) = open.get_mut(at) else { break };
        file.seek(SeekFrom::Start(part.offset))?;
        if file.take(part.length).read_to_end(&mut bytes)? as u64 != part.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(bytes.into())
}

/// A stretch of a file in the store that holds one or more of the wanted pieces.
struct Span {
    key: Arc<str>,
    range: Range<u64>,
}

/// The chunks of two tracks take turns, but within a track they touch: so each track is asked for
/// once, however many chunks are wanted.
async fn from_store(files: &Files, parts: &[Part]) -> io::Result<Bytes> {
    let spans = spans(parts);
    let fetch = async |span: &Span| {
        let bytes = files.get_range(&span.key, span.range.clone()).await.map_err(store_error)?;
        let is_whole = bytes.len() as u64 == span.range.end - span.range.start;
        if is_whole { Ok(bytes) } else { Err(io::Error::from(io::ErrorKind::UnexpectedEof)) }
    };
    let fetched = try_join_all(spans.iter().map(fetch)).await?;
    let mut bytes = Vec::new();
    for part in parts {
        let piece = spans.iter().zip(&fetched).find_map(|(span, fetched)| {
            let is_here = span.key == part.file.key && span.range.start <= part.offset;
            let from = usize::try_from(part.offset.checked_sub(span.range.start)?).ok()?;
            let to = from + usize::try_from(part.length).ok()?;
            fetched.get(from..to).filter(|_| is_here)
        });
        bytes.extend_from_slice(piece.ok_or(io::ErrorKind::UnexpectedEof)?);
    }
    Ok(bytes.into())
}

fn spans(parts: &[Part]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for part in parts {
        let touching =
            |span: &&mut Span| span.key == part.file.key && span.range.end == part.offset;
        match spans.iter_mut().find(touching) {
            Some(span) => span.range.end = part.range().end,
            None => spans.push(Span { key: Arc::clone(&part.file.key), range: part.range() }),
        }
    }
    spans
}

/// A failure of the file store as one of reading.
pub(super) fn store_error(error: files::Error) -> io::Error {
    let kind =
        if error.is_missing() { io::ErrorKind::NotFound } else { io::ErrorKind::HostUnreachable };
    io::Error::new(kind, error)
}

/// Runs blocking work on files away from the sockets' threads.
pub(super) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(key: &str, offset: u64, length: u64) -> Part {
        let file = Place { path: Path::new("/no/file").into(), key: key.into() };
        Part { file, offset, length, retold: None }
    }

    #[tokio::test]
    async fn a_time_is_retold_however_the_bytes_are_cut() {
        let files = Files::in_memory();
        let mut stored = vec![7; 120];
        for at in fmp4::DECODE_TIMES_AT {
            let at = 10 + usize::try_from(at).unwrap();
            stored[at..at + 8].copy_from_slice(&0x0102_0304_u64.to_be_bytes());
        }
        files.put("a", &Bytes::from(stored.clone())).await.unwrap();
        let mut expected = stored;
        for at in fmp4::DECODE_TIMES_AT {
            let at = 10 + usize::try_from(at).unwrap();
            expected[at..at + 8].copy_from_slice(&0x0a0b_u64.to_be_bytes());
        }
        let retold = Some(Retold { chunk: 10, stored: 0x0102_0304, told: 0x0a0b });
        for cut in 11..120 {
            let piece = |offset, length| Part { retold, ..part("a", offset, length) };
            let parts = vec![part("a", 0, 10), piece(10, cut - 10), piece(cut, 120 - cut)];
            assert_eq!(read(Some(&files), parts).await.unwrap(), expected);
        }
    }

    #[test]
    fn a_batch_ends_within_a_long_piece() {
        let mut parts: VecDeque<_> = [part("a", 0, 10), part("b", 5, READ_BATCH_BYTES)].into();
        assert_eq!(batch(&mut parts), [part("a", 0, 10), part("b", 5, READ_BATCH_BYTES - 10)]);
        assert_eq!(batch(&mut parts), [part("b", READ_BATCH_BYTES - 5, 10)]);
        assert_eq!(batch(&mut parts), []);
    }

    #[tokio::test]
    async fn pieces_come_from_the_store_in_their_order() {
        let files = Files::in_memory();
        for (key, bytes) in [("a", "0123456789"), ("b", "abcdefghij")] {
            files.put(key, &Bytes::from_static(bytes.as_bytes())).await.unwrap();
        }
        let parts = vec![part("a", 1, 2), part("b", 0, 3), part("a", 3, 2), part("a", 8, 2)];
        assert_eq!(spans(&parts).len(), 3);
        assert_eq!(read(Some(&files), parts.clone()).await.unwrap(), "12abc3489");
        let lost = read(None, parts).await.unwrap_err();
        assert_eq!(lost.kind(), io::ErrorKind::NotFound);
        let short = read(Some(&files), vec![part("a", 5, 9)]).await.unwrap_err();
        assert_eq!(short.kind(), io::ErrorKind::UnexpectedEof);
    }
}

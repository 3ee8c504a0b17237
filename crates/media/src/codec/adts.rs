//! ADTS: AAC frames in a row, each behind a small header of its own, as encoders in pipes speak.

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};

use super::aac;
use crate::limits::ADTS_FRAME_BYTES_MAX;

/// Bytes of a header without a checksum.
const HEADER_BYTES: usize = 7;
/// The same with one.
const CHECKED_HEADER_BYTES: usize = 9;

/// Why bytes are no ADTS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No header where one must be.
    #[error("the sound does not come as ADTS")]
    NoHeader,
    /// A frame that is shorter than its own header.
    #[error("an ADTS frame of {0} bytes")]
    Length(usize),
    /// Several AAC frames behind one header, which nobody writes.
    #[error("several AAC frames behind one ADTS header")]
    Blocks,
}

/// A frame behind its header; none when AAC of this kind cannot be told in ADTS.
pub fn write(config: &aac::Config, data: &[u8]) -> Option<Bytes> {
    let length = data.len() + HEADER_BYTES;
    if length > ADTS_FRAME_BYTES_MAX || config.frame_samples != 1024 {
        return None;
    }
    let rate = u32::from(aac::rate_index(config.sample_rate)?);
    let channels = u32::from(if config.channels == 8 { 7 } else { config.channels });
    let length = u32::try_from(length).ok()?;
    let mut out = BytesMut::with_capacity(HEADER_BYTES + data.len());
    // Sync word, MPEG-4, no checksum.
    out.put_u16(0xfff1);
    // AAC-LC: what is above it (SBR) is found in the frames themselves.
    out.put_u32(1 << 30 | rate << 26 | channels << 22 | length << 5 | 0x1f);
    out.put_u8(0xfc);
    out.put_slice(data);
    Some(out.freeze())
}

/// Takes ADTS apart as it comes.
#[derive(Debug, Default)]
pub struct Reader {
    rest: BytesMut,
}

impl Reader {
    /// Takes bytes in pieces of any size.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.rest.extend_from_slice(bytes);
    }

    /// The next whole frame, without its header.
    ///
    /// # Errors
    /// When there is none where one must begin.
    pub fn poll(&mut self) -> Result<Option<Bytes>, Error> {
        let Some(head) = self.rest.first_chunk::<HEADER_BYTES>() else { return Ok(None) };
        if head[0] != 0xff || head[1] & 0xf6 != 0xf0 {
            return Err(Error::NoHeader);
        }
        let is_checked = head[1] & 1 == 0;
        let header = if is_checked { CHECKED_HEADER_BYTES } else { HEADER_BYTES };
        let high = usize::from(head[3] & 3) << 11;
        let length = high | usize::from(head[4]) << 3 | usize::from(head[5]) >> 5;
        if head[6] & 3 != 0 {
            return Err(Error::Blocks);
        }
        if length <= header {
            return Err(Error::Length(length));
        }
        if self.rest.len() < length {
            return Ok(None);
        }
        let mut frame = self.rest.split_to(length);
        frame.advance(header);
        Ok(Some(frame.freeze()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> aac::Config {
        aac::Config::lc(24_000, 1).unwrap()
    }

    #[test]
    fn a_header_is_as_the_standard_writes_it() {
        let bytes = write(&config(), &[0xaa; 100]).unwrap();
        assert_eq!(bytes[..7], [0xff, 0xf1, 0x58, 0x40, 0x0d, 0x7f, 0xfc]);
        assert_eq!(write(&config(), &[0; 8_185]), None);
        assert_eq!(write(&aac::Config { sample_rate: 23_999, ..config() }, &[0]), None);
    }

    #[test]
    fn frames_come_back_from_pieces_of_any_size() {
        let frames: Vec<Vec<u8>> = (1..40_u8).map(|n| vec![n; usize::from(n) * 50]).collect();
        let bytes: Vec<u8> =
            frames.iter().flat_map(|frame| write(&config(), frame).unwrap()).collect();
        for size in [1, 7, 100, 10_000, bytes.len()] {
            let mut reader = Reader::default();
            let mut found = Vec::new();
            for piece in bytes.chunks(size) {
                reader.feed(piece);
                while let Some(frame) = reader.poll().unwrap() {
                    found.push(frame.to_vec());
                }
            }
            assert_eq!(found, frames, "in pieces of {size}");
        }
    }

    #[test]
    fn what_is_no_frame_is_refused() {
        for (bytes, error) in [
            (*b"RIFF000", Error::NoHeader),
            ([0xff, 0xf1, 0x58, 0x40, 0, 0xff, 0xfc], Error::Length(7)),
            ([0xff, 0xf0, 0x58, 0x40, 1, 0x1f, 0xfc], Error::Length(8)),
            ([0xff, 0xf1, 0x58, 0x40, 0x0d, 0x7f, 0xfd], Error::Blocks),
        ] {
            let mut reader = Reader::default();
            reader.feed(&bytes);
            assert_eq!(reader.poll(), Err(error), "{bytes:x?}");
        }
    }
}

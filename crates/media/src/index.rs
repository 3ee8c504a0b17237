//! The index of a recorded run: one small record for each chunk, appended after its bytes.
//!
//! A record is forty bytes, little-endian: track, flags (1: key), offset (8 bytes), length,
//! duration, base decode time (8 bytes), timescale, and the CRC-32 of all that precedes it.

use crate::cursor::Cursor;
use crate::fmp4::Chunk;
use crate::frame::ticks_to_ms;

/// Bytes of a record.
pub const RECORD_BYTES: usize = 40;

/// Where one chunk lies and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// The track, and so the file.
    pub track: u32,
    /// Whether decoding can begin here.
    pub key: bool,
    /// Offset in the track's file.
    pub offset: u64,
    /// Length in bytes.
    pub len: u32,
    /// Sum of the frames' durations, in ticks.
    pub duration: u32,
    /// Decode time of the first frame since the lesson opened, in ticks.
    pub base_dts: u64,
    /// Ticks per second.
    pub timescale: u32,
}

impl Record {
    /// The record of a chunk that was written at an offset.
    pub fn new(chunk: &Chunk, offset: u64) -> Self {
        Self {
            track: chunk.track,
            key: chunk.keyframe,
            offset,
            len: u32::try_from(chunk.bytes.len()).unwrap_or(u32::MAX),
            duration: u32::try_from(chunk.duration).unwrap_or(u32::MAX),
            base_dts: chunk.base_dts,
            timescale: chunk.timescale,
        }
    }

    /// Start on the lesson's clock, in milliseconds.
    pub fn start_ms(&self) -> i64 {
        ticks_to_ms(i64::try_from(self.base_dts).unwrap_or(i64::MAX), self.timescale)
    }

    /// End on the lesson's clock, in milliseconds.
    pub fn end_ms(&self) -> i64 {
        let end = self.base_dts.saturating_add(u64::from(self.duration));
        ticks_to_ms(i64::try_from(end).unwrap_or(i64::MAX), self.timescale)
    }

    /// The first byte of the track's file after the chunk.
    pub const fn end_offset(&self) -> u64 {
        self.offset.saturating_add(self.len as u64)
    }

    /// The record as it is stored.
    pub fn to_bytes(self) -> [u8; RECORD_BYTES] {
        let mut bytes = [0; RECORD_BYTES];
        bytes[0..4].copy_from_slice(&self.track.to_le_bytes());
        bytes[4..8].copy_from_slice(&u32::from(self.key).to_le_bytes());
        bytes[8..16].copy_from_slice(&self.offset.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.len.to_le_bytes());
        bytes[20..24].copy_from_slice(&self.duration.to_le_bytes());
        bytes[24..32].copy_from_slice(&self.base_dts.to_le_bytes());
        bytes[32..36].copy_from_slice(&self.timescale.to_le_bytes());
        let checksum = crc32(&bytes[..36]);
        bytes[36..40].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8; RECORD_BYTES]) -> Option<Self> {
        let mut cursor = Cursor::new(bytes);
        let record = Self {
            track: cursor.u32_le()?,
            key: cursor.u32_le()? & 1 == 1,
            offset: cursor.u64_le()?,
            len: cursor.u32_le()?,
            duration: cursor.u32_le()?,
            base_dts: cursor.u64_le()?,
            timescale: cursor.u32_le()?,
        };
        let is_whole = crc32(&bytes[..36]) == cursor.u32_le()?;
        (is_whole && record.timescale > 0).then_some(record)
    }
}

/// Reads records up to the end or the first that is torn or damaged; also says how many bytes of
/// the index are good, so that the rest can be cut off.
pub fn read(bytes: &[u8]) -> (Vec<Record>, usize) {
    let whole = bytes.as_chunks::<RECORD_BYTES>().0;
    let records: Vec<_> = whole.iter().map_while(Record::from_bytes).collect();
    let valid_len = records.len() * RECORD_BYTES;
    (records, valid_len)
}

const fn crc_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut value = index as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { value >> 1 ^ 0xedb8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
}

static CRC_TABLE: [u32; 256] = crc_table();

/// The CRC-32 of Ethernet, zip and PNG.
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = Crc32::default();
    sum.update(bytes);
    sum.value()
}

/// The same sum of bytes that come piece by piece.
#[derive(Debug, Clone, Copy)]
pub struct Crc32(u32);

impl Default for Crc32 {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Crc32 {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        let step =
            |crc: u32, byte: &u8| crc >> 8 ^ CRC_TABLE[usize::from(crc.to_le_bytes()[0] ^ byte)];
        self.0 = bytes.iter().fold(self.0, step);
    }

    /// The sum of all bytes so far.
    pub const fn value(self) -> u32 {
        !self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(offset: u64) -> Record {
        Record {
            track: 1,
            key: offset == 0,
            offset,
            len: 1000,
            duration: 9_000,
            base_dts: 180_000,
            timescale: 90_000,
        }
    }

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_torn_or_damaged_tail_is_left_out() {
        let records = [record(0), record(1000), record(2000)];
        let mut bytes: Vec<u8> = records.iter().flat_map(|record| record.to_bytes()).collect();
        assert_eq!(read(&bytes), (records.to_vec(), 120));
        for len in 80..120 {
            assert_eq!(read(&bytes[..len]), (records[..2].to_vec(), 80));
        }
        bytes[50] ^= 1;
        assert_eq!(read(&bytes), (records[..1].to_vec(), 40));
        assert_eq!(read(&[0; 80]), (Vec::new(), 0));
        assert_eq!((records[0].start_ms(), records[0].end_ms()), (2_000, 2_100));
    }
}

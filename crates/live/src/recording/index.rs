//! The index of a run: fixed-size records, appended after the bytes they name.

/// Bytes of a record.
pub const RECORD_BYTES: usize = 40;

/// Where one fragment lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// The track, and so the file.
    pub track: u32,
    /// Whether a segment may begin here.
    pub key: bool,
    /// Offset in the track's file.
    pub offset: u64,
    /// Length in bytes.
    pub length: u64,
    /// Decode time on the lesson's clock.
    pub start_ms: i64,
    /// How long it plays.
    pub duration_ms: i64,
}

impl Record {
    /// The record as it is stored.
    pub fn to_bytes(self) -> [u8; RECORD_BYTES] {
        let mut bytes = [0; RECORD_BYTES];
        bytes[0..4].copy_from_slice(&self.track.to_le_bytes());
        bytes[4] = u8::from(self.key);
        bytes[8..16].copy_from_slice(&self.offset.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.length.to_le_bytes());
        bytes[24..32].copy_from_slice(&self.start_ms.to_le_bytes());
        bytes[32..40].copy_from_slice(&self.duration_ms.to_le_bytes());
        bytes
    }

    /// Reads all whole records; a torn last one is left out.
    pub fn read_all(bytes: &[u8]) -> Vec<Self> {
        bytes.as_chunks::<RECORD_BYTES>().0.iter().map(Self::from_bytes).collect()
    }

    fn from_bytes(bytes: &[u8; RECORD_BYTES]) -> Self {
        let word = |at: usize| {
            let mut word = [0; 8];
            word.copy_from_slice(&bytes[at..at + 8]);
            u64::from_le_bytes(word)
        };
        Self {
            track: (word(0) & 0xffff_ffff) as u32,
            key: bytes[4] != 0,
            offset: word(8),
            length: word(16),
            start_ms: word(24).cast_signed(),
            duration_ms: word(32).cast_signed(),
        }
    }
}

//! Where each byte of a pack's ZIP is. The ZIP lies nowhere as a whole: its files are kept one by
//! one, and its own words around them are written when it is asked for.

use serde::{Deserialize, Serialize};

use super::zip;

/// A file as it lies in the ZIP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Laid {
    /// Its path.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// Its CRC-32, which a ZIP wants.
    pub crc32: u32,
}

/// A stretch of the ZIP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// The ZIP's own words.
    Words(Vec<u8>),
    /// A file, by its SHA-256 and size.
    File(String, u64),
}

impl Stretch {
    /// How long it is.
    pub const fn bytes(&self) -> u64 {
        match self {
            Self::Words(words) => words.len() as u64,
            Self::File(_, bytes) => *bytes,
        }
    }
}

/// All stretches of a ZIP with these files, in order.
pub fn stretches(files: &[Laid]) -> Vec<Stretch> {
    let mut offset = 0_u64;
    let mut offsets = Vec::with_capacity(files.len());
    let mut stretches = Vec::with_capacity(files.len() * 2 + 1);
    for file in files {
        offsets.push(offset);
        let words = zip::local_head(file);
        offset += words.len() as u64 + file.bytes;
        stretches.push(Stretch::Words(words));
        stretches.push(Stretch::File(file.sha256.clone(), file.bytes));
    }
    stretches.push(Stretch::Words(zip::directory(files, &offsets, offset)));
    stretches
}

/// The size of the whole ZIP.
pub fn size(files: &[Laid]) -> u64 {
    stretches(files).iter().map(Stretch::bytes).sum()
}

//! Compound files (Office before 2007, and WPS): only the names of their streams are looked at.
//! A name stands in an entry of 128 bytes, and entries lie at multiples of that, so that no chain
//! of sectors has to be followed.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use super::{Kind, each_piece};
use crate::convert::problem::ConvertProblem;

/// How such a file begins.
pub const SIGNATURE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const ENTRY_BYTES: usize = 128;

/// How a Word document's main stream begins, and where in it and by which bit it says that it is
/// encrypted.
const WORD_MAGIC: [u8; 2] = [0xec, 0xa5];
const WORD_FLAGS_AT: usize = 11;
const WORD_ENCRYPTED: u8 = 0x01;

#[derive(Debug, Default)]
struct Streams {
    slides: bool,
    text: Option<u64>,
    secret: bool,
    macros: bool,
}

/// Finds out what the file is.
///
/// # Errors
/// When it is encrypted, or neither slides nor text.
pub fn kind(mut file: File, file_name: &str) -> Result<Kind, ConvertProblem> {
    let streams = streams(BufReader::new(&file))?;
    let named_text = file_name.to_ascii_lowercase().ends_with(".doc");
    match streams {
        Streams { secret: true, .. } => Err(ConvertProblem::Encrypted),
        // Either may carry the other within.
        Streams { slides: true, text, .. } if text.is_none() || !named_text => {
            Ok(Kind::Office("ppt"))
        }
        Streams { text: Some(at), .. } => {
            let mut head = [0; WORD_FLAGS_AT + 1];
            file.seek(SeekFrom::Start(at))?;
            let has_head = file.read_exact(&mut head).is_ok() && head.starts_with(&WORD_MAGIC);
            if has_head && head[WORD_FLAGS_AT] & WORD_ENCRYPTED != 0 {
                return Err(ConvertProblem::Encrypted);
            }
            Ok(Kind::Office("doc"))
        }
        _ => Err(ConvertProblem::Unsupported),
    }
}

/// Whether programs are in the file.
///
/// # Errors
/// When it cannot be read.
pub fn has_macros(file: impl Read) -> io::Result<bool> {
    Ok(streams(file)?.macros)
}

fn streams(file: impl Read) -> io::Result<Streams> {
    let mut found = Streams::default();
    let mut sector_bytes = 512_u64;
    let mut is_first = true;
    each_piece(file, ENTRY_BYTES, |entry| {
        if std::mem::take(&mut is_first) {
            // Sectors are 512 bytes, or 4,096 in files of version 4.
            let shift = entry.get(30).copied().unwrap_or(9).clamp(9, 12);
            sector_bytes = 1 << shift;
            return;
        }
        let Some(name) = name(entry) else { return };
        match name.as_str() {
            "PowerPoint Document" => found.slides = true,
            "WordDocument" => {
                let start = entry.get(116..120).and_then(|four| four.try_into().ok());
                let start = u64::from(start.map_or(0, u32::from_le_bytes));
                found.text.get_or_insert((start + 1) * sector_bytes);
            }
            "EncryptedPackage" | "EncryptedSummary" => found.secret = true,
            "_VBA_PROJECT" | "_VBA_PROJECT_CUR" => found.macros = true,
            _ => {}
        }
    })?;
    Ok(found)
}

/// The name in an entry: up to 31 characters of two bytes and a zero, how long it is, and what it
/// names.
fn name(entry: &[u8]) -> Option<String> {
    let length = usize::from(u16::from_le_bytes(entry.get(64..66)?.try_into().ok()?));
    let names_something = matches!(entry.get(66)?, 1 | 2 | 5);
    if entry.len() < ENTRY_BYTES || !names_something || !(4..=64).contains(&length) {
        return None;
    }
    let units: Vec<u16> = entry
        .get(..length - 2)?
        .chunks_exact(2)
        .map(|two| u16::from_le_bytes([two[0], two[1]]))
        .collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn entry(name: &str, start: u32) -> Vec<u8> {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(entry.len() + 2).unwrap();
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.push(2);
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.resize(128, 0);
        entry
    }

    fn check(names: &[(&str, u32)], file_name: &str, flags: u8, wanted: Result<Kind, &str>) {
        let mut bytes = SIGNATURE.to_vec();
        bytes.resize(30, 0);
        bytes.push(9);
        bytes.resize(512, 0);
        for (name, start) in names {
            bytes.extend(entry(name, *start));
        }
        // The second sector: a Word document's head.
        bytes.resize(1024, 0);
        bytes.extend(WORD_MAGIC);
        bytes.resize(1024 + WORD_FLAGS_AT, 0);
        bytes.push(flags);
        bytes.resize(1536, 0);
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        file.rewind().unwrap();
        let found = kind(file, file_name).map_err(|problem| problem.code().unwrap_or_default());
        assert_eq!(found, wanted, "{names:?}");
    }

    #[test]
    fn streams_say_what_a_compound_file_is() {
        let (slides, text) = (("PowerPoint Document", 9), ("WordDocument", 1));
        check(&[slides], "x", 0, Ok(Kind::Office("ppt")));
        check(&[slides], "x.doc", 0, Ok(Kind::Office("ppt")));
        check(&[text], "x.ppt", 0, Ok(Kind::Office("doc")));
        check(&[slides, text], "x.dps", 0, Ok(Kind::Office("ppt")));
        check(&[slides, text], "x.doc", 0, Ok(Kind::Office("doc")));
        check(&[text], "x", WORD_ENCRYPTED, Err("deck.encrypted"));
        check(&[("EncryptedPackage", 1)], "x.pptx", 0, Err("deck.encrypted"));
        check(&[("Workbook", 1)], "x.ppt", 0, Err("deck.unsupported"));
    }
}

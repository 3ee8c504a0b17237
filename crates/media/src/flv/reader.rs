//! Reads the tags of a whole FLV file.

use bytes::Bytes;

use super::{Tag, TagKind};
use crate::cursor::Cursor;
use crate::limits::FLV_TAG_BYTES_MAX;

/// Why a file is not FLV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The signature or header is missing.
    #[error("not an FLV file")]
    NotFlv,
    /// A tag is larger than any real one.
    #[error("an FLV tag is too large")]
    TagTooLarge,
}

/// The tags of a file, sharing its bytes. A tag cut off at the end is left out, tags of unknown
/// kinds and encrypted ones are skipped.
pub fn read_file(file: &Bytes) -> Result<Vec<Tag>, ReadError> {
    let mut cursor = Cursor::new(file);
    if cursor.take(3) != Some(b"FLV") {
        return Err(ReadError::NotFlv);
    }
    cursor.take(2).ok_or(ReadError::NotFlv)?;
    let header_len = cursor.u32().ok_or(ReadError::NotFlv)?;
    let rest = usize::try_from(header_len).ok().and_then(|len| len.checked_sub(9));
    cursor.take(rest.ok_or(ReadError::NotFlv)?).ok_or(ReadError::NotFlv)?;
    let mut tags = Vec::new();
    while let Some(tag) = next_tag(file, &mut cursor)? {
        tags.extend(tag);
    }
    Ok(tags)
}

#[expect(clippy::option_option, reason = "the end of the file and a skipped tag are different")]
fn next_tag(file: &Bytes, cursor: &mut Cursor<'_>) -> Result<Option<Option<Tag>>, ReadError> {
    let Some(header) = cursor.take(4).and_then(|_previous| cursor.take(11)) else {
        return Ok(None);
    };
    let [number, size @ .., t2, t1, t0, t3, _, _, _] = header else {
        return Ok(None);
    };
    let size = size.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    if size > FLV_TAG_BYTES_MAX {
        return Err(ReadError::TagTooLarge);
    }
    let start = file.len() - cursor.left();
    if cursor.take(size).is_none() {
        return Ok(None);
    }
    let timestamp_ms = u32::from_be_bytes([*t3, *t2, *t1, *t0]);
    let kind = TagKind::from_number(*number);
    Ok(Some(kind.map(|kind| Tag { kind, timestamp_ms, payload: file.slice(start..start + size) })))
}

//! Finds the chunks of a track's file that its index does not name, as after a crash.

use std::ops::Range;

use crate::cursor::Cursor;
use crate::index::Record;
use crate::limits::{BOX_BYTES_MAX, BOX_HEAD_BYTES_MAX};

/// What a scan found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The whole chunks, in order.
    pub records: Vec<Record>,
    /// The end of the last whole chunk, or of the init segment; what follows is torn.
    pub valid_len: u64,
}

#[derive(Debug, Clone, Copy)]
struct Head {
    name: [u8; 4],
    header_len: u64,
    size: u64,
}

/// Scans a track's file of `size` bytes from `from`: 0, or the end of the last chunk known, whose
/// timescale is then given. `read_at` reads bytes at an offset; only box headers and small boxes
/// are asked for, never pictures.
pub fn scan<E>(
    size: u64,
    from: u64,
    timescale: Option<u32>,
    mut read_at: impl FnMut(u64, usize) -> Result<Vec<u8>, E>,
) -> Result<Found, E> {
    let mut found = Found { records: Vec::new(), valid_len: from };
    let mut timescale = timescale.unwrap_or(0);
    let mut at = from;
    let mut chunk: Option<(u64, Option<Record>)> = None;
    while at < size {
        let wanted = usize::try_from(size - at).unwrap_or(usize::MAX).min(16);
        let Some(head) = head(&read_at(at, wanted)?) else { break };
        let end = at.saturating_add(head.size);
        if end > size || head.size > BOX_BYTES_MAX {
            break;
        }
        let is_small = head.size <= BOX_HEAD_BYTES_MAX && matches!(&head.name, b"moof" | b"moov");
        let body = if is_small {
            let len = usize::try_from(head.size - head.header_len).unwrap_or(usize::MAX);
            read_at(at + head.header_len, len)?
        } else {
            Vec::new()
        };
        match &head.name {
            b"moov" => timescale = moov_timescale(&body).unwrap_or(timescale),
            b"prft" | b"styp" => chunk = chunk.or(Some((at, None))),
            b"moof" => {
                let start = chunk.map_or(at, |(start, _)| start);
                chunk = Some((start, moof_record(&body).map(|r| Record { timescale, ..r })));
            }
            b"mdat" => {
                let Some((start, Some(record))) = chunk.take() else { break };
                let Ok(len) = u32::try_from(end - start) else { break };
                found.records.push(Record { offset: start, len, ..record });
            }
            _ => {}
        }
        at = end;
        if chunk.is_none() {
            found.valid_len = end;
        }
    }
    if timescale == 0 {
        found.records.clear();
    }
    Ok(found)
}

fn head(bytes: &[u8]) -> Option<Head> {
    let mut cursor = Cursor::new(bytes);
    let size = u64::from(cursor.u32()?);
    let name = cursor.u32()?.to_be_bytes();
    let (size, header_len) = if size == 1 { (cursor.u64()?, 16) } else { (size, 8) };
    (size >= header_len).then_some(Head { name, header_len, size })
}

/// The boxes in some bytes with the places of their bodies; ends at the first that is not whole.
pub(crate) fn children_at(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let head = head(bytes.get(at..)?)?;
        let end = at.checked_add(usize::try_from(head.size).ok()?)?;
        let body = at + usize::try_from(head.header_len).ok()?..end;
        bytes.get(body.clone())?;
        at = end;
        Some((head.name, body))
    })
}

/// The boxes in some bytes with their bodies.
pub(crate) fn children(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    children_at(bytes).filter_map(|(name, body)| Some((name, bytes.get(body)?)))
}

/// The body of the first box with this name.
pub(crate) fn child<'a>(bytes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    children(bytes).find(|(this, _)| this == name).map(|(_, body)| body)
}

fn moov_timescale(moov: &[u8]) -> Option<u32> {
    let mdhd = child(child(child(moov, b"trak")?, b"mdia")?, b"mdhd")?;
    let mut cursor = Cursor::new(mdhd);
    let version = cursor.u32()? >> 24;
    cursor.take(if version == 1 { 16 } else { 8 })?;
    cursor.u32().filter(|timescale| *timescale > 0)
}

/// Track, time, duration and key of a fragment as our writer makes it.
fn moof_record(moof: &[u8]) -> Option<Record> {
    let traf = child(moof, b"traf")?;
    let mut tfhd = Cursor::new(child(traf, b"tfhd")?);
    tfhd.u32()?;
    let track = tfhd.u32()?;
    let mut tfdt = Cursor::new(child(traf, b"tfdt")?);
    let is_long = tfdt.u32()? >> 24 == 1;
    let base_dts = if is_long { tfdt.u64()? } else { u64::from(tfdt.u32()?) };
    let mut trun = Cursor::new(child(traf, b"trun")?);
    if trun.u32()? & 0xff_ffff != 0xf01 {
        return None;
    }
    let count = trun.u32()?;
    trun.u32()?;
    let mut duration = 0_u32;
    let mut key = None;
    for _ in 0..count {
        duration = duration.checked_add(trun.u32()?)?;
        trun.u32()?;
        let is_sync = trun.u32()? & 0x1_0000 == 0;
        key.get_or_insert(is_sync);
        trun.u32()?;
    }
    Some(Record { track, key: key?, offset: 0, len: 0, duration, base_dts, timescale: 0 })
}

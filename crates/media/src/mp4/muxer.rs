//! Puts a run's fragments into one file.

use std::ops::Range;

use bytes::{BufMut, Bytes, BytesMut};

use super::samples;
use super::source::sources;
use super::table::Table;
use crate::fmp4::MATRIX;
use crate::fmp4::boxes::{put_box, put_full};
use crate::frame::ticks_to_ms;
use crate::limits::FILE_FRAMES_MAX;

/// Ticks per second of the file's own times.
const SCALE: u32 = 1000;

/// A fragment cannot be taken apart, or there are too many frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The fragment is none of ours.
    #[error("a fragment of the recording cannot be read")]
    Fragment,
    /// The run is longer than a day.
    #[error("the run has too many frames for one file")]
    TooLong,
}

/// Gathers what the file's head must say while the frames go by.
#[derive(Debug)]
pub struct Muxer {
    tables: Vec<Table>,
    body_len: u64,
    /// The track whose frames were written last.
    latest: Option<u32>,
}

impl Muxer {
    /// For a run with this init segment; without its pictures where they are not wanted.
    pub fn new(init: &[u8], with_pictures: bool) -> Self {
        let wanted = sources(init).into_iter().filter(|source| with_pictures || !source.is_video);
        Self { tables: wanted.map(Table::new).collect(), body_len: 0, latest: None }
    }

    /// Whether the file has a track at all.
    pub fn has_tracks(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Whether the file has a picture.
    pub fn has_video(&self) -> bool {
        self.tables.iter().any(|table| table.source.is_video)
    }

    /// Takes the next fragment. Answers which of its bytes come next in the file, behind its head;
    /// none of a track that is left out.
    ///
    /// # Errors
    /// When the fragment is none of ours, or there are too many.
    pub fn push(&mut self, chunk: &[u8]) -> Result<Range<usize>, Broken> {
        let fragment = samples::read(chunk).ok_or(Broken::Fragment)?;
        let table = self.tables.iter_mut().find(|table| table.source.track == fragment.track);
        let Some(table) = table else { return Ok(0..0) };
        if table.samples() + fragment.samples.len() > FILE_FRAMES_MAX {
            return Err(Broken::TooLong);
        }
        let touches = self.latest == Some(fragment.track);
        table.take(&fragment, self.body_len, touches);
        self.latest = Some(fragment.track);
        self.body_len += fragment.data.len() as u64;
        Ok(fragment.data)
    }

    /// Bytes of all frames so far.
    pub const fn body_len(&self) -> u64 {
        self.body_len
    }

    /// Where the file begins on the lesson's clock; nothing while it is empty.
    pub fn start_ms(&self) -> Option<i64> {
        self.tables.iter().filter_map(first_ms).min()
    }

    /// How long the file plays.
    pub fn duration_ms(&self) -> i64 {
        let start = self.start_ms().unwrap_or(0);
        let end = |table| Some(first_ms(table)? - start + length_ms(table));
        self.tables.iter().filter_map(end).max().unwrap_or(0)
    }

    /// What comes before the frames.
    pub fn head(&self) -> Bytes {
        // The head's own length decides where the frames lie, and that how offsets are written.
        let fixed = BRANDS.len() as u64 + 8 + 16;
        let short = self.moov(0, false).len() as u64;
        let is_long = fixed + short + self.body_len > u64::from(u32::MAX);
        let moov_len = self.moov(0, is_long).len() as u64;
        let mdat_head = if is_long { 16 } else { 8 };
        let base = BRANDS.len() as u64 + 8 + moov_len + mdat_head;
        let mut out = BytesMut::new();
        put_box(&mut out, b"ftyp", |out| out.put_slice(BRANDS));
        out.put_slice(&self.moov(base, is_long));
        if is_long {
            out.put_u32(1);
            out.put_slice(b"mdat");
            out.put_u64(self.body_len + 16);
        } else {
            out.put_u32(u32::try_from(self.body_len + 8).unwrap_or(u32::MAX));
            out.put_slice(b"mdat");
        }
        out.freeze()
    }

    fn moov(&self, base: u64, is_long: bool) -> BytesMut {
        let start = self.start_ms().unwrap_or(0);
        let mut out = BytesMut::new();
        put_box(&mut out, b"moov", |out| {
            put_full(out, b"mvhd", 0x100_0000, |out| {
                out.put_u64(0);
                out.put_u64(0);
                out.put_u32(SCALE);
                out.put_i64(self.duration_ms());
                out.put_u32(0x1_0000);
                out.put_u16(0x100);
                out.put_bytes(0, 10);
                MATRIX.into_iter().for_each(|word| out.put_u32(word));
                out.put_bytes(0, 24);
                let last = self.tables.iter().map(|table| table.source.track).max();
                out.put_u32(last.unwrap_or(0).saturating_add(1));
            });
            for table in self.tables.iter().filter(|table| table.samples() > 0) {
                put_track(out, table, start, (base, is_long));
            }
        });
        out
    }
}

const BRANDS: &[u8; 20] = b"isom\0\0\x02\0isomiso2mp41";

/// When a track's first frame is decoded, on the lesson's clock.
fn first_ms(table: &Table) -> Option<i64> {
    let ticks = i64::try_from(table.first_dts?).unwrap_or(i64::MAX);
    Some(ticks_to_ms(ticks, table.source.timescale))
}

fn length_ms(table: &Table) -> i64 {
    let ticks = i64::try_from(table.duration()).unwrap_or(i64::MAX);
    ticks_to_ms(ticks, table.source.timescale)
}

fn put_track(out: &mut BytesMut, table: &Table, start: i64, (base, is_long): (u64, bool)) {
    let source = &table.source;
    let (wait_ms, length_ms) = (first_ms(table).unwrap_or(start) - start, length_ms(table));
    put_box(out, b"trak", |out| {
        put_full(out, b"tkhd", 0x100_0007, |out| {
            out.put_u64(0);
            out.put_u64(0);
            out.put_u32(source.track);
            out.put_u32(0);
            out.put_i64(wait_ms + length_ms);
            out.put_u64(0);
            out.put_u32(0);
            out.put_u16(if source.is_video { 0 } else { 0x100 });
            out.put_u16(0);
            MATRIX.into_iter().for_each(|word| out.put_u32(word));
            source.size.into_iter().for_each(|side| out.put_u32(side));
        });
        if wait_ms > 0 {
            put_box(out, b"edts", |out| {
                put_full(out, b"elst", 0x100_0000, |out| {
                    out.put_u32(2);
                    for (length, time) in [(wait_ms, -1), (length_ms, 0)] {
                        out.put_i64(length);
                        out.put_i64(time);
                        out.put_u32(0x1_0000);
                    }
                });
            });
        }
        put_box(out, b"mdia", |out| {
            put_full(out, b"mdhd", 0x100_0000, |out| {
                out.put_u64(0);
                out.put_u64(0);
                out.put_u32(source.timescale);
                out.put_u64(table.duration());
                out.put_u32(0x55c4_0000);
            });
            put_full(out, b"hdlr", 0, |out| {
                out.put_u32(0);
                out.put_slice(if source.is_video { b"vide" } else { b"soun" });
                out.put_bytes(0, 13);
            });
            put_box(out, b"minf", |out| {
                if source.is_video {
                    put_full(out, b"vmhd", 1, |out| out.put_bytes(0, 8));
                } else {
                    put_full(out, b"smhd", 0, |out| out.put_bytes(0, 4));
                }
                put_box(out, b"dinf", |out| {
                    put_full(out, b"dref", 0, |out| {
                        out.put_u32(1);
                        put_full(out, b"url ", 1, |_| {});
                    });
                });
                table.put(out, base, is_long);
            });
        });
    });
}

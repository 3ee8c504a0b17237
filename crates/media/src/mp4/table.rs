//! The sample table of one track, gathered frame by frame.

use bytes::{BufMut, BytesMut};

use super::samples::{Fragment, Sample};
use super::source::Source;
use crate::fmp4::boxes::{put_box, put_full};

/// Equal numbers in a row, counted.
#[derive(Debug, Default)]
struct Runs(Vec<(u32, u32)>);

impl Runs {
    fn push(&mut self, value: u32) {
        match self.0.last_mut() {
            Some((count, last)) if *last == value && *count < u32::MAX => *count += 1,
            _ => self.0.push((1, value)),
        }
    }

    fn put(&self, out: &mut BytesMut) {
        out.put_u32(whole(self.0.len()));
        for (count, value) in &self.0 {
            out.put_u32(*count);
            out.put_u32(*value);
        }
    }
}

/// One track of the file.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) source: Source,
    /// Decode time of the first frame on the lesson's clock.
    pub(super) first_dts: Option<u64>,
    /// The latest frame's decode time, and how long it lasts unless the next one says otherwise.
    last: Option<(u64, u32)>,
    durations: Runs,
    shifts: Runs,
    sizes: Vec<u32>,
    /// Numbers of the frames at which decoding can begin, from 1.
    keys: Vec<u32>,
    /// Where frames that lie together begin, counted from the first byte of them all, and how
    /// many they are.
    chunks: Vec<(u64, u32)>,
}

impl Table {
    pub(super) const fn new(source: Source) -> Self {
        Self {
            source,
            first_dts: None,
            last: None,
            durations: Runs(Vec::new()),
            shifts: Runs(Vec::new()),
            sizes: Vec::new(),
            keys: Vec::new(),
            chunks: Vec::new(),
        }
    }

    pub(super) fn samples(&self) -> usize {
        self.sizes.len()
    }

    /// Takes a fragment whose frames lie at `offset`; `touches` when they follow those of the same
    /// track before it.
    pub(super) fn take(&mut self, fragment: &Fragment, offset: u64, touches: bool) {
        let mut dts = fragment.base_dts;
        for sample in &fragment.samples {
            self.add(*sample, dts);
            dts = dts.saturating_add(u64::from(sample.duration));
        }
        let count = whole(fragment.samples.len());
        match self.chunks.last_mut() {
            Some((_, before)) if touches => *before += count,
            _ if count > 0 => self.chunks.push((offset, count)),
            _ => {}
        }
    }

    fn add(&mut self, sample: Sample, dts: u64) {
        // A time that went back would hold up every player: the frame comes when it can.
        let dts = self.last.map_or(dts, |(last, _)| dts.max(last));
        if let Some((last, _)) = self.last {
            self.durations.push(u32::try_from(dts - last).unwrap_or(u32::MAX));
        }
        self.first_dts.get_or_insert(dts);
        self.last = Some((dts, sample.duration));
        self.shifts.push(sample.cts.cast_unsigned());
        self.sizes.push(sample.size);
        if sample.is_key {
            self.keys.push(whole(self.sizes.len()));
        }
    }

    /// From the first frame's decode time to the last one's end, in ticks.
    pub(super) fn duration(&self) -> u64 {
        let (first, last) = (self.first_dts.unwrap_or(0), self.last.unwrap_or_default());
        last.0.saturating_add(u64::from(last.1)).saturating_sub(first)
    }

    /// Writes the table; the frames' bytes begin at `base` of the file.
    pub(super) fn put(&self, out: &mut BytesMut, base: u64, is_long: bool) {
        put_box(out, b"stbl", |out| {
            put_box(out, b"stsd", |out| out.put_slice(&self.source.stsd));
            put_full(out, b"stts", 0, |out| self.put_durations(out));
            if self.shifts.0.iter().any(|(_, shift)| *shift != 0) {
                put_full(out, b"ctts", 0x100_0000, |out| self.shifts.put(out));
            }
            if self.keys.len() != self.sizes.len() {
                put_full(out, b"stss", 0, |out| {
                    out.put_u32(whole(self.keys.len()));
                    self.keys.iter().for_each(|key| out.put_u32(*key));
                });
            }
            put_full(out, b"stsc", 0, |out| self.put_chunk_counts(out));
            put_full(out, b"stsz", 0, |out| {
                out.put_u32(0);
                out.put_u32(whole(self.sizes.len()));
                self.sizes.iter().for_each(|size| out.put_u32(*size));
            });
            put_full(out, if is_long { b"co64" } else { b"stco" }, 0, |out| {
                out.put_u32(whole(self.chunks.len()));
                for (offset, _) in &self.chunks {
                    let at = base.saturating_add(*offset);
                    if is_long {
                        out.put_u64(at);
                    } else {
                        out.put_u32(u32::try_from(at).unwrap_or(u32::MAX));
                    }
                }
            });
        });
    }

    fn put_durations(&self, out: &mut BytesMut) {
        let last = self.last.map(|(_, duration)| duration);
        out.put_u32(whole(self.durations.0.len() + usize::from(last.is_some())));
        for (count, value) in &self.durations.0 {
            out.put_u32(*count);
            out.put_u32(*value);
        }
        if let Some(last) = last {
            out.put_u32(1);
            out.put_u32(last);
        }
    }

    fn put_chunk_counts(&self, out: &mut BytesMut) {
        let mut changes: Vec<(u32, u32)> = Vec::new();
        for (number, (_, count)) in (1..).zip(&self.chunks) {
            if changes.last().is_none_or(|(_, before)| before != count) {
                changes.push((number, *count));
            }
        }
        out.put_u32(whole(changes.len()));
        for (number, count) in changes {
            out.put_u32(number);
            out.put_u32(count);
            out.put_u32(1);
        }
    }
}

fn whole(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

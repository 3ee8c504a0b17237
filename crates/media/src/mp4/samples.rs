//! The frames of a fragment as its head lists them.

use std::ops::Range;

use crate::cursor::Cursor;
use crate::recovery::{child, children_at};

/// One frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) duration: u32,
    pub(super) size: u32,
    pub(super) is_key: bool,
    pub(super) cts: i32,
}

/// A fragment's track, decode time and frames, and where in it their bytes lie.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fragment {
    pub(super) track: u32,
    pub(super) base_dts: u64,
    pub(super) samples: Vec<Sample>,
    pub(super) data: Range<usize>,
}

/// Takes a fragment apart, as our writer makes it.
pub(super) fn read(chunk: &[u8]) -> Option<Fragment> {
    let moof = child(chunk, b"moof")?;
    let data = children_at(chunk).find(|(name, _)| name == b"mdat")?.1;
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
    let count = usize::try_from(trun.u32()?).ok()?;
    trun.u32()?;
    if trun.left() / 16 < count {
        return None;
    }
    let mut samples = Vec::with_capacity(count);
    let mut size = 0_usize;
    for _ in 0..count {
        let sample = Sample {
            duration: trun.u32()?,
            size: trun.u32()?,
            is_key: trun.u32()? & 0x1_0000 == 0,
            cts: trun.u32()?.cast_signed(),
        };
        size = size.checked_add(usize::try_from(sample.size).ok()?)?;
        samples.push(sample);
    }
    (size == data.len()).then_some(Fragment { track, base_dts, samples, data })
}

//! The H.264 sequence parameter set (ITU-T H.264, 7.3.2.1.1 and annex E).

use super::h264::{SPS, kind};
use crate::bits::Bits;
use crate::limits::{CODEC_CONFIG_BYTES_MAX, PICTURE_SIDE_MAX};

/// What a sequence parameter set says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sps {
    /// `profile_idc`: 66 baseline, 77 main, 100 high.
    pub profile: u8,
    /// The constraint flags, as one byte.
    pub constraints: u8,
    /// `level_idc`: 31 is level 3.1.
    pub level: u8,
    /// Width of the picture shown, in samples.
    pub width: u32,
    /// Height of the picture shown, in samples.
    pub height: u32,
    /// `num_units_in_tick` and `time_scale`, when given. Fields, so two ticks make a frame.
    pub timing: Option<(u32, u32)>,
}

impl Sps {
    /// Frames in 1,000 seconds by the timing given, which encoders may get wrong.
    pub fn frames_per_1000_s(&self) -> Option<u32> {
        let (ticks, scale) = self.timing?;
        let frames = u64::from(scale).checked_mul(1000)?.checked_div(u64::from(ticks) * 2)?;
        u32::try_from(frames).ok()
    }
}

/// Reads a sequence parameter set from its NAL unit, header included.
pub fn parse_sps(nal: &[u8]) -> Option<Sps> {
    if nal.len() > CODEC_CONFIG_BYTES_MAX || kind(nal) != SPS {
        return None;
    }
    let payload = without_emulation_prevention(nal.get(1..)?);
    let mut bits = Bits::new(&payload);
    let profile = bits.number(8)? as u8;
    let constraints = bits.number(8)? as u8;
    let level = bits.number(8)? as u8;
    bits.ue()?;
    let chroma = chroma(&mut bits, profile)?;
    bits.ue()?;
    picture_order(&mut bits)?;
    bits.ue()?;
    bits.bit()?;
    let (width, height) = size(&mut bits, chroma)?;
    let timing = if bits.bit()? { timing(&mut bits).unwrap_or(None) } else { None };
    Some(Sps { profile, constraints, level, width, height, timing })
}

fn without_emulation_prevention(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut zeros = 0;
    for &byte in bytes {
        if zeros >= 2 && byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        out.push(byte);
    }
    out
}

/// The chroma array type: 0 for grey or separate planes, else `chroma_format_idc`.
fn chroma(bits: &mut Bits<'_>, profile: u8) -> Option<u32> {
    if !matches!(profile, 44 | 83 | 86 | 100 | 110 | 118 | 122 | 128 | 134 | 135 | 138 | 139 | 244)
    {
        return Some(1);
    }
    let format = bits.ue()?;
    if format > 3 {
        return None;
    }
    let is_separate = format == 3 && bits.bit()?;
    bits.ue()?;
    bits.ue()?;
    bits.bit()?;
    if bits.bit()? {
        for list in 0..if format == 3 { 12 } else { 8 } {
            if bits.bit()? {
                scaling_list(bits, if list < 6 { 16 } else { 64 })?;
            }
        }
    }
    Some(if is_separate { 0 } else { format })
}

fn scaling_list(bits: &mut Bits<'_>, size: usize) -> Option<()> {
    let (mut last, mut next) = (8_i32, 8_i32);
    for _ in 0..size {
        if next != 0 {
            next = last.wrapping_add(bits.se()?).rem_euclid(256);
        }
        last = if next == 0 { last } else { next };
    }
    Some(())
}

fn picture_order(bits: &mut Bits<'_>) -> Option<()> {
    match bits.ue()? {
        0 => bits.ue().map(|_| ()),
        1 => {
            bits.bit()?;
            bits.se()?;
            bits.se()?;
            let count = bits.ue()?;
            if count > 255 {
                return None;
            }
            for _ in 0..count {
                bits.se()?;
            }
            Some(())
        }
        2 => Some(()),
        _ => None,
    }
}

fn size(bits: &mut Bits<'_>, chroma: u32) -> Option<(u32, u32)> {
    let width = bits.ue()?.checked_add(1)?.checked_mul(16)?;
    let map_height = bits.ue()?.checked_add(1)?.checked_mul(16)?;
    let is_frames_only = bits.bit()?;
    let fields = if is_frames_only { 1 } else { 2 };
    if !is_frames_only {
        bits.bit()?;
    }
    bits.bit()?;
    let height = map_height.checked_mul(fields)?;
    if width > PICTURE_SIDE_MAX || height > PICTURE_SIDE_MAX {
        return None;
    }
    if !bits.bit()? {
        return Some((width, height));
    }
    let [left, right, top, bottom] = [bits.ue()?, bits.ue()?, bits.ue()?, bits.ue()?];
    let unit_x = if matches!(chroma, 1 | 2) { 2 } else { 1 };
    let unit_y = fields * if chroma == 1 { 2 } else { 1 };
    let crop_x = left.checked_add(right)?.checked_mul(unit_x)?;
    let crop_y = top.checked_add(bottom)?.checked_mul(unit_y)?;
    let cropped = (width.checked_sub(crop_x)?, height.checked_sub(crop_y)?);
    (cropped.0 > 0 && cropped.1 > 0).then_some(cropped)
}

/// Reads the VUI as far as its timing.
#[expect(clippy::option_option, reason = "absent bits and absent timing are different")]
fn timing(bits: &mut Bits<'_>) -> Option<Option<(u32, u32)>> {
    if bits.bit()? && bits.number(8)? == 255 {
        bits.skip(32)?;
    }
    if bits.bit()? {
        bits.bit()?;
    }
    if bits.bit()? {
        bits.skip(4)?;
        if bits.bit()? {
            bits.skip(24)?;
        }
    }
    if bits.bit()? {
        bits.ue()?;
        bits.ue()?;
    }
    if !bits.bit()? {
        return Some(None);
    }
    let (ticks, scale) = (bits.number(32)?, bits.number(32)?);
    Some((ticks > 0 && scale > 0).then_some((ticks, scale)))
}

//! H.264: the decoder configuration record (ISO 14496-15) and the NAL units of a frame.

use bytes::{BufMut as _, Bytes, BytesMut};

use super::h264_sps::{Sps, parse_sps};
use crate::cursor::Cursor;
use crate::limits::{CODEC_CONFIG_BYTES_MAX, NAL_UNITS_MAX};

/// Kinds of NAL units (H.264, table 7-1).
pub(crate) const IDR: u8 = 5;
pub(crate) const SPS: u8 = 7;
pub(crate) const PPS: u8 = 8;
pub(crate) const DELIMITER: u8 = 9;

/// Why an AVCDecoderConfigurationRecord could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It ends too early, or is far too long.
    #[error("the H.264 configuration has a wrong length")]
    Length,
    /// Not version 1.
    #[error("the H.264 configuration has version {0}, not 1")]
    Version(u8),
    /// Lengths of three bytes are not allowed.
    #[error("the H.264 configuration has NAL lengths of three bytes")]
    NalLength,
    /// No sequence parameter set.
    #[error("the H.264 configuration has no sequence parameter set")]
    NoSps,
    /// The parameter set belongs to another codec: HEVC labelled as AVC exists in the field.
    #[error("the H.264 configuration holds no H.264; set the encoder to H.264")]
    NotH264,
    /// The sequence parameter set cannot be read.
    #[error("the H.264 sequence parameter set cannot be read")]
    BadSps,
}

/// What an AVCDecoderConfigurationRecord says, with its own bytes. Equal when the bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The record itself, as it goes into `avcC`.
    pub avcc: Bytes,
    /// Bytes of the length before each NAL unit: 1, 2 or 4.
    pub nal_length_size: u8,
    /// The first sequence parameter set, read.
    pub sps: Sps,
}

impl Config {
    /// Reads an AVCDecoderConfigurationRecord.
    pub fn parse(avcc: &Bytes) -> Result<Self, Error> {
        if avcc.len() > CODEC_CONFIG_BYTES_MAX {
            return Err(Error::Length);
        }
        let mut cursor = Cursor::new(avcc);
        let version = cursor.u8().ok_or(Error::Length)?;
        if version != 1 {
            return Err(Error::Version(version));
        }
        cursor.take(3).ok_or(Error::Length)?;
        let nal_length_size = (cursor.u8().ok_or(Error::Length)? & 3) + 1;
        if nal_length_size == 3 {
            return Err(Error::NalLength);
        }
        let sps_count = cursor.u8().ok_or(Error::Length)? & 0x1f;
        let mut first = None;
        for _ in 0..sps_count {
            let set = parameter_set(&mut cursor)?;
            first = first.or(Some(set));
        }
        let first = first.ok_or(Error::NoSps)?;
        let pps_count = cursor.u8().ok_or(Error::Length)?;
        for _ in 0..pps_count {
            parameter_set(&mut cursor)?;
        }
        if kind(first) != SPS {
            return Err(Error::NotH264);
        }
        let sps = parse_sps(first).ok_or(Error::BadSps)?;
        Ok(Self { avcc: avcc.clone(), nal_length_size, sps })
    }

    /// A key frame that brings its parameter sets along: behind another picture's configuration it
    /// can be decoded too. The same frame where it does already.
    pub fn with_sets(&self, frame: Bytes) -> Bytes {
        let units = || nal_units(&frame, self.nal_length_size);
        if units().any(|nal| kind(nal) == SPS) {
            return frame;
        }
        let Some(sets) = self.sets() else { return frame };
        // A delimiter stands before everything else of its picture (H.264, section 7.4.1.2.3).
        let (before, after): (Vec<_>, Vec<_>) = units().partition(|nal| kind(nal) == DELIMITER);
        let mut out = BytesMut::with_capacity(frame.len() + self.avcc.len() + 8);
        for nal in before.into_iter().chain(sets).chain(after) {
            if put_nal(&mut out, nal, self.nal_length_size).is_none() {
                return frame;
            }
        }
        out.freeze()
    }

    /// The sequence and picture parameter sets, in this order.
    fn sets(&self) -> Option<Vec<&[u8]>> {
        let mut cursor = Cursor::new(&self.avcc);
        cursor.take(5)?;
        let mut sets = Vec::new();
        for mask in [0x1f, 0xff] {
            for _ in 0..cursor.u8()? & mask {
                sets.push(parameter_set(&mut cursor).ok()?);
            }
        }
        Some(sets)
    }

    /// The RFC 6381 name: `avc1.64001f`.
    pub fn codec_string(&self) -> String {
        let Sps { profile, constraints, level, .. } = self.sps;
        format!("avc1.{profile:02x}{constraints:02x}{level:02x}")
    }
}

fn parameter_set<'a>(cursor: &mut Cursor<'a>) -> Result<&'a [u8], Error> {
    let length = cursor.u16().ok_or(Error::Length)?;
    cursor.take(usize::from(length)).ok_or(Error::Length)
}

/// A unit's kind; 0, which is none, where there is nothing.
pub(crate) fn kind(nal: &[u8]) -> u8 {
    nal.first().map_or(0, |header| header & 0x1f)
}

/// Writes a unit behind its length; nothing where the length does not fit.
fn put_nal(out: &mut BytesMut, nal: &[u8], length_size: u8) -> Option<()> {
    match length_size {
        1 => out.put_u8(nal.len().try_into().ok()?),
        2 => out.put_u16(nal.len().try_into().ok()?),
        _ => out.put_u32(nal.len().try_into().ok()?),
    }
    out.put_slice(nal);
    Some(())
}

/// The NAL units of one length-prefixed frame, in order. Ends early when a length is a lie.
#[derive(Debug, Clone)]
pub struct NalUnits<'a> {
    cursor: Cursor<'a>,
    length_size: u8,
    left: usize,
}

/// Iterates over the NAL units of a frame whose lengths have 1, 2 or 4 bytes.
pub const fn nal_units(frame: &[u8], length_size: u8) -> NalUnits<'_> {
    NalUnits { cursor: Cursor::new(frame), length_size, left: NAL_UNITS_MAX }
}

impl<'a> Iterator for NalUnits<'a> {
    type Item = &'a [u8];
    fn next(&mut self) -> Option<&'a [u8]> {
        self.left = self.left.checked_sub(1)?;
        let length = match self.length_size {
            1 => u32::from(self.cursor.u8()?),
            2 => u32::from(self.cursor.u16()?),
            _ => self.cursor.u32()?,
        };
        self.cursor.take(usize::try_from(length).ok()?)
    }
}

/// Whether a frame holds an IDR picture, from which decoding can begin.
pub fn has_idr(frame: &[u8], length_size: u8) -> bool {
    nal_units(frame, length_size).any(|nal| kind(nal) == IDR)
}

//! AAC: the AudioSpecificConfig (ISO 14496-3) and what it means.

use bytes::Bytes;

use crate::bits::Bits;
use crate::limits::CODEC_CONFIG_BYTES_MAX;

const RATES: [u32; 13] = [
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350,
];

/// Samples of each channel in a frame of AAC-LC as encoders make it.
pub const LC_FRAME_SAMPLES: u32 = 1_024;
/// Samples that an AAC encoder puts in front of its input.
pub const PRIMING_SAMPLES: i64 = 1_024;

/// Why an AudioSpecificConfig could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It ends too early, or is far too long.
    #[error("the AAC configuration has a wrong length")]
    Length,
    /// Not AAC in one of its usual forms.
    #[error("AAC object type {0} is not supported; choose AAC-LC")]
    ObjectType(u8),
    /// A sampling rate of zero or above 96 kHz.
    #[error("the AAC configuration has no usable sampling rate")]
    SampleRate,
    /// Channels given by a program config element, or more than eight.
    #[error("AAC channel configuration {0} is not supported; choose mono or stereo")]
    Channels(u8),
}

/// What an AudioSpecificConfig says, with its own bytes. Equal when the bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The AudioSpecificConfig itself.
    pub asc: Bytes,
    /// The audio object type: 2 is AAC-LC, 5 HE-AAC, 29 HE-AAC v2.
    pub object_type: u8,
    /// Samples per second of the core, in which frames are counted.
    pub sample_rate: u32,
    /// Channels of the core.
    pub channels: u8,
    /// Samples of the core per frame: 1024, or 960.
    pub frame_samples: u32,
}

impl Config {
    /// Reads an AudioSpecificConfig.
    pub fn parse(asc: &Bytes) -> Result<Self, Error> {
        if asc.len() > CODEC_CONFIG_BYTES_MAX {
            return Err(Error::Length);
        }
        let mut bits = Bits::new(asc);
        let object_type = object_type(&mut bits).ok_or(Error::Length)?;
        let sample_rate = sample_rate(&mut bits).ok_or(Error::Length)?.ok_or(Error::SampleRate)?;
        let channel_code = bits.number(4).ok_or(Error::Length)? as u8;
        let channels = match channel_code {
            1..=6 => channel_code,
            7 => 8,
            other => return Err(Error::Channels(other)),
        };
        let mut core = object_type;
        if matches!(object_type, 5 | 29) {
            let _extended_rate = sample_rate_of(&mut bits).ok_or(Error::Length)?;
            core = self::object_type(&mut bits).ok_or(Error::Length)?;
        }
        if !matches!(core, 1..=4) {
            return Err(Error::ObjectType(core));
        }
        let is_short_frame = bits.bit().unwrap_or(false);
        let frame_samples = if is_short_frame { 960 } else { 1024 };
        Ok(Self { asc: asc.clone(), object_type, sample_rate, channels, frame_samples })
    }

    /// The RFC 6381 name: `mp4a.40.2` for AAC-LC.
    pub fn codec_string(&self) -> String {
        format!("mp4a.40.{}", self.object_type)
    }

    /// The AudioSpecificConfig of AAC-LC at a rate and channel count; none for an odd rate.
    pub fn lc(sample_rate: u32, channels: u8) -> Option<Self> {
        let index = u16::from(rate_index(sample_rate)?);
        let word = 2_u16 << 11 | index << 7 | u16::from(channels & 0xf) << 3;
        Self::parse(&Bytes::copy_from_slice(&word.to_be_bytes())).ok()
    }
}

/// The number by which headers name a sampling rate; none for an odd rate.
pub(super) fn rate_index(sample_rate: u32) -> Option<u8> {
    let index = RATES.iter().position(|rate| *rate == sample_rate)?;
    u8::try_from(index).ok()
}

fn object_type(bits: &mut Bits<'_>) -> Option<u8> {
    let short = bits.number(5)?;
    let number = if short == 31 { 32 + bits.number(6)? } else { short };
    u8::try_from(number).ok()
}

fn sample_rate_of(bits: &mut Bits<'_>) -> Option<u32> {
    match bits.number(4)? {
        15 => bits.number(24),
        index => Some(RATES.get(index as usize).copied().unwrap_or(0)),
    }
}

/// None when bits are missing; an inner none when the rate makes no sense.
#[expect(clippy::option_option, reason = "two different faults")]
fn sample_rate(bits: &mut Bits<'_>) -> Option<Option<u32>> {
    let rate = sample_rate_of(bits)?;
    Some((1_000..=96_000).contains(&rate).then_some(rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asc: &[u8]) -> Result<(u32, u8, String), Error> {
        let config = Config::parse(&Bytes::copy_from_slice(asc))?;
        Ok((config.sample_rate, config.channels, config.codec_string()))
    }

    #[test]
    fn known_configurations() {
        assert_eq!(check(&[0x12, 0x10]), Ok((44_100, 2, "mp4a.40.2".to_owned())));
        assert_eq!(check(&[0x11, 0x90]), Ok((48_000, 2, "mp4a.40.2".to_owned())));
        assert_eq!(check(&[0x11, 0x90, 0x56, 0xe5, 0]), Ok((48_000, 2, "mp4a.40.2".to_owned())));
        assert_eq!(check(&[0x14, 0x08]), Ok((16_000, 1, "mp4a.40.2".to_owned())));
        assert_eq!(check(&[0x2b, 0x92, 0x08, 0]), Ok((22_050, 2, "mp4a.40.5".to_owned())));
    }

    #[test]
    fn bad_configurations_are_named() {
        assert_eq!(check(&[]), Err(Error::Length));
        assert_eq!(check(&[0x12]), Err(Error::Length));
        assert_eq!(check(&[0x12, 0x00]), Err(Error::Channels(0)));
        assert_eq!(check(&[0x16, 0x90]), Err(Error::SampleRate));
        assert_eq!(check(&[0x92, 0x10]), Err(Error::ObjectType(18)));
    }

    #[test]
    fn made_configurations_read_back() {
        let config = Config::lc(48_000, 2).unwrap();
        assert_eq!(&config.asc[..], [0x11, 0x90]);
        assert_eq!(Config::lc(48_001, 2), None);
    }
}

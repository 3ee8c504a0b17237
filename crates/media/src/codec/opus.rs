//! Opus (RFC 6716): how long a packet sounds, and its samples.
//!
//! Samples are 48 kHz, two channels, interleaved, whatever was sent: Opus says so little of itself
//! that a listener chooses (RFC 7587, 4.1).

use std::panic::{AssertUnwindSafe, catch_unwind};

use ropus::{Channels, DecodeMode};

/// Samples a second of each channel.
pub const RATE: u32 = 48_000;
/// Left and right.
pub const CHANNELS: usize = 2;
/// The longest packet: 120 ms (RFC 6716, 3.2.5).
pub const PACKET_SAMPLES_MAX: usize = 5_760;
/// The most bytes of a packet: 48 frames of 1,275 bytes and what stands around them.
pub const PACKET_BYTES_MAX: usize = 48 * 1_275 + 100;

/// Why a packet gives no sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Its length or its parts contradict one another.
    #[error("the Opus packet is broken")]
    Broken,
    /// The decoder failed in a way that it should not have; it begins anew.
    #[error("the Opus decoder failed")]
    Failed,
}

/// How many samples of each channel a packet holds, as its first bytes say (RFC 6716, 3.1 and
/// 3.2). None when it holds nothing, or more than 120 ms.
pub fn packet_samples(packet: &[u8]) -> Option<usize> {
    let toc = *packet.first()?;
    let frame = match toc >> 3 {
        // SILK: 10, 20, 40 and 60 ms.
        config @ 0..=11 => [480, 960, 1_920, 2_880][usize::from(config & 3)],
        // Hybrid: 10 and 20 ms.
        config @ 12..=15 => [480, 960][usize::from(config & 1)],
        // CELT: 2.5, 5, 10 and 20 ms.
        config => [120, 240, 480, 960][usize::from(config & 3)],
    };
    let frames = match toc & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => usize::from(packet.get(1)? & 0x3f),
    };
    let samples = frame * frames;
    (samples > 0 && samples <= PACKET_SAMPLES_MAX).then_some(samples)
}

/// One sender's decoder. It remembers what it heard, so packets must come in order.
pub struct Decoder {
    inner: ropus::Decoder,
    samples: Vec<i16>,
}

impl std::fmt::Debug for Decoder {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Decoder").finish_non_exhaustive()
    }
}

impl Decoder {
    /// A decoder that has heard nothing yet. Never none: rate and channels are lawful.
    pub fn new() -> Option<Self> {
        let inner = ropus::Decoder::new(RATE, Channels::Stereo).ok()?;
        Some(Self { inner, samples: vec![0; PACKET_SAMPLES_MAX * CHANNELS] })
    }

    /// A packet's samples, interleaved.
    ///
    /// # Errors
    /// When the packet is broken. What follows can be decoded all the same.
    pub fn decode(&mut self, packet: &[u8]) -> Result<&[i16], Error> {
        if packet.len() > PACKET_BYTES_MAX {
            return Err(Error::Broken);
        }
        let samples = packet_samples(packet).ok_or(Error::Broken)?;
        self.guarded(packet, samples)
    }

    /// What may have been in so many samples of each channel that were lost; a multiple of 120.
    ///
    /// # Errors
    /// When it is more than 120 ms or no multiple.
    pub fn conceal(&mut self, samples: usize) -> Result<&[i16], Error> {
        self.guarded(&[], samples)
    }

    /// A fault in the decoder must not end a lesson's sound: it begins anew instead.
    fn guarded(&mut self, packet: &[u8], samples: usize) -> Result<&[i16], Error> {
        let out = self.samples.get_mut(..samples * CHANNELS).ok_or(Error::Broken)?;
        let decode = || self.inner.decode(packet, out, DecodeMode::Normal);
        match catch_unwind(AssertUnwindSafe(decode)) {
            Ok(Ok(count)) if count == samples => {
                self.samples.get(..samples * CHANNELS).ok_or(Error::Broken)
            }
            Ok(_) => Err(Error::Broken),
            Err(_) => {
                if let Some(fresh) = Self::new() {
                    *self = fresh;
                }
                Err(Error::Failed)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_says_how_long_it_sounds() {
        assert_eq!(packet_samples(&[0x78]), Some(960), "hybrid, one frame of 20 ms");
        assert_eq!(packet_samples(&[0x01]), Some(960), "SILK, two frames of 10 ms");
        assert_eq!(packet_samples(&[0x83, 3]), Some(360), "CELT, three frames of 2.5 ms");
        assert_eq!(packet_samples(&[0x18]), Some(2_880), "SILK, one frame of 60 ms");
        assert_eq!(packet_samples(&[]), None);
        assert_eq!(packet_samples(&[0x83]), None, "the count of frames is missing");
        assert_eq!(packet_samples(&[0x83, 0]), None, "no frames");
        assert_eq!(packet_samples(&[0x1b, 3]), None, "180 ms");
    }

    #[test]
    fn what_is_no_packet_gives_an_error_and_harms_nothing() {
        let mut decoder = Decoder::new().expect("lawful");
        assert_eq!(decoder.decode(&[]), Err(Error::Broken));
        for first in 0..=255_u8 {
            for second in [0, 1, 0x3f, 0x41, 0x80, 0xff] {
                let _ = decoder.decode(&[first, second, 0xff, first, 1, 2, 3]);
            }
        }
        // One byte is a packet of silence.
        assert!(decoder.decode(&[0x78]).is_ok_and(|samples| samples.len() == 960 * CHANNELS));
    }
}

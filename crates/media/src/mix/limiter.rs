//! Keeps a sum of voices from clipping.

use crate::codec::opus::CHANNELS;

/// The loudest that comes out, of 1.
const CEILING: f32 = 0.97;
/// Samples of each channel over which the gain falls: 1 ms, too short to be heard as a step.
const ATTACK: usize = 48;
/// How much of what is missing to 1 the gain wins back in a frame: half of it in 140 ms.
const RELEASE: f32 = 0.1;

/// Turns everything down while the sum is too loud, and slowly up again.
#[derive(Debug)]
pub(super) struct Limiter {
    gain: f32,
}

impl Limiter {
    pub(super) const fn new() -> Self {
        Self { gain: 1.0 }
    }

    /// The sum of a frame, as 16-bit samples.
    pub(super) fn limit(&mut self, sum: &[f32]) -> Vec<i16> {
        let peak = sum.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
        let allowed = if peak > CEILING { CEILING / peak } else { 1.0 };
        let before = self.gain;
        let rested = before + (1.0 - before) * RELEASE;
        self.gain = rested.min(allowed);
        let ramp = if self.gain < before { ATTACK } else { sum.len() / CHANNELS };
        let mut out = Vec::with_capacity(sum.len());
        for (at, sample) in sum.iter().enumerate() {
            let part = ((at / CHANNELS) as f32 / ramp as f32).min(1.0);
            let gain = before + (self.gain - before) * part;
            // Within the millisecond of the fall a peak may still be above: it is cut.
            let loud = (sample * gain).clamp(-1.0, 1.0);
            out.push((loud * f32::from(i16::MAX)) as i16);
        }
        out
    }
}

//! Reads single bits and Exp-Golomb numbers.

/// A position in bits.
#[derive(Debug, Clone)]
pub(crate) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(crate) fn bit(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }

    /// The next `count` bits as a number; at most 32.
    pub(crate) fn number(&mut self, count: u32) -> Option<u32> {
        let mut value = 0_u32;
        for _ in 0..count.min(32) {
            value = value << 1 | u32::from(self.bit()?);
        }
        Some(value)
    }

    pub(crate) fn skip(&mut self, count: usize) -> Option<()> {
        let at = self.at.checked_add(count)?;
        if at > self.bytes.len().checked_mul(8)? {
            return None;
        }
        self.at = at;
        Some(())
    }

    /// An unsigned Exp-Golomb number.
    pub(crate) fn ue(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while !self.bit()? {
            zeros += 1;
            if zeros > 31 {
                return None;
            }
        }
        let tail = self.number(zeros)?;
        Some((1_u32 << zeros) - 1 + tail)
    }

    /// A signed Exp-Golomb number.
    pub(crate) fn se(&mut self) -> Option<i32> {
        let number = self.ue()?;
        let half = i32::try_from(number.div_ceil(2)).ok()?;
        Some(if number % 2 == 1 { half } else { -half })
    }
}

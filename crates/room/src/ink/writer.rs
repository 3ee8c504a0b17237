//! Writing the primitives.

/// Bytes that grow.
#[derive(Default)]
pub struct Writer {
    pub bytes: Vec<u8>,
}

impl Writer {
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub fn number(&mut self, value: u32) {
        let mut rest = value;
        while rest > 127 {
            self.byte((rest & 127) as u8 | 128);
            rest >>= 7;
        }
        self.byte(rest as u8);
    }

    /// A count of things of which there are never more than 32 bits tell.
    pub fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    pub fn signed(&mut self, value: i64) {
        self.number(zigzag(value));
    }

    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.put(text.as_bytes());
    }
}

/// Beyond 32 bits it is the largest number, which no limit allows.
pub fn zigzag(value: i64) -> u32 {
    u32::try_from(value.unsigned_abs().saturating_mul(2).saturating_sub(u64::from(value < 0)))
        .unwrap_or(u32::MAX)
}

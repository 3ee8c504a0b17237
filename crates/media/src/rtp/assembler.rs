//! H.264 packets (RFC 6184, packetisation modes 0 and 1) become access units.
//!
//! Packets come in the order of the network. One that is missing is waited for, as it is asked for
//! again; when it does not come, everything up to the next whole picture is left out, for a
//! decoder would show it broken.

use std::collections::BTreeMap;

use bytes::Bytes;

use crate::codec::h264::{IDR, kind};
use crate::limits::{NAL_UNITS_MAX, RTP_PICTURE_BYTES_MAX, RTP_WAITING_MAX};

/// How long a missing packet is waited for, in ticks of 90 kHz: half a second.
const PATIENCE_TICKS: i32 = 45_000;

/// A packet, without its RTP header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// Its number, without the wrap at 65,536.
    pub number: u64,
    /// Its time in 90 kHz, wrapping.
    pub time: u32,
    /// Whether a picture ends with it.
    pub is_last: bool,
    /// The payload.
    pub payload: Bytes,
}

/// One picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessUnit {
    /// Its time in 90 kHz, wrapping.
    pub time: u32,
    /// Whether it needs no other.
    pub is_key: bool,
    /// Its NAL units, without start codes or lengths.
    pub units: Vec<Bytes>,
}

/// One layer's packets on their way to pictures.
#[derive(Debug, Default)]
pub struct Assembler {
    next: Option<u64>,
    waiting: BTreeMap<u64, Packet>,
    /// The picture that is being put together.
    units: Vec<Bytes>,
    /// The unit that came in pieces so far.
    pieces: Vec<u8>,
    bytes: usize,
    time: Option<u32>,
    /// Until a whole picture comes nothing is given out.
    is_broken: bool,
    has_begun: bool,
}

impl Assembler {
    /// Takes a packet; gives the pictures that it made whole.
    pub fn push(&mut self, packet: Packet) -> Vec<AccessUnit> {
        let newest = packet.time;
        if self.next.is_some_and(|next| packet.number < next) {
            return Vec::new();
        }
        self.waiting.insert(packet.number, packet);
        let mut made = Vec::new();
        loop {
            let Some((&number, first)) = self.waiting.first_key_value() else { return made };
            let is_next = self.next.is_none_or(|next| number == next);
            // Less than nothing where a packet came late.
            let waited = newest.wrapping_sub(first.time).cast_signed();
            let is_patient = self.waiting.len() < RTP_WAITING_MAX && waited < PATIENCE_TICKS;
            if !is_next && is_patient {
                return made;
            }
            if !is_next {
                self.lose();
            }
            if let Some((_, packet)) = self.waiting.pop_first() {
                self.next = Some(packet.number + 1);
                made.extend(self.take(&packet));
            }
        }
    }

    /// Whether a whole picture is needed to go on.
    pub const fn is_broken(&self) -> bool {
        self.is_broken || !self.has_begun
    }

    /// Something is missing.
    fn lose(&mut self) {
        self.is_broken = true;
        self.forget();
    }

    fn forget(&mut self) {
        self.units.clear();
        self.pieces.clear();
        self.bytes = 0;
    }

    fn take(&mut self, packet: &Packet) -> Vec<AccessUnit> {
        let mut made = Vec::new();
        // Where the last packet of a picture was not marked.
        if self.time.is_some_and(|time| time != packet.time) {
            made.extend(self.finish());
        }
        self.time = Some(packet.time);
        if !self.unpack(&packet.payload) {
            self.lose();
        }
        if packet.is_last {
            made.extend(self.finish());
            self.time = None;
        }
        made
    }

    fn finish(&mut self) -> Option<AccessUnit> {
        let time = self.time?;
        let units = std::mem::take(&mut self.units);
        let is_key = units.iter().any(|unit| kind(unit) == IDR);
        self.forget();
        if units.is_empty() || (self.is_broken() && !is_key) {
            return None;
        }
        (self.is_broken, self.has_begun) = (false, true);
        Some(AccessUnit { time, is_key, units })
    }

    /// Takes a payload apart; whether it was whole.
    fn unpack(&mut self, payload: &Bytes) -> bool {
        match kind(payload) {
            1..=23 => self.add(payload.clone()),
            STAP_A => self.unpack_many(payload.slice(1..)),
            FU_A => self.unpack_piece(payload),
            _ => false,
        }
    }

    /// RFC 6184 section 5.7.1: units behind their lengths in two bytes.
    fn unpack_many(&mut self, mut rest: Bytes) -> bool {
        while rest.len() > 2 {
            let length = usize::from(u16::from_be_bytes([rest[0], rest[1]]));
            if length == 0 || length > rest.len() - 2 {
                return false;
            }
            let unit = rest.slice(2..2 + length);
            if !self.add(unit) {
                return false;
            }
            rest = rest.slice(2 + length..);
        }
        rest.is_empty()
    }

    /// RFC 6184 section 5.8: a unit in pieces, its type in the second byte.
    fn unpack_piece(&mut self, payload: &Bytes) -> bool {
        let [indicator, header, rest @ ..] = &payload[..] else { return false };
        let (is_first, is_last) = (header & 0x80 != 0, header & 0x40 != 0);
        if is_first {
            self.pieces.clear();
            self.pieces.push((indicator & 0xe0) | (header & 0x1f));
        } else if self.pieces.is_empty() {
            return false;
        }
        if self.bytes + self.pieces.len() + rest.len() > RTP_PICTURE_BYTES_MAX {
            return false;
        }
        self.pieces.extend_from_slice(rest);
        if is_last {
            let whole = Bytes::from(std::mem::take(&mut self.pieces));
            return self.add(whole);
        }
        true
    }

    fn add(&mut self, unit: Bytes) -> bool {
        self.bytes += unit.len();
        if self.units.len() >= NAL_UNITS_MAX || self.bytes > RTP_PICTURE_BYTES_MAX {
            return false;
        }
        self.units.push(unit);
        true
    }
}

const STAP_A: u8 = 24;
const FU_A: u8 = 28;

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(number: u64, time: u32, is_last: bool, payload: &[u8]) -> Packet {
        Packet { number, time, is_last, payload: Bytes::copy_from_slice(payload) }
    }

    fn unit(time: u32, is_key: bool, units: &[&[u8]]) -> AccessUnit {
        let units = units.iter().map(|unit| Bytes::copy_from_slice(unit)).collect();
        AccessUnit { time, is_key, units }
    }

    #[test]
    fn pictures_are_made_of_whole_units_of_many_and_of_pieces() {
        let mut assembler = Assembler::default();
        let sets: &[u8] = &[0x78, 0, 2, 0x67, 1, 0, 1, 0x68];
        assert_eq!(assembler.push(packet(1, 9, false, sets)), []);
        assert_eq!(assembler.push(packet(3, 9, false, &[0x7c, 0x05, 8])), []);
        assert_eq!(assembler.push(packet(2, 9, false, &[0x7c, 0x85, 7])), []);
        let whole = unit(9, true, &[&[0x67, 1], &[0x68], &[0x65, 7, 8, 9]]);
        assert_eq!(assembler.push(packet(4, 9, true, &[0x7c, 0x45, 9])), [whole]);
        let next = unit(3_009, false, &[&[0x41, 1]]);
        assert_eq!(assembler.push(packet(5, 3_009, true, &[0x41, 1])), [next]);
        // Without the mark a picture ends where the next begins.
        assert_eq!(assembler.push(packet(6, 6_009, false, &[0x41, 2])), []);
        let last = assembler.push(packet(7, 9_009, false, &[0x41, 3]));
        assert_eq!(last, [unit(6_009, false, &[&[0x41, 2]])]);
    }

    #[test]
    fn after_a_loss_nothing_is_shown_until_a_whole_picture() {
        let mut assembler = Assembler::default();
        assert!(assembler.is_broken(), "it has seen none");
        assert_eq!(assembler.push(packet(0, 0, true, &[0x41])), []);
        assert_eq!(assembler.push(packet(1, 3_000, true, &[0x65])).len(), 1);
        assert!(!assembler.is_broken());
        // Number 2 never comes: half a second later it is given up.
        assert_eq!(assembler.push(packet(3, 9_000, true, &[0x41, 3])), []);
        assert_eq!(assembler.push(packet(4, 50_000, true, &[0x41, 4])), []);
        assert_eq!(assembler.push(packet(5, 54_000, true, &[0x41, 5])), []);
        assert!(assembler.is_broken());
        let key = unit(57_000, true, &[&[0x65, 6]]);
        assert_eq!(assembler.push(packet(6, 57_000, true, &[0x65, 6])), [key]);
        // What comes too late is not taken.
        assert_eq!(assembler.push(packet(2, 6_000, true, &[0x41, 2])), []);
        assert!(!assembler.is_broken());
    }

    #[test]
    fn what_makes_no_sense_is_left_out() {
        let mut assembler = Assembler::default();
        assert_eq!(assembler.push(packet(0, 0, true, &[0x65])).len(), 1);
        let bad: [&[u8]; 6] =
            [&[], &[0x78, 0, 9, 1], &[0x78, 0, 0, 1], &[0x7c], &[0x7c, 0x05, 1], &[0x1f]];
        for (number, payload) in (1..).zip(bad) {
            let time = u32::try_from(number * 3_000).unwrap();
            assert_eq!(assembler.push(packet(number, time, true, payload)), [], "{payload:x?}");
            assert!(assembler.is_broken());
        }
        assert_eq!(assembler.push(packet(7, 30_000, true, &[0x65])).len(), 1);
        for number in 9..5_000 {
            assembler.push(packet(number, 33_000, false, &[0x41; 100]));
            assert!(assembler.waiting.len() <= RTP_WAITING_MAX);
        }
    }
}

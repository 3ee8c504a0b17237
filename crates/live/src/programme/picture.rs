//! One sender's picture as an encoder's tags.

use std::time::Instant;

use xingtan_media::flv::Tag;
use xingtan_media::frame::VIDEO_TIMESCALE;
use xingtan_media::rtp::{AccessUnit, Assembler, Packet, Parameters, frame_tag, sequence_tag};

use super::clock::{SourceClock, ticks};

/// A picture on its way to the hub.
#[derive(Debug)]
pub struct Picture {
    begun: Instant,
    assembler: Assembler,
    parameters: Parameters,
    clock: Option<SourceClock>,
    last_ms: i64,
}

impl Picture {
    /// A picture of a programme that began then.
    pub fn new(begun: Instant) -> Self {
        let (assembler, parameters) = (Assembler::default(), Parameters::default());
        Self { begun, assembler, parameters, clock: None, last_ms: 0 }
    }

    /// Whether so much was lost that only a key frame can mend it.
    pub fn is_broken(&self) -> bool {
        self.assembler.is_broken()
    }

    /// Takes a packet and when it was made; gives the tags of the pictures that it made whole.
    pub fn take(&mut self, packet: Packet, made: Instant) -> Vec<Tag> {
        let made_at = ticks(self.begun, made, VIDEO_TIMESCALE);
        let clock = match &self.clock {
            Some(clock) => clock.follow(packet.time, made_at, VIDEO_TIMESCALE),
            None => SourceClock::begin(packet.time, made_at),
        };
        self.clock = Some(clock);
        let mut tags = Vec::new();
        for unit in self.assembler.push(packet) {
            let at_ms = self.ms(&clock, &unit);
            if self.parameters.look(&unit) {
                tags.extend(sequence_tag(&self.parameters, at_ms));
            }
            tags.push(frame_tag(&unit, at_ms));
        }
        tags
    }

    /// Milliseconds since the programme began, which never go back, and wrap as tags' times do.
    fn ms(&mut self, clock: &SourceClock, unit: &AccessUnit) -> u32 {
        let at = clock.unwrapped(unit.time) + clock.offset();
        self.last_ms = self.last_ms.max(at * 1_000 / i64::from(VIDEO_TIMESCALE));
        self.last_ms as u32
    }
}

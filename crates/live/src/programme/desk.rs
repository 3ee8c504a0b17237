//! Everybody's packets on the programme's clock.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use bytes::Bytes;
use xingtan_media::codec::opus::RATE;
use xingtan_media::mix::{FRAME_SAMPLES, Mixed, Mixer, Packet};

use super::clock::{SourceClock, ticks};

/// How long packets are waited for. Those who watch over HTTP see what happened a second ago
/// anyhow.
const HELD_BACK: Duration = Duration::from_millis(200);

/// A mixing desk whose time is the programme's: zero when it began.
#[derive(Debug)]
pub(super) struct Desk {
    mixer: Mixer,
    clocks: BTreeMap<u64, SourceClock>,
    begun: Instant,
}

impl Desk {
    /// A desk whose programme begins now.
    pub(super) const fn new(begun: Instant) -> Self {
        Self { mixer: Mixer::new(0), clocks: BTreeMap::new(), begun }
    }

    /// Takes an Opus packet: its time by the sender's clock of 48 kHz, which wraps, and when it
    /// was made.
    pub(super) fn take(&mut self, source: u64, (time, made): (u32, Instant), data: Bytes) {
        let made_at = self.samples(made);
        let clock = match self.clocks.get(&source) {
            Some(clock) => clock.follow(time, made_at, RATE),
            None => SourceClock::begin(time, made_at),
        };
        let (sent_at, offset) = (clock.unwrapped(time), clock.offset());
        // One that comes late or too often is left out; what is missing is hidden by the mixer.
        if self.mixer.push(source, Packet { sent_at, offset, data }) {
            self.clocks.insert(source, clock);
        }
    }

    /// Forgets somebody.
    pub(super) fn gone(&mut self, source: u64) {
        self.clocks.remove(&source);
        self.mixer.remove(source);
    }

    /// The next 20 ms, when their time has come.
    pub(super) fn due(&mut self, now: Instant) -> Option<Mixed> {
        let heard_to = self.samples(now.checked_sub(HELD_BACK)?);
        (self.mixer.next_at() + FRAME_SAMPLES as i64 <= heard_to).then(|| self.mixer.mix())
    }

    /// Samples of 48 kHz since the programme began.
    fn samples(&self, at: Instant) -> i64 {
        ticks(self.begun, at, RATE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SILENCE: Bytes = Bytes::from_static(&[0x78]);

    #[test]
    fn frames_come_when_their_time_has_come_and_never_stop() {
        let begun = Instant::now();
        let at = |ms| begun + Duration::from_millis(ms);
        let mut desk = Desk::new(begun);
        assert!(desk.due(at(219)).is_none());
        assert!(desk.due(at(220)).is_some_and(|frame| frame.at == 0));
        assert!(desk.due(at(220)).is_none());
        let late = std::iter::from_fn(|| desk.due(at(1_220))).count();
        assert_eq!(late, 50, "what was missed is made up for");
    }

    #[test]
    fn a_sender_is_placed_by_when_he_spoke_however_his_packets_tremble() {
        let begun = Instant::now();
        let mut desk = Desk::new(begun);
        let mut worst = 0.0_f64;
        for count in 0..500_u64 {
            // 20 ms apart on his clock, which wraps on the way; made up to 15 ms off.
            let time = u32::MAX - 9_600 + 1;
            let time = time.wrapping_add(u32::try_from(count * 960).expect("small"));
            let made = begun + Duration::from_millis(1_000 + count * 20 + count * 7 % 16);
            desk.take(1, (time, made), SILENCE);
            while desk.due(made).is_some() {}
            let clock = desk.clocks[&1];
            let placed = (clock.unwrapped(time) + clock.offset()) as f64;
            let meant = (1_000 + count * 20) as f64 * 48.0;
            worst = worst.max((placed - meant).abs());
        }
        assert!(worst < 16.0 * 48.0, "{worst} samples off");
        desk.gone(1);
        assert!(desk.clocks.is_empty());
    }
}

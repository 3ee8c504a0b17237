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
/// So many packets of one sender that come too late, one after the other, are no accident.
const LATE_MAX: u32 = 10;
/// What a sender who is always late is given beyond that, in samples: 60 ms.
const SPARE: i64 = 2_880;

/// A mixing desk whose time is the programme's: zero when it began.
#[derive(Debug)]
pub(super) struct Desk {
    mixer: Mixer,
    senders: BTreeMap<u64, Sender>,
    begun: Instant,
}

/// Somebody at the desk.
#[derive(Debug, Clone, Copy)]
struct Sender {
    clock: SourceClock,
    /// Packets in a row that came too late.
    late: u32,
    /// How much later than he spoke he is heard, in samples, because all of his come late.
    behind: i64,
}

impl Sender {
    /// As the next packet tells of him, or the first.
    fn follow(known: Option<&Self>, time: u32, made_at: i64) -> Self {
        let Some(known) = known else {
            return Self { clock: SourceClock::begin(time, made_at), late: 0, behind: 0 };
        };
        Self { clock: known.clock.follow(time, made_at + known.behind, RATE), ..*known }
    }

    /// When a packet is to be heard, in samples.
    fn heard_at(&self, time: u32) -> i64 {
        self.clock.unwrapped(time) + self.clock.offset()
    }
}

impl Desk {
    /// A desk whose programme begins now.
    pub(super) const fn new(begun: Instant) -> Self {
        Self { mixer: Mixer::new(0), senders: BTreeMap::new(), begun }
    }

    /// Takes an Opus packet: its time by the sender's clock of 48 kHz, which wraps, and when it
    /// was made. Whoever is late all the time, as on a device that cannot keep up, would never be
    /// heard: he is placed later, and his voice no longer moves his lips.
    pub(super) fn take(&mut self, source: u64, (time, made): (u32, Instant), data: Bytes) {
        let made_at = self.samples(made);
        let mut sender = Sender::follow(self.senders.get(&source), time, made_at);
        let missed = self.mixer.next_at() - sender.heard_at(time);
        sender.late = if missed > 0 { sender.late + 1 } else { 0 };
        if sender.late >= LATE_MAX {
            let behind = sender.behind + missed + SPARE;
            let clock = SourceClock::begin(time, made_at + behind);
            sender = Sender { clock, late: 0, behind };
        }
        let (sent_at, offset) = (sender.clock.unwrapped(time), sender.clock.offset());
        // One that comes late or too often is left out; what is missing is hidden by the mixer.
        if self.mixer.push(source, Packet { sent_at, offset, data }) {
            self.senders.insert(source, sender);
        } else if let Some(known) = self.senders.get_mut(&source) {
            known.late = sender.late;
        }
    }

    /// Forgets somebody.
    pub(super) fn gone(&mut self, source: u64) {
        self.senders.remove(&source);
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
            let clock = desk.senders[&1].clock;
            let placed = (clock.unwrapped(time) + clock.offset()) as f64;
            let meant = (1_000 + count * 20) as f64 * 48.0;
            worst = worst.max((placed - meant).abs());
        }
        assert!(worst < 16.0 * 48.0, "{worst} samples off");
        desk.gone(1);
        assert!(desk.senders.is_empty());
    }

    #[test]
    fn who_is_always_late_is_heard_a_little_later_and_goes_on_unbroken() {
        let begun = Instant::now();
        let mut desk = Desk::new(begun);
        let (mut heard, mut frames) = (0, 0);
        for count in 0..200_u64 {
            let now = begun + Duration::from_millis(1_000 + count * 20);
            let made = now.checked_sub(Duration::from_millis(400)).expect("after the beginning");
            let time = u32::try_from(count * 960).expect("small");
            desk.take(1, (time, made), SILENCE);
            while let Some(frame) = desk.due(now) {
                let is_heard = frame.loudness.iter().any(|(source, _)| *source == 1);
                (heard, frames) = (heard + usize::from(is_heard), frames + 1);
            }
        }
        assert!(heard >= 200 - 20, "{heard} of {frames}");
    }
}

//! The one who sends: the clip, again and again, at its own pace.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher as _};
use std::rc::Rc;
use std::time::{Duration, Instant};

use str0m::format::Codec;
use str0m::media::Mid;
use str0m::rtp::{ExtensionValues, RtpWrite};
use str0m::{Event, Rtc};
use tokio::sync::oneshot;

use super::clip::{Kind, Part, SPAN};
use super::peer;

/// How loud the voice says it is.
const LEVEL_DB: i8 = -20;

/// When each packet of a picture was sent last, found by what it carries.
#[derive(Debug)]
pub struct Marks {
    by_payload: HashMap<u64, usize>,
    sent: RefCell<Vec<Option<Instant>>>,
}

impl Marks {
    /// Of a clip.
    pub fn new(parts: &[Part]) -> Self {
        let (mut by_payload, mut twice) = (HashMap::new(), Vec::new());
        for (number, part) in parts.iter().enumerate() {
            let known = key(&part.payload);
            if part.kind == Kind::Sound || by_payload.insert(known, number).is_some() {
                twice.push(known);
            }
        }
        for known in twice {
            by_payload.remove(&known);
        }
        Self { by_payload, sent: RefCell::new(vec![None; parts.len()]) }
    }

    fn sent(&self, number: usize, now: Instant) {
        if let Some(sent) = self.sent.borrow_mut().get_mut(number) {
            *sent = Some(now);
        }
    }

    /// How long ago the packet was sent that carries this; nothing when several carry the same.
    pub fn age(&self, payload: &[u8], now: Instant) -> Option<Duration> {
        let number = self.by_payload.get(&key(payload))?;
        let sent = self.sent.borrow().get(*number).copied().flatten()?;
        Some(now.saturating_duration_since(sent))
    }
}

fn key(payload: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(payload.get(..64).unwrap_or(payload));
    hasher.write_usize(payload.len());
    hasher.finish()
}

/// Sends the clip once it is connected.
pub struct Sender {
    clip: Rc<[Part]>,
    marks: Rc<Marks>,
    mids: Vec<(Mid, Kind)>,
    began: Option<Instant>,
    connected: Option<oneshot::Sender<()>>,
    next: usize,
    runs: u32,
    numbers: [u64; 2],
}

impl Sender {
    /// Sends on these lines; tells when it is connected.
    pub fn new(
        clip: Rc<[Part]>,
        marks: Rc<Marks>,
        mids: Vec<(Mid, Kind)>,
        connected: oneshot::Sender<()>,
    ) -> Self {
        let connected = Some(connected);
        Self { clip, marks, mids, began: None, connected, next: 0, runs: 0, numbers: [0; 2] }
    }

    fn at(&self) -> Option<Instant> {
        Some(self.began? + SPAN * self.runs + self.clip.get(self.next)?.at)
    }

    fn write(&mut self, rtc: &mut Rtc, now: Instant) {
        let Some(part) = self.clip.get(self.next) else { return };
        self.marks.sent(self.next, now);
        let codec = match part.kind {
            Kind::Picture => Codec::H264,
            Kind::Sound => Codec::Opus,
        };
        let Some((mid, _)) = self.mids.iter().find(|(_, kind)| *kind == part.kind) else { return };
        let Some(media) = rtc.media(*mid) else { return };
        let known = media.remote_pts();
        let params = rtc.codec_config().params().iter();
        let fits = params.filter(|one| one.spec().codec == codec).map(|one| one.pt());
        let Some(pt) = fits.into_iter().find(|pt| known.contains(pt)) else { return };
        let number = &mut self.numbers[part.kind as usize];
        let time = part.time.wrapping_add(part.kind.span().wrapping_mul(self.runs));
        let rtp = RtpWrite::new(pt, (*number).into(), time, now, part.payload.clone());
        *number += 1;
        let is_sound = part.kind == Kind::Sound;
        let ext = ExtensionValues {
            audio_level: is_sound.then_some(LEVEL_DB),
            voice_activity: is_sound.then_some(true),
            ..ExtensionValues::default()
        };
        if let Some(stream) = rtc.direct_api().stream_tx_by_mid(*mid, None) {
            stream.set_unpaced(true);
            stream.write_rtp(rtp.marker(part.is_last).nackable(!is_sound).ext_vals(ext));
        }
    }
}

impl peer::Part for Sender {
    fn due(&self) -> Option<Instant> {
        self.at()
    }

    fn work(&mut self, rtc: &mut Rtc, now: Instant) {
        while self.at().is_some_and(|at| at <= now) {
            self.write(rtc, now);
            self.next += 1;
            if self.next >= self.clip.len() {
                (self.next, self.runs) = (0, self.runs + 1);
            }
        }
    }

    fn take(&mut self, event: Event, now: Instant) {
        if matches!(event, Event::Connected) {
            self.began = Some(now);
            if let Some(connected) = self.connected.take() {
                // Whoever waited may have given up.
                let _ = connected.send(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_is_known_again_unless_another_carries_the_same() {
        let part = |kind, payload: &[u8]| {
            let at = Duration::ZERO;
            Part { kind, at, time: 0, is_last: true, payload: payload.into() }
        };
        let clip = [
            part(Kind::Picture, b"one"),
            part(Kind::Picture, b"same"),
            part(Kind::Picture, b"same"),
            part(Kind::Sound, b"tone"),
        ];
        let marks = Marks::new(&clip);
        let now = Instant::now();
        (0..clip.len()).for_each(|number| marks.sent(number, now));
        let later = now + Duration::from_millis(5);
        assert_eq!(marks.age(b"one", later), Some(Duration::from_millis(5)));
        assert_eq!(marks.age(b"same", later), None);
        assert_eq!(marks.age(b"tone", later), None);
    }
}

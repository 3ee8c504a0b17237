//! The voice: the programme's sound made small by an encoder outside, and where it lies on the
//! lesson's clock.
//!
//! The encoder is fed AAC frames and gives back others, without a word on time. Time is counted:
//! what it gives back begins as many samples into what it was fed as it has given before, less what
//! every AAC encoder puts in front (its priming).

use std::collections::VecDeque;

use bytes::Bytes;

use crate::codec::aac::{self, LC_FRAME_SAMPLES, PRIMING_SAMPLES};
use crate::codec::adts;
use crate::frame::{Codec, Frame, Kind, TrackConfig, VOICE, ticks_to_ms};

/// Samples per second of the voice: all that speech has.
pub const SAMPLE_RATE: u32 = 24_000;
/// Frames that may be on their way through the encoder: half a minute of the finest sound.
const FED_MAX: usize = 3_000;

/// How the voice is coded.
pub fn config() -> Option<TrackConfig> {
    let codec = Codec::Aac(aac::Config::lc(SAMPLE_RATE, 1)?);
    Some(TrackConfig { track: VOICE, codec })
}

/// Frames of the last moments, which tell how many bits sound has.
#[derive(Debug)]
pub struct Recent {
    span_ms: i64,
    frames: VecDeque<Frame>,
    bytes: usize,
}

impl Recent {
    /// Keeps so many milliseconds.
    pub const fn new(span_ms: i64) -> Self {
        Self { span_ms, frames: VecDeque::new(), bytes: 0 }
    }

    /// Takes a frame and forgets those too old.
    pub fn push(&mut self, frame: Frame) {
        let from_ms = frame.dts_ms() - self.span_ms;
        self.bytes += frame.data.len();
        self.frames.push_back(frame);
        // One that is older stays, so that the frames span the time.
        while self.frames.get(1).is_some_and(|second| second.dts_ms() <= from_ms) {
            if let Some(old) = self.frames.pop_front() {
                self.bytes -= old.data.len();
            }
        }
    }

    /// Its bit rate; none while too little is known.
    pub fn kbps(&self) -> Option<u32> {
        let (first, last) = (self.frames.front()?, self.frames.back()?);
        let span_ms = last.dts_ms() - first.dts_ms();
        if span_ms < self.span_ms {
            return None;
        }
        // The last frame begins where the span ends.
        let bytes = self.bytes - last.data.len();
        u32::try_from(i64::try_from(bytes).ok()? * 8 / span_ms.max(1)).ok()
    }

    /// The frames, which are no longer kept.
    pub fn take(&mut self) -> Vec<Frame> {
        self.bytes = 0;
        self.frames.drain(..).collect()
    }
}

#[derive(Debug)]
struct Fed {
    /// How many samples were fed before it.
    at: i64,
    frame: Frame,
}

/// What is on its way through the encoder, and the time of what it gives back.
#[derive(Debug)]
pub struct Recoding {
    source: aac::Config,
    fed: VecDeque<Fed>,
    fed_samples: i64,
    given: i64,
    next: Option<i64>,
}

impl Recoding {
    /// For sound coded like this; none for AAC that cannot be handed to an encoder.
    pub fn new(source: &aac::Config) -> Option<Self> {
        adts::write(source, &[])?;
        Some(Self {
            source: source.clone(),
            fed: VecDeque::new(),
            fed_samples: 0,
            given: 0,
            next: None,
        })
    }

    /// Takes a frame of the programme's sound; gives what the encoder is to be fed.
    pub fn feed(&mut self, frame: Frame) -> Bytes {
        let bytes = adts::write(&self.source, &frame.data).unwrap_or_default();
        if bytes.is_empty() {
            return bytes;
        }
        let at = self.fed_samples;
        self.fed_samples += i64::from(frame.samples);
        self.fed.push_back(Fed { at, frame });
        if self.fed.len() > FED_MAX {
            self.fed.pop_front();
        }
        bytes
    }

    /// Another encoder takes over: gives what it is to be fed first, all that has not come back.
    pub fn begin_again(&mut self) -> Vec<Bytes> {
        let frames: Vec<Frame> = self.fed.drain(..).map(|fed| fed.frame).collect();
        (self.fed_samples, self.given) = (0, 0);
        frames.into_iter().map(|frame| self.feed(frame)).collect()
    }

    /// What has not come back, when nothing will.
    pub fn into_unsaid(self) -> Vec<Frame> {
        self.fed.into_iter().map(|fed| fed.frame).collect()
    }

    /// How much sound was fed and has not come back, in milliseconds.
    pub fn behind_ms(&self) -> i64 {
        let from = self.fed.front().map_or(self.fed_samples, |fed| fed.at);
        ticks_to_ms(self.fed_samples - from, self.source.sample_rate)
    }

    /// Places a frame that came back. None when it lies before the sound, or was given before.
    pub fn place(&mut self, data: Bytes) -> Option<Frame> {
        let sample = self.given * i64::from(LC_FRAME_SAMPLES) - PRIMING_SAMPLES;
        self.given += 1;
        let dts = self.time_of(sample)?;
        // Rounded apart by a sample is next to each other.
        let dts = match self.next {
            Some(next) if (dts - next).abs() <= 1 => next,
            Some(next) if dts < next => return None,
            _ => dts,
        };
        self.next = Some(dts + i64::from(LC_FRAME_SAMPLES));
        Some(Frame {
            track: VOICE,
            kind: Kind::Audio,
            timescale: SAMPLE_RATE,
            dts,
            cts: 0,
            key: true,
            samples: LC_FRAME_SAMPLES,
            data,
        })
    }

    /// The lesson time, in the voice's samples, at which a sample of the voice lies. Forgets the
    /// frames before it.
    fn time_of(&mut self, sample: i64) -> Option<i64> {
        let rate = self.source.sample_rate;
        let wanted = scale(sample, SAMPLE_RATE, rate);
        let is_over = |fed: &Fed| fed.at + i64::from(fed.frame.samples) <= wanted;
        while self.fed.len() > 1 && self.fed.front().is_some_and(is_over) {
            self.fed.pop_front();
        }
        let fed = self.fed.front()?;
        // From the frame's own time on in the voice's samples, so that roundings do not add up.
        let into = sample - scale(fed.at, rate, SAMPLE_RATE);
        let dts = scale(fed.frame.dts, rate, SAMPLE_RATE) + into;
        (dts >= 0).then_some(dts)
    }
}

/// A number of samples at another rate, rounded to the nearest.
fn scale(samples: i64, from: u32, to: u32) -> i64 {
    let from = i128::from(from.max(1));
    let scaled = (i128::from(samples) * i128::from(to) + from / 2).div_euclid(from);
    i64::try_from(scaled).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> aac::Config {
        aac::Config::lc(48_000, 2).unwrap()
    }

    /// The frame of sound that lies at `dts`.
    fn sound(dts: i64, bytes: usize) -> Frame {
        Frame {
            track: crate::frame::SOUND,
            kind: Kind::Audio,
            timescale: 48_000,
            dts,
            cts: 0,
            key: true,
            samples: 1_024,
            data: vec![7; bytes].into(),
        }
    }

    fn frames(start: i64, count: i64) -> impl Iterator<Item = Frame> {
        (0..count).map(move |n| sound(start + n * 1_024, 341))
    }

    /// Gives back what an encoder would for what it was fed.
    fn times(recoding: &mut Recoding, count: usize) -> Vec<i64> {
        let place = |_| recoding.place(Bytes::from_static(b"voice"));
        (0..count).filter_map(place).map(|frame| frame.dts).collect()
    }

    #[test]
    fn what_comes_back_lies_where_its_sound_lay() {
        let mut recoding = Recoding::new(&source()).unwrap();
        frames(480_000, 100).for_each(|frame| assert_eq!(recoding.feed(frame).len(), 348));
        assert_eq!(recoding.behind_ms(), 2_133);
        let found = times(&mut recoding, 40);
        let expected: Vec<i64> = (0..40).map(|n| 240_000 + (n - 1) * 1_024).collect();
        assert_eq!(found, expected);
        assert_eq!(recoding.behind_ms(), 512);
    }

    #[test]
    fn nothing_lies_before_the_lesson() {
        let mut recoding = Recoding::new(&source()).unwrap();
        frames(0, 10).for_each(|frame| drop(recoding.feed(frame)));
        assert_eq!(times(&mut recoding, 3), [0, 1_024]);
    }

    #[test]
    fn a_gap_in_the_sound_is_one_in_the_voice() {
        let mut recoding = Recoding::new(&source()).unwrap();
        frames(48_000, 40).chain(frames(480_000, 40)).for_each(|frame| drop(recoding.feed(frame)));
        let found = times(&mut recoding, 30);
        let steps: Vec<i64> = found.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(steps.iter().filter(|step| **step != 1_024).count(), 1, "{steps:?}");
        assert_eq!(found[21], 240_000);
    }

    #[test]
    fn an_odd_rate_stays_with_its_sound_for_hours() {
        let source = aac::Config::lc(44_100, 2).unwrap();
        let mut recoding = Recoding::new(&source).unwrap();
        let (mut at, mut given) = (0, 0_i64);
        let mut last = None;
        for _ in 0..8 * 3_600 * 44_100 / 1_024 {
            drop(recoding.feed(Frame { timescale: 44_100, ..sound(at, 100) }));
            at += 1_024;
            while given * 1_024 * 44_100 < at * 24_000 {
                given += 1;
                let Some(frame) = recoding.place(Bytes::new()) else { continue };
                assert!(last.is_none_or(|last| frame.dts == last + 1_024), "{}", frame.dts);
                last = Some(frame.dts);
                assert_eq!(frame.dts, (given - 2) * 1_024);
            }
        }
        assert!(last.unwrap() > 8 * 3_600 * 24_000 - 3_000);
    }

    #[test]
    fn another_encoder_goes_on_without_a_gap_and_says_nothing_twice() {
        let mut recoding = Recoding::new(&source()).unwrap();
        frames(48_000, 50).for_each(|frame| drop(recoding.feed(frame)));
        let mut found = times(&mut recoding, 12);
        let again = recoding.begin_again().len();
        assert!((29..=31).contains(&again), "{again}");
        frames(48_000 + 50 * 1_024, 50).for_each(|frame| drop(recoding.feed(frame)));
        found.extend(times(&mut recoding, 30));
        assert!(found.is_sorted_by(|one, next| one < next), "{found:?}");
        let widest = found.windows(2).map(|pair| pair[1] - pair[0]).max();
        assert!(widest < Some(2_048), "{found:?}");
    }

    #[test]
    fn bits_are_counted_over_the_last_moments() {
        let mut recent = Recent::new(2_000);
        assert_eq!(recent.kbps(), None);
        (0..90).for_each(|n| recent.push(sound(n * 1_024, 85)));
        assert_eq!(recent.kbps(), None);
        (90..200).for_each(|n| recent.push(sound(n * 1_024, 85)));
        assert_eq!(recent.kbps(), Some(31));
        (200..300).for_each(|n| recent.push(sound(n * 1_024, 341)));
        assert_eq!(recent.kbps(), Some(127));
        assert!((94..=96).contains(&recent.take().len()));
    }
}

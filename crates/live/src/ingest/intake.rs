//! An encoder's tags become frames on the lesson's clock.

use xingtan_media::codec::{aac, h264};
use xingtan_media::flv::{Payload, PayloadError, Tag, TagKind, parse_audio, parse_video};
use xingtan_media::frame::{
    Codec, Frame, Kind, PICTURE, SOUND, TrackConfig, VIDEO_TIMESCALE, ms_to_ticks, ticks_to_ms,
};

/// A sound whose counted time is this far from its sender's time is set anew.
const SOUND_SLIP_MS: i64 = 80;
/// A step of the sender's time beyond this is a jump, not a pause.
const JUMP_MS: i64 = 10_000;
/// Sound starts without a picture after this time.
const SOUND_ONLY_AFTER_MS: i64 = 2_000;

/// Why an encoder must be sent away.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The payload is broken or its codec is not supported.
    #[error(transparent)]
    Payload(#[from] PayloadError),
    /// The H.264 configuration cannot be used.
    #[error(transparent)]
    H264(#[from] h264::Error),
    /// The AAC configuration cannot be used.
    #[error(transparent)]
    Aac(#[from] aac::Error),
}

/// What a tag gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A new run begins with these tracks; frames follow.
    Begin(Vec<TrackConfig>),
    /// A frame of the run.
    Frame(Frame),
    /// The sender's time jumped; the track goes on at another place.
    Jump,
}

/// Maps one connection's tags.
#[derive(Debug, Default)]
pub struct Intake {
    video: Option<h264::Config>,
    audio: Option<aac::Config>,
    begun: bool,
    first_sound_ms: Option<i64>,
    offset_ms: i64,
    last_raw: Option<u32>,
    unwrapped_ms: i64,
    sound_next: Option<i64>,
    video_last: i64,
}

impl Intake {
    /// Takes a tag that arrived at a lesson time.
    ///
    /// # Errors
    /// When the encoder sends what we cannot pass on.
    pub fn take(&mut self, tag: &Tag, arrived_ms: i64) -> Result<Vec<Step>, Fault> {
        match tag.kind {
            TagKind::Video => self.video(parse_video(&tag.payload)?, tag, arrived_ms),
            TagKind::Audio => self.audio(parse_audio(&tag.payload)?, tag, arrived_ms),
            TagKind::Script => Ok(Vec::new()),
        }
    }

    /// Forgets the run, so that the next key frame begins a new one, at the lesson's opening.
    pub fn restart(&mut self) {
        self.begun = false;
        self.first_sound_ms = None;
        self.sound_next = None;
    }

    fn video(&mut self, payload: Payload, tag: &Tag, now: i64) -> Result<Vec<Step>, Fault> {
        match payload {
            Payload::AvcConfig(avcc) => {
                let config = h264::Config::parse(&avcc)?;
                if self.video.as_ref().is_some_and(|old| *old != config) || self.audio_runs_alone()
                {
                    self.restart();
                }
                self.video = Some(config);
                Ok(Vec::new())
            }
            Payload::AvcFrame { key, cts_ms, data } => {
                let Some(config) = &self.video else { return Ok(Vec::new()) };
                let key = key || h264::has_idr(&data, config.nal_length_size);
                let mut steps = Vec::new();
                if !self.begun {
                    if !key {
                        return Ok(steps);
                    }
                    self.begin(tag.timestamp_ms, now, &mut steps);
                }
                let at_ms = self.lesson_ms(tag.timestamp_ms, now, &mut steps);
                let ticks = ms_to_ticks(at_ms, VIDEO_TIMESCALE).max(self.video_last + 1);
                self.video_last = ticks;
                steps.push(Step::Frame(Frame {
                    track: PICTURE,
                    kind: Kind::Video,
                    timescale: VIDEO_TIMESCALE,
                    dts: ticks,
                    cts: cts_ms.saturating_mul(90),
                    key,
                    samples: 0,
                    data,
                }));
                Ok(steps)
            }
            _ => Ok(Vec::new()),
        }
    }

    fn audio_runs_alone(&self) -> bool {
        self.begun && self.video.is_none()
    }

    fn audio(&mut self, payload: Payload, tag: &Tag, now: i64) -> Result<Vec<Step>, Fault> {
        match payload {
            Payload::AacConfig(asc) => {
                let config = aac::Config::parse(&asc)?;
                // A sound that comes after the picture began makes a new run with both.
                if self.audio.as_ref() != Some(&config) {
                    self.restart();
                }
                self.audio = Some(config);
                Ok(Vec::new())
            }
            Payload::AacFrame(data) => {
                let Some(config) = self.audio.clone() else { return Ok(Vec::new()) };
                let mut steps = Vec::new();
                if !self.begun {
                    let since = *self.first_sound_ms.get_or_insert(now);
                    if self.video.is_some() || now - since < SOUND_ONLY_AFTER_MS {
                        return Ok(steps);
                    }
                    self.begin(tag.timestamp_ms, now, &mut steps);
                }
                let at_ms = self.lesson_ms(tag.timestamp_ms, now, &mut steps);
                if at_ms < 0 {
                    return Ok(steps);
                }
                let dts = self.sound_ticks(at_ms, &config);
                steps.push(Step::Frame(Frame {
                    track: SOUND,
                    kind: Kind::Audio,
                    timescale: config.sample_rate,
                    dts,
                    cts: 0,
                    key: true,
                    samples: config.frame_samples,
                    data,
                }));
                Ok(steps)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Counts samples, so that rounding to milliseconds never shows, and follows the sender when
    /// it really left something out.
    fn sound_ticks(&mut self, at_ms: i64, config: &aac::Config) -> i64 {
        let counted = self
            .sound_next
            .filter(|next| (ticks_to_ms(*next, config.sample_rate) - at_ms).abs() <= SOUND_SLIP_MS);
        let floor = self.sound_next.unwrap_or(0);
        let dts = counted.unwrap_or_else(|| ms_to_ticks(at_ms, config.sample_rate).max(floor));
        self.sound_next = Some(dts + i64::from(config.frame_samples));
        dts
    }

    fn begin(&mut self, raw: u32, now: i64, steps: &mut Vec<Step>) {
        self.begun = true;
        self.last_raw = Some(raw);
        self.unwrapped_ms = 0;
        self.offset_ms = now;
        self.sound_next = None;
        self.video_last = -1;
        let track = |track, codec| TrackConfig { track, codec };
        let video = self.video.clone().map(|config| track(PICTURE, Codec::H264(config)));
        let audio = self.audio.clone().map(|config| track(SOUND, Codec::Aac(config)));
        steps.push(Step::Begin(video.into_iter().chain(audio).collect()));
    }

    fn lesson_ms(&mut self, raw: u32, now: i64, steps: &mut Vec<Step>) -> i64 {
        let last = self.last_raw.unwrap_or(raw);
        let step_ms = i64::from(raw.wrapping_sub(last).cast_signed());
        if step_ms.abs() > JUMP_MS {
            self.offset_ms = now.max(self.offset_ms + self.unwrapped_ms);
            self.unwrapped_ms = 0;
            steps.push(Step::Jump);
        } else {
            self.unwrapped_ms += step_ms;
        }
        self.last_raw = Some(raw);
        self.offset_ms + self.unwrapped_ms
    }
}

//! Turns a publisher's tags into tracks and frames on the lesson's clock.

use std::collections::VecDeque;

use bytes::Bytes;

use crate::codec::{aac, h264};
use crate::flv::{self, Metadata, Payload, PayloadError, Tag, TagKind};
use crate::frame::{self, Codec, Frame, Kind, TrackConfig, ms_to_ticks};
use crate::timeline::{SampleCount, Timeline};

/// Milliseconds between two anchors of a track.
const ANCHOR_MS: i64 = 10_000;

/// Why a publisher cannot be passed on; the text is for the teacher at the encoder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A codec that is not supported, or a message too short.
    #[error(transparent)]
    Payload(#[from] PayloadError),
    /// A broken H.264 configuration.
    #[error(transparent)]
    H264(#[from] h264::Error),
    /// A broken AAC configuration.
    #[error(transparent)]
    Aac(#[from] aac::Error),
}

/// What came of a tag.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A track's first configuration.
    Config(TrackConfig),
    /// A track's configuration really changed; a new init segment is due.
    ConfigChanged(TrackConfig),
    /// A frame. The first of a track follows its configuration; pictures begin with a key frame.
    Frame(Frame),
    /// Where a track's output time stands on the lesson's clock: at the start, at every jump of
    /// the sender's time, and every ten seconds.
    Anchor {
        /// The track.
        track: u32,
        /// The track's time in the outputs, in milliseconds.
        media_ms: i64,
        /// The lesson time.
        lesson_ms: i64,
    },
    /// What the encoder says of itself.
    Metadata(Metadata),
}

/// One publisher connection's intake.
#[derive(Debug)]
pub struct Intake {
    timeline: Timeline,
    video: Option<h264::Config>,
    audio: Option<aac::Config>,
    count: Option<SampleCount>,
    last_dts: [i64; 2],
    anchored: [Option<i64>; 2],
    /// Least (arrival − output time) of each track since its last anchor.
    least_delay_ms: [i64; 2],
    has_key: bool,
    events: VecDeque<Event>,
}

impl Intake {
    /// An intake whose output begins no earlier than `begin_ms` on the lesson's clock.
    pub fn new(begin_ms: i64) -> Self {
        Self {
            timeline: Timeline::new(begin_ms),
            video: None,
            audio: None,
            count: None,
            last_dts: [i64::MIN; 2],
            anchored: [None; 2],
            least_delay_ms: [i64::MAX; 2],
            has_key: false,
            events: VecDeque::new(),
        }
    }

    /// Takes a tag that arrived at a lesson time.
    pub fn feed(&mut self, tag: &Tag, arrival_ms: i64) -> Result<(), Error> {
        let payload = match tag.kind {
            TagKind::Script => {
                self.events.extend(flv::parse_metadata(&tag.payload).map(Event::Metadata));
                return Ok(());
            }
            TagKind::Video => flv::parse_video(&tag.payload)?,
            TagKind::Audio => flv::parse_audio(&tag.payload)?,
        };
        match payload {
            Payload::AvcConfig(avcc) => self.video_config(&avcc)?,
            Payload::AacConfig(asc) => self.audio_config(&asc)?,
            Payload::AvcFrame { key, cts_ms, data } => {
                let Some(config) = &self.video else { return Ok(()) };
                let key = key || h264::has_idr(&data, config.nal_length_size);
                let data = if key { config.with_sets(data) } else { data };
                self.has_key |= key;
                if self.has_key {
                    self.video_frame(tag.timestamp_ms, arrival_ms, (key, cts_ms, data));
                }
            }
            Payload::AacFrame(data) => self.audio_frame(tag.timestamp_ms, arrival_ms, data),
            Payload::Nothing => {}
        }
        Ok(())
    }

    /// The next event.
    pub fn poll(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    fn video_config(&mut self, avcc: &Bytes) -> Result<(), Error> {
        let config = h264::Config::parse(avcc)?;
        if self.video.as_ref() != Some(&config) {
            let is_change = self.video.replace(config.clone()).is_some();
            self.has_key = false;
            self.configured(frame::PICTURE, Codec::H264(config), is_change);
        }
        Ok(())
    }

    fn audio_config(&mut self, asc: &Bytes) -> Result<(), Error> {
        let config = aac::Config::parse(asc)?;
        if self.audio.as_ref() != Some(&config) {
            self.count = Some(SampleCount::new(config.sample_rate));
            self.last_dts[1] = i64::MIN;
            let is_change = self.audio.replace(config.clone()).is_some();
            self.configured(frame::SOUND, Codec::Aac(config), is_change);
        }
        Ok(())
    }

    fn configured(&mut self, track: u32, codec: Codec, is_change: bool) {
        let config = TrackConfig { track, codec };
        let event = if is_change { Event::ConfigChanged } else { Event::Config };
        self.events.push_back(event(config));
    }

    fn video_frame(&mut self, time: u32, arrival_ms: i64, picture: (bool, i32, Bytes)) {
        let (key, cts_ms, data) = picture;
        let place = self.timeline.place(0, time, arrival_ms);
        let wanted = ms_to_ticks(place.lesson_ms.max(0), frame::VIDEO_TIMESCALE);
        let dts = wanted.max(self.last_dts[0].saturating_add(1));
        self.last_dts[0] = dts;
        let cts = cts_ms.saturating_mul(90);
        self.anchor(0, place.lesson_ms, (arrival_ms, place.is_jump));
        self.events.push_back(Event::Frame(Frame {
            track: frame::PICTURE,
            kind: Kind::Video,
            timescale: frame::VIDEO_TIMESCALE,
            dts,
            cts,
            key,
            samples: 0,
            data,
        }));
    }

    fn audio_frame(&mut self, time: u32, arrival_ms: i64, data: Bytes) {
        let (Some(config), Some(count)) = (&self.audio, &mut self.count) else { return };
        let place = self.timeline.place(1, time, arrival_ms);
        let (timescale, samples) = (config.sample_rate, config.frame_samples);
        let Some(dts) = count.place(place.lesson_ms.max(0), samples) else { return };
        self.anchor(1, place.lesson_ms, (arrival_ms, place.is_jump));
        self.events.push_back(Event::Frame(Frame {
            track: frame::SOUND,
            kind: Kind::Audio,
            timescale,
            dts,
            cts: 0,
            key: true,
            samples,
            data,
        }));
    }

    fn anchor(&mut self, slot: usize, media_ms: i64, (arrival_ms, is_jump): (i64, bool)) {
        if is_jump {
            self.least_delay_ms = [i64::MAX; 2];
        }
        let least = self.least_delay_ms[slot].min(arrival_ms - media_ms);
        self.least_delay_ms[slot] = least;
        let due = self.anchored[slot].is_none_or(|last| media_ms - last >= ANCHOR_MS);
        if due || is_jump {
            self.anchored[slot] = Some(media_ms);
            self.least_delay_ms[slot] = i64::MAX;
            let track = if slot == 0 { frame::PICTURE } else { frame::SOUND };
            self.events.push_back(Event::Anchor { track, media_ms, lesson_ms: media_ms + least });
        }
    }
}

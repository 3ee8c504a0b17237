//! A run: frames become the ready bytes of every container, once.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use xingtan_media::flv;
use xingtan_media::fmp4::{Chunk, Fragmenter};
use xingtan_media::frame::{Frame, Kind, TrackConfig, ticks_to_ms};

use crate::hub::{Audience, Container, Hub, LiveRun, Piece, RunTrack, Segment};
use crate::recording::Recorder;

/// The longest fragment; longer ones cost delay, shorter ones cost bytes.
const CHUNK_MS: u32 = 100;
/// The shortest segment.
const SEGMENT_MS: i64 = 2_000;

/// One publisher connection's run.
#[derive(Debug)]
pub struct Run {
    hub: Arc<Hub>,
    live: LiveRun,
    fragmenters: Vec<Fragmenter>,
    flv: BytesMut,
    flv_start_ms: Option<i64>,
    flv_key: bool,
    segment: Vec<Bytes>,
    segment_start_ms: i64,
    end_ms: i64,
    segment_number: u32,
    recorder: Option<Recorder>,
}

impl Run {
    /// Begins a run and shows it to those who wait.
    pub fn begin(
        hub: Arc<Hub>,
        number: u32,
        audience: Audience,
        configs: Vec<TrackConfig>,
        recorder: Option<Recorder>,
    ) -> Self {
        let fragmenters = configs.iter().map(|config| Fragmenter::new(config, CHUNK_MS)).collect();
        let track = |config: TrackConfig| {
            let flv_header = flv::sequence_header(&config, 0);
            RunTrack { config, flv_header }
        };
        let tracks = configs.into_iter().map(track).collect();
        let live = LiveRun { run: number, audience, tracks };
        hub.begin(live.clone());
        Self {
            hub,
            live,
            fragmenters,
            flv: BytesMut::new(),
            flv_start_ms: None,
            flv_key: false,
            segment: Vec::new(),
            segment_start_ms: 0,
            end_ms: 0,
            segment_number: 0,
            recorder,
        }
    }

    /// The run's number and tracks.
    pub fn live(&self) -> &LiveRun {
        &self.live
    }

    /// Takes a frame.
    pub fn push(&mut self, frame: Frame) {
        self.push_flv(&frame);
        let at = self.live.tracks.iter().position(|track| track.config.track == frame.track);
        let chunk = at.and_then(|at| self.fragmenters.get_mut(at)).and_then(|f| f.push(frame));
        if let Some(chunk) = chunk {
            self.push_chunk(chunk);
        }
    }

    /// Ends the run: what is left is sent and kept.
    pub fn finish(mut self) {
        let left: Vec<_> = self.fragmenters.iter_mut().filter_map(Fragmenter::flush).collect();
        left.into_iter().for_each(|chunk| self.push_chunk(chunk));
        self.flush_flv();
        self.close_segment(self.end_ms);
        self.hub.end();
        if let Some(recorder) = self.recorder.take() {
            recorder.finish();
        }
    }

    fn push_flv(&mut self, frame: &Frame) {
        let is_key = frame.key && (frame.kind == Kind::Video || !self.live.has_video());
        let now_ms = frame.dts_ms();
        let start_ms = *self.flv_start_ms.get_or_insert(now_ms);
        if now_ms - start_ms >= i64::from(CHUNK_MS) || (is_key && frame.kind == Kind::Video) {
            self.flush_flv();
        }
        if self.flv.is_empty() {
            self.flv_start_ms = Some(now_ms);
            self.flv_key = is_key;
        }
        self.flv.extend_from_slice(&flv::frame_tag(frame));
    }

    fn flush_flv(&mut self) {
        if self.flv.is_empty() {
            return;
        }
        let bytes = self.flv.split().freeze();
        let start_ms = self.flv_start_ms.unwrap_or(0);
        let piece = Piece { track: 0, start_ms, key: self.flv_key, bytes };
        self.hub.push(Container::Flv, vec![piece]);
    }

    fn push_chunk(&mut self, chunk: Chunk) {
        let track = self.live.tracks.iter().find(|track| track.config.track == chunk.track);
        let is_video = track.is_some_and(|track| track.config.kind() == Kind::Video);
        let key = chunk.keyframe && (is_video || !self.live.has_video());
        let start_ms = chunk.start_ms();
        let duration_ms = ticks_to_ms(i64::try_from(chunk.duration).unwrap_or(0), chunk.timescale);
        if key && start_ms - self.segment_start_ms >= SEGMENT_MS {
            self.close_segment(start_ms);
        }
        if self.segment.is_empty() {
            self.segment_start_ms = start_ms;
        }
        self.segment.push(chunk.bytes.clone());
        self.end_ms = self.end_ms.max(start_ms + duration_ms);
        let (track, bytes) = (chunk.track, chunk.bytes.clone());
        self.hub.push(Container::Mp4, vec![Piece { track, start_ms, key, bytes }]);
        if let Some(recorder) = &mut self.recorder {
            recorder.push(chunk, key, duration_ms);
        }
    }

    fn close_segment(&mut self, end_ms: i64) {
        if self.segment.is_empty() {
            return;
        }
        self.segment_number += 1;
        self.hub.push_segment(Segment {
            number: self.segment_number,
            start_ms: self.segment_start_ms,
            duration_ms: (end_ms - self.segment_start_ms).max(1),
            parts: std::mem::take(&mut self.segment),
        });
    }
}

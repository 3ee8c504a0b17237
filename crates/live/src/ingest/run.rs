//! A run: frames become the ready bytes of every container, once.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use xingtan_media::flv;
use xingtan_media::fmp4::{Chunk, Fragmenter};
use xingtan_media::frame::{Frame, Kind};
use xingtan_media::segment::{self, Segmenter, lead_track};

use crate::hub::{Container, Hub, LiveRun, Piece, Segment};
use crate::media_limits::VOICE_CHUNK_MS;
use crate::recording::Recorder;
use crate::voice::Line;

/// The longest fragment; longer ones cost delay, shorter ones cost bytes.
const CHUNK_MS: u32 = 100;

/// One publisher connection's run.
#[derive(Debug)]
pub struct Run {
    hub: Arc<Hub>,
    live: Arc<LiveRun>,
    fragmenters: Vec<Fragmenter>,
    flv: BytesMut,
    flv_start_ms: Option<i64>,
    flv_key: bool,
    segmenter: Segmenter,
    segment: Vec<Bytes>,
    end_ms: i64,
    recorder: Option<Recorder>,
    voice: Option<Line>,
}

impl Run {
    /// Begins a run and shows it to those who wait.
    pub fn begin(
        hub: Arc<Hub>,
        live: LiveRun,
        (recorder, voice): (Option<Recorder>, Option<Line>),
    ) -> Self {
        let configs = live.configs();
        let opened = live.opened;
        // Sound alone is of so few bits that what surrounds it would weigh as much.
        let chunk_ms = if live.has_video() { CHUNK_MS } else { VOICE_CHUNK_MS };
        let fragmenter = |config| {
            let fragmenter = Fragmenter::new(config, chunk_ms);
            match opened {
                Some(opened) => fragmenter.with_reference_time(opened),
                None => fragmenter,
            }
        };
        let fragmenters = configs.iter().map(fragmenter).collect();
        let live = Arc::new(live);
        hub.begin(&live);
        Self {
            hub,
            fragmenters,
            flv: BytesMut::new(),
            flv_start_ms: None,
            flv_key: false,
            segmenter: Segmenter::new(live.run, lead_track(&configs).unwrap_or_default()),
            segment: Vec::new(),
            end_ms: 0,
            recorder,
            voice,
            live,
        }
    }

    /// Where the run's last chunk ends on the lesson's clock.
    pub fn end_ms(&self) -> i64 {
        self.end_ms
    }

    /// The run's number and tracks.
    pub fn live(&self) -> &LiveRun {
        &self.live
    }

    /// Takes a frame.
    pub fn push(&mut self, frame: Frame) {
        self.push_flv(&frame);
        if let Some(voice) = &mut self.voice {
            voice.push(&frame);
        }
        let at = self.live.tracks.iter().position(|track| track.config.track == frame.track);
        let chunk = at.and_then(|at| self.fragmenters.get_mut(at)).and_then(|f| f.push(frame));
        if let Some(chunk) = chunk {
            self.push_chunk(chunk);
        }
    }

    /// Ends the run: what is left is sent and kept. Gives its end on the lesson's clock.
    pub fn finish(mut self) -> i64 {
        let left: Vec<_> = self.fragmenters.iter_mut().filter_map(Fragmenter::flush).collect();
        left.into_iter().for_each(|chunk| self.push_chunk(chunk));
        self.flush_flv();
        if let Some(place) = self.segmenter.finish() {
            self.close_segment(place);
        }
        self.hub.end(&self.live);
        if let Some(recorder) = self.recorder.take() {
            recorder.finish();
        }
        self.end_ms
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
        self.hub.push(&self.live, Container::Flv, vec![piece]);
    }

    fn push_chunk(&mut self, chunk: Chunk) {
        let track = self.live.tracks.iter().find(|track| track.config.track == chunk.track);
        let is_video = track.is_some_and(|track| track.config.kind() == Kind::Video);
        let key = chunk.keyframe && (is_video || !self.live.has_video());
        if let Some(place) = self.segmenter.push(&chunk) {
            self.close_segment(place);
        }
        self.segment.push(chunk.bytes.clone());
        self.end_ms = self.end_ms.max(chunk.end_ms());
        let (track, start_ms, bytes) = (chunk.track, chunk.start_ms(), chunk.bytes.clone());
        self.hub.push(&self.live, Container::Mp4, vec![Piece { track, start_ms, key, bytes }]);
        if let Some(recorder) = &mut self.recorder {
            recorder.push(chunk);
        }
    }

    fn close_segment(&mut self, place: segment::Segment) {
        let parts = std::mem::take(&mut self.segment);
        self.hub.push_segment(Segment { run: Arc::clone(&self.live), place, parts });
    }
}

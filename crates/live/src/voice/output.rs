//! A voice on its way to those who hear it and to the disk.

use std::sync::Arc;

use bytes::Bytes;
use xingtan_media::fmp4::{Chunk, Fragmenter};
use xingtan_media::frame::Frame;
use xingtan_media::segment::{self, Segmenter};

use crate::hub::{Container, Hub, LiveRun, Piece, Segment};
use crate::media_limits::VOICE_CHUNK_MS;
use crate::recording::Beside;

/// Frames of one voice become chunks, segments and what is kept.
#[derive(Debug)]
pub(super) struct Output {
    hub: Arc<Hub>,
    live: Arc<LiveRun>,
    fragmenter: Fragmenter,
    segmenter: Segmenter,
    segment: Vec<Bytes>,
    beside: Option<Beside>,
}

impl Output {
    /// Begins a voice of one track and shows it to those who wait.
    pub(super) fn begin(hub: Arc<Hub>, live: LiveRun, beside: Option<Beside>) -> Option<Self> {
        let config = live.configs().pop()?;
        let fragmenter = Fragmenter::new(&config, VOICE_CHUNK_MS);
        let fragmenter = match live.opened {
            Some(opened) => fragmenter.with_reference_time(opened),
            None => fragmenter,
        };
        let segmenter = Segmenter::new(live.run, config.track);
        let live = Arc::new(live);
        hub.begin(&live);
        Some(Self { hub, live, fragmenter, segmenter, segment: Vec::new(), beside })
    }

    /// Takes a frame.
    pub(super) fn push(&mut self, frame: Frame) {
        if let Some(chunk) = self.fragmenter.push(frame) {
            self.push_chunk(chunk);
        }
    }

    /// Ends the voice: what is left is sent and kept.
    pub(super) fn finish(mut self) {
        if let Some(chunk) = self.fragmenter.flush() {
            self.push_chunk(chunk);
        }
        if let Some(place) = self.segmenter.finish() {
            self.close_segment(place);
        }
        self.hub.end(&self.live);
    }

    fn push_chunk(&mut self, chunk: Chunk) {
        if let Some(place) = self.segmenter.push(&chunk) {
            self.close_segment(place);
        }
        self.segment.push(chunk.bytes.clone());
        let (track, start_ms, bytes) = (chunk.track, chunk.start_ms(), chunk.bytes.clone());
        let piece = Piece { track, start_ms, key: true, bytes };
        self.hub.push(&self.live, Container::Mp4, vec![piece]);
        if let Some(beside) = &self.beside {
            beside.push(chunk);
        }
    }

    fn close_segment(&mut self, place: segment::Segment) {
        let parts = std::mem::take(&mut self.segment);
        self.hub.push_segment(Segment { run: Arc::clone(&self.live), place, parts });
    }
}

//! What a lesson's encoder sends now, as ready bytes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::sync::watch;
use xingtan_media::frame::{Kind, TrackConfig};

use super::ring::{Piece, Ring};
use super::segments::Segment;
use super::viewer::{Container, Viewer};
use crate::media_limits::{RING_BYTES_MAX, RING_SPAN_MS_MAX, SEGMENTS_LIVE};

/// Who may watch a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The lesson is not open: staff look at their own picture; nothing is kept.
    Preview,
    /// Everyone in the lesson.
    Lesson,
}

/// One track of a run with the start of its own output.
#[derive(Debug, Clone)]
pub struct RunTrack {
    /// What a decoder must know.
    pub config: TrackConfig,
    /// Its FLV sequence header.
    pub flv_header: Bytes,
}

/// The run that is arriving.
#[derive(Debug, Clone)]
pub struct LiveRun {
    /// Number of the run within the lesson, from 1; 0 in preview.
    pub run: u32,
    /// Who may watch.
    pub audience: Audience,
    /// Its tracks.
    pub tracks: Vec<RunTrack>,
}

impl LiveRun {
    /// Whether it has a picture.
    pub fn has_video(&self) -> bool {
        self.tracks.iter().any(|track| track.config.kind() == Kind::Video)
    }

    /// What decoders must know of all tracks.
    pub fn configs(&self) -> Vec<TrackConfig> {
        self.tracks.iter().map(|track| track.config.clone()).collect()
    }
}

/// A lesson's stream. Cheap to lock: nobody computes or waits while he holds it.
#[derive(Debug)]
pub struct Hub {
    inner: Mutex<Inner>,
    changed: watch::Sender<u64>,
}

#[derive(Debug)]
struct Inner {
    live: Option<Arc<LiveRun>>,
    mp4: Ring,
    flv: Ring,
    segments: VecDeque<Arc<Segment>>,
    shown: Option<Arc<LiveRun>>,
    dropped: u64,
}

impl Default for Hub {
    fn default() -> Self {
        let ring = || Ring::new(RING_BYTES_MAX, RING_SPAN_MS_MAX);
        let inner = Inner {
            live: None,
            mp4: ring(),
            flv: ring(),
            segments: VecDeque::new(),
            shown: None,
            dropped: 0,
        };
        Self { inner: Mutex::new(inner), changed: watch::channel(0).0 }
    }
}

impl Hub {
    fn change<T>(&self, change: impl FnOnce(&mut Inner) -> T) -> T {
        let answer = self.look(change);
        self.changed.send_modify(|version| *version += 1);
        answer
    }

    fn look<T>(&self, look: impl FnOnce(&mut Inner) -> T) -> T {
        // Each change leaves the hub whole, so that a panic elsewhere spoils nothing.
        look(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A run begins; whoever watches an earlier one is told to come again.
    pub fn begin(&self, run: LiveRun) {
        let run = Arc::new(run);
        self.change(|inner| {
            inner.mp4.clear();
            inner.flv.clear();
            inner.segments.clear();
            inner.live = Some(Arc::clone(&run));
            inner.shown = Some(run);
        });
    }

    /// The run is over. Its last segments stay until the next begins.
    pub fn end(&self) {
        self.change(|inner| {
            inner.live = None;
            inner.mp4.clear();
            inner.flv.clear();
        });
    }

    /// Adds bytes to a container's ring.
    pub fn push(&self, container: Container, pieces: Vec<Piece>) {
        self.change(|inner| {
            let ring = inner.ring(container);
            pieces.into_iter().for_each(|piece| ring.push(piece));
        });
    }

    /// Adds a closed segment.
    pub fn push_segment(&self, segment: Segment) {
        self.change(|inner| {
            inner.segments.push_back(Arc::new(segment));
            while inner.segments.len() > SEGMENTS_LIVE {
                inner.segments.pop_front();
            }
        });
    }

    /// The run that is arriving, if such viewers may see it.
    pub fn live(&self, audience: Audience) -> Option<Arc<LiveRun>> {
        self.look(|inner| inner.live.clone()).filter(|run| run.audience == audience)
    }

    /// The run arriving, or the last one, with its latest segments.
    pub fn segments(&self, audience: Audience) -> Option<(Arc<LiveRun>, Vec<Arc<Segment>>)> {
        self.look(|inner| {
            let run = inner.shown.clone().filter(|run| run.audience == audience)?;
            Some((run, inner.segments.iter().cloned().collect()))
        })
    }

    /// Tells of every change.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// A viewer of the run that is arriving, starting at the latest key frame.
    pub fn watch(self: &Arc<Self>, run: Arc<LiveRun>, container: Container) -> Viewer {
        Viewer::new(Arc::clone(self), run, container)
    }

    /// How many groups of pictures slow viewers have lost.
    pub fn dropped(&self) -> u64 {
        self.look(|inner| inner.dropped)
    }

    /// Gives a viewer what has come since his cursor. `None` when his run is over.
    pub(super) fn read(&self, viewer: &mut super::viewer::Cursor) -> Option<Vec<Bytes>> {
        self.look(|inner| {
            let is_same = inner.live.as_ref().is_some_and(|live| Arc::ptr_eq(live, &viewer.run));
            if !is_same {
                return None;
            }
            let ring = match viewer.container {
                Container::Mp4 => &inner.mp4,
                Container::Flv => &inner.flv,
            };
            let before = viewer.skips;
            let bytes = viewer.take(ring);
            inner.dropped += u64::from(viewer.skips - before);
            Some(bytes)
        })
    }
}

impl Inner {
    fn ring(&mut self, container: Container) -> &mut Ring {
        match container {
            Container::Mp4 => &mut self.mp4,
            Container::Flv => &mut self.flv,
        }
    }
}

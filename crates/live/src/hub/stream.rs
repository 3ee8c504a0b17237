//! What a lesson's encoder sends now, as ready bytes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::sync::watch;
use xingtan_base::clock::UtcMs;
use xingtan_media::flv;
use xingtan_media::frame::{Kind, TrackConfig};
use xingtan_media::hls::LivePlaylist;

use super::ring::{Piece, Ring};
use super::segments::Segment;
use super::viewer::{Container, Viewer};
use crate::media_limits::{RING_BYTES_MAX, RING_SPAN_MS_MAX, SEGMENTS_KEPT, SEGMENTS_LIVE};

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
    /// UTC at the lesson's time zero; a preview has none.
    pub opened: Option<UtcMs>,
    /// Its tracks.
    pub tracks: Vec<RunTrack>,
}

impl LiveRun {
    /// Whether it has a picture.
    pub fn has_video(&self) -> bool {
        self.tracks.iter().any(|track| track.config.kind() == Kind::Video)
    }

    /// A run with these tracks.
    pub fn new(
        run: u32,
        audience: Audience,
        opened: Option<UtcMs>,
        configs: Vec<TrackConfig>,
    ) -> Self {
        let track = |config: TrackConfig| {
            let flv_header = flv::sequence_header(&config, 0);
            RunTrack { config, flv_header }
        };
        Self { run, audience, opened, tracks: configs.into_iter().map(track).collect() }
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
    bells: Bells,
}

/// What those who wait are woken by. Each container has its own: most wake-ups would otherwise be
/// for bytes that a viewer does not want.
#[derive(Debug)]
struct Bells {
    runs: watch::Sender<()>,
    mp4: watch::Sender<()>,
    flv: watch::Sender<()>,
}

impl Bells {
    fn of(&self, container: Container) -> &watch::Sender<()> {
        match container {
            Container::Mp4 => &self.mp4,
            Container::Flv => &self.flv,
        }
    }

    fn ring_all(&self) {
        [&self.runs, &self.mp4, &self.flv].into_iter().for_each(ring);
    }
}

fn ring(bell: &watch::Sender<()>) {
    bell.send_modify(|()| ());
}

#[derive(Debug)]
struct Inner {
    live: Option<Arc<LiveRun>>,
    /// The run that the rings still hold the end of, for viewers who have not read it yet.
    ended: Option<Arc<LiveRun>>,
    mp4: Ring,
    flv: Ring,
    segments: VecDeque<Arc<Segment>>,
    playlist: LivePlaylist,
    shown: Option<Audience>,
}

impl Default for Hub {
    fn default() -> Self {
        let ring = || Ring::new(RING_BYTES_MAX, RING_SPAN_MS_MAX);
        let inner = Inner {
            live: None,
            ended: None,
            mp4: ring(),
            flv: ring(),
            segments: VecDeque::new(),
            playlist: LivePlaylist::new(None, SEGMENTS_LIVE),
            shown: None,
        };
        let bell = || watch::channel(()).0;
        let bells = Bells { runs: bell(), mp4: bell(), flv: bell() };
        Self { inner: Mutex::new(inner), bells }
    }
}

impl Hub {
    fn look<T>(&self, look: impl FnOnce(&mut Inner) -> T) -> T {
        // Each change leaves the hub whole, so that a panic elsewhere spoils nothing.
        look(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A run begins; whoever watches an earlier one is told to come again. The playlist goes on
    /// over the runs of a lesson, but never from a preview into the lesson.
    pub fn begin(&self, run: &Arc<LiveRun>) {
        self.look(|inner| {
            inner.ended = None;
            inner.mp4.clear();
            inner.flv.clear();
            if inner.shown != Some(run.audience) || run.audience == Audience::Preview {
                inner.segments.clear();
                inner.playlist = LivePlaylist::new(run.opened, SEGMENTS_LIVE);
            }
            inner.live = Some(Arc::clone(run));
            inner.shown = Some(run.audience);
        });
        self.bells.ring_all();
    }

    /// The run is over, unless another has taken its place. Its last segments stay, and who
    /// watches it may read on to its end.
    pub fn end(&self, run: &Arc<LiveRun>) {
        self.look(|inner| {
            if inner.live.as_ref().is_some_and(|live| Arc::ptr_eq(live, run)) {
                inner.ended = inner.live.take();
            }
        });
        self.bells.ring_all();
    }

    /// Adds bytes of a run to a container's ring; a run whose place another has taken adds none.
    pub fn push(&self, run: &Arc<LiveRun>, container: Container, pieces: Vec<Piece>) {
        self.look(|inner| {
            if inner.is_here(run) {
                let ring = inner.ring(container);
                pieces.into_iter().for_each(|piece| ring.push(piece));
            }
        });
        ring(self.bells.of(container));
    }

    /// Adds a closed segment, unless another run has taken the place of its own.
    pub fn push_segment(&self, segment: Segment) {
        self.look(|inner| {
            if !inner.is_here(&segment.run) {
                return;
            }
            inner.playlist.push(segment.place.clone());
            inner.segments.push_back(Arc::new(segment));
            while inner.segments.len() > SEGMENTS_KEPT {
                inner.segments.pop_front();
            }
        });
    }

    /// The lesson is closed: nothing will follow in its playlist.
    pub fn close(&self) {
        self.look(|inner| {
            if inner.shown == Some(Audience::Lesson) {
                inner.playlist.end();
            }
        });
    }

    /// The run that is arriving, if such viewers may see it.
    pub fn live(&self, audience: Audience) -> Option<Arc<LiveRun>> {
        self.look(|inner| inner.live.clone()).filter(|run| run.audience == audience)
    }

    /// The playlist, once it has a segment.
    pub fn playlist(&self, audience: Audience) -> Option<String> {
        self.look(|inner| {
            let is_shown = inner.shown == Some(audience) && !inner.playlist.is_empty();
            is_shown.then(|| inner.playlist.text())
        })
    }

    /// A segment that is still kept.
    pub fn segment(&self, audience: Audience, run: u32, number: u32) -> Option<Arc<Segment>> {
        self.look(|inner| {
            let mut segments = inner.segments.iter().filter(|_| inner.shown == Some(audience));
            segments.find(|s| s.place.run == run && s.place.number == number).cloned()
        })
    }

    /// A run that is arriving or of which segments are still kept.
    pub fn run(&self, audience: Audience, run: u32) -> Option<Arc<LiveRun>> {
        self.look(|inner| {
            let kept = inner.segments.iter().map(|segment| &segment.run);
            let mut runs = kept.chain(inner.live.as_ref());
            runs.find(|known| known.run == run && known.audience == audience).cloned()
        })
    }

    /// Tells of every run's beginning and end.
    pub fn runs(&self) -> watch::Receiver<()> {
        self.bells.runs.subscribe()
    }

    /// Tells of new bytes in a container, and of every run's beginning and end.
    pub(super) fn arrivals(&self, container: Container) -> watch::Receiver<()> {
        self.bells.of(container).subscribe()
    }

    /// A viewer of the run that is arriving, starting at the latest key frame.
    pub fn watch(self: &Arc<Self>, run: Arc<LiveRun>, container: Container) -> Viewer {
        Viewer::new(Arc::clone(self), run, container)
    }

    /// Gives a viewer what has come since his cursor. `None` when he has all of his run.
    pub(super) fn read(&self, viewer: &mut super::viewer::Cursor) -> Option<Vec<Bytes>> {
        self.look(|inner| {
            let is_live = inner.live.as_ref().is_some_and(|run| Arc::ptr_eq(run, &viewer.run));
            if !inner.is_here(&viewer.run) {
                return None;
            }
            let ring = match viewer.container {
                Container::Mp4 => &inner.mp4,
                Container::Flv => &inner.flv,
            };
            let bytes = viewer.take(ring);
            (is_live || !bytes.is_empty()).then_some(bytes)
        })
    }
}

impl Inner {
    /// Whether the rings hold what is of this run.
    fn is_here(&self, run: &Arc<LiveRun>) -> bool {
        let is_it = |held: &Arc<LiveRun>| Arc::ptr_eq(held, run);
        self.live.as_ref().is_some_and(is_it) || self.ended.as_ref().is_some_and(is_it)
    }

    fn ring(&mut self, container: Container) -> &mut Ring {
        match container {
            Container::Mp4 => &mut self.mp4,
            Container::Flv => &mut self.flv,
        }
    }
}

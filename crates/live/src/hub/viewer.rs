//! A viewer: a cursor in a ring.

use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::watch;

use super::ring::Ring;
use super::stream::{Hub, LiveRun};
use crate::media_limits::{VIEWER_BATCH_BYTES, VIEWER_SKIPS_MAX};

/// A container that viewers may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Container {
    /// Fragmented MP4, a piece per track.
    Mp4,
    /// FLV, all tracks in one piece.
    Flv,
}

/// Where a viewer stands.
#[derive(Debug)]
pub(super) struct Cursor {
    pub(super) run: Arc<LiveRun>,
    pub(super) container: Container,
    skips: u32,
    tracks: Option<Vec<u32>>,
    behind_ms: i64,
    next: Option<u64>,
}

impl Cursor {
    /// The bytes since the last look; jumps to the latest key frame when it was overtaken.
    pub(super) fn take(&mut self, ring: &Ring) -> Vec<Bytes> {
        if self.next.is_some_and(|next| ring.from(next).is_none()) {
            self.next = None;
            self.skips += 1;
        }
        let first = || match self.behind_ms {
            0 => ring.latest_key(),
            behind_ms => ring.key_behind(behind_ms),
        };
        let Some(start) = self.next.or_else(first) else {
            return Vec::new();
        };
        let mut bytes = Vec::new();
        let mut size = 0;
        let mut next = start;
        for piece in ring.from(start).into_iter().flatten() {
            if size >= VIEWER_BATCH_BYTES {
                break;
            }
            next += 1;
            let is_wanted = self.tracks.as_ref().is_none_or(|set| set.contains(&piece.track));
            if is_wanted {
                size += piece.bytes.len();
                bytes.push(piece.bytes.clone());
            }
        }
        self.next = Some(next);
        bytes
    }
}

/// Someone who watches a run.
#[derive(Debug)]
pub struct Viewer {
    hub: Arc<Hub>,
    arrivals: watch::Receiver<()>,
    cursor: Cursor,
}

impl Viewer {
    pub(super) fn new(hub: Arc<Hub>, run: Arc<LiveRun>, container: Container) -> Self {
        let arrivals = hub.arrivals(container);
        let cursor = Cursor { run, container, skips: 0, tracks: None, behind_ms: 0, next: None };
        Self { hub, arrivals, cursor }
    }

    /// Gives only these tracks.
    #[must_use]
    pub fn only(mut self, tracks: Vec<u32>) -> Self {
        self.cursor.tracks = Some(tracks);
        self
    }

    /// Begins so far behind what is newest, so that he has something in hand at once.
    #[must_use]
    pub fn behind(mut self, behind_ms: i64) -> Self {
        self.cursor.behind_ms = behind_ms;
        self
    }

    /// The next bytes, as soon as there are some. `None` when the run is over or the viewer was
    /// too slow too often.
    pub async fn next(&mut self) -> Option<Vec<Bytes>> {
        loop {
            self.arrivals.borrow_and_update();
            let bytes = self.hub.read(&mut self.cursor)?;
            if self.cursor.skips > VIEWER_SKIPS_MAX {
                return None;
            }
            if !bytes.is_empty() {
                return Some(bytes);
            }
            self.arrivals.changed().await.ok()?;
        }
    }
}

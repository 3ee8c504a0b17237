//! HLS playlists: the sliding one of a lesson that is on, and the whole one of its replay.
//!
//! Addresses are relative to the playlist: `init-{run}.mp4`, `seg/{run}-{number}.m4s` and, in
//! replay, the same below `replay/`. No viewer is named in them, so that caches can share them.

use std::collections::VecDeque;
use std::fmt::Write as _;

use xingtan_base::clock::UtcMs;

use crate::limits::PLAYLIST_SEGMENTS_MAX;
use crate::segment::{SEGMENT_MS, Segment};

/// The media type of a playlist.
pub const MIME_TYPE: &str = "application/vnd.apple.mpegurl";

/// Sequence numbers of a playlist that begins with one run stay below those of the next.
const RUN_STRIDE: u64 = 1_000_000;

/// The address of a run's init segment.
pub fn init_uri(run: u32) -> String {
    format!("init-{run}.mp4")
}

/// The address of a run's init segment in replay.
pub fn replay_init_uri(run: u32) -> String {
    format!("replay/{}", init_uri(run))
}

/// The address of a segment while the lesson is on.
pub fn live_uri(run: u32, number: u32) -> String {
    format!("seg/{run}-{number}.m4s")
}

/// The address of a segment in replay.
pub fn replay_uri(run: u32, number: u32) -> String {
    format!("replay/{run}-{number}.m4s")
}

#[derive(Debug)]
struct Entry {
    segment: Segment,
    is_discontinuity: bool,
}

/// The latest segments of a lesson, over all its runs.
#[derive(Debug)]
pub struct LivePlaylist {
    opened: Option<UtcMs>,
    window: usize,
    sequence: Option<u64>,
    discontinuities: u64,
    target_s: i64,
    entries: VecDeque<Entry>,
    last_run: Option<u32>,
    is_ended: bool,
}

impl LivePlaylist {
    /// A playlist of at most `window` segments. `opened` is when the lesson's clock was zero; a
    /// preview has none. Keep one per lesson: it goes on over the runs of an encoder that comes
    /// back. After a restart of the server a new one begins at higher numbers, by the run's.
    pub fn new(opened: Option<UtcMs>, window: usize) -> Self {
        Self {
            opened,
            window: window.clamp(1, PLAYLIST_SEGMENTS_MAX),
            sequence: None,
            discontinuities: 0,
            target_s: SEGMENT_MS / 1000,
            entries: VecDeque::new(),
            last_run: None,
            is_ended: false,
        }
    }

    /// Adds a closed segment; gives the one that left the window.
    pub fn push(&mut self, segment: Segment) -> Option<Segment> {
        if self.sequence.is_none() {
            self.sequence = Some(u64::from(segment.run) * RUN_STRIDE);
            self.discontinuities = u64::from(segment.run) * (RUN_STRIDE / 1000);
        }
        let is_new_run = self.last_run.is_some_and(|run| run != segment.run);
        let is_discontinuity = is_new_run || (segment.is_after_gap && self.last_run.is_some());
        self.last_run = Some(segment.run);
        self.is_ended = false;
        // Constant for an encoder with regular key frames; raised once when they come farther
        // apart than at first, because a playlist must never hold a longer segment than it says.
        self.target_s = self.target_s.max(rounded_s(segment.duration_ms));
        self.entries.push_back(Entry { segment, is_discontinuity });
        if self.entries.len() <= self.window {
            return None;
        }
        self.sequence = self.sequence.map(|sequence| sequence + 1);
        let gone = self.entries.pop_front()?;
        self.discontinuities += u64::from(gone.is_discontinuity);
        Some(gone.segment)
    }

    /// Says that nothing will follow: the lesson is closed.
    pub fn end(&mut self) {
        self.is_ended = true;
    }

    /// Whether it has no segment yet; players take an empty playlist badly.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The playlist's text.
    pub fn text(&self) -> String {
        let is_independent = self.entries.iter().all(|entry| entry.segment.is_independent);
        let mut text = header(self.target_s, is_independent);
        put(&mut text, format_args!("#EXT-X-MEDIA-SEQUENCE:{}", self.sequence.unwrap_or(0)));
        let before = self.discontinuities;
        put(&mut text, format_args!("#EXT-X-DISCONTINUITY-SEQUENCE:{before}"));
        let mut run = None;
        for Entry { segment, is_discontinuity } in &self.entries {
            let is_new_run = run.replace(segment.run) != Some(segment.run);
            let map = is_new_run.then(|| init_uri(segment.run));
            let marks = Marks { is_discontinuity: *is_discontinuity, map };
            put_segment(&mut text, segment, marks, self.opened);
            put(&mut text, format_args!("{}", live_uri(segment.run, segment.number)));
        }
        if self.is_ended {
            put(&mut text, format_args!("#EXT-X-ENDLIST"));
        }
        text
    }
}

/// The playlist of a whole lesson: all segments of all runs, in order.
pub fn vod_playlist(opened: Option<UtcMs>, segments: &[Segment]) -> String {
    let longest_ms = segments.iter().map(|segment| segment.duration_ms).max().unwrap_or(0);
    let is_independent = segments.iter().all(|segment| segment.is_independent);
    let mut text = header(rounded_s(longest_ms).max(1), is_independent);
    text.push_str("#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-MEDIA-SEQUENCE:0\n");
    let mut run = None;
    for segment in segments {
        let is_first = run.is_none();
        let is_new_run = run.replace(segment.run) != Some(segment.run);
        let is_discontinuity = !is_first && (is_new_run || segment.is_after_gap);
        let map = is_new_run.then(|| replay_init_uri(segment.run));
        put_segment(&mut text, segment, Marks { is_discontinuity, map }, opened);
        put(&mut text, format_args!("{}", replay_uri(segment.run, segment.number)));
    }
    text.push_str("#EXT-X-ENDLIST\n");
    text
}

/// What stands before a segment's own lines.
#[derive(Debug)]
struct Marks {
    is_discontinuity: bool,
    /// The init segment that holds from here on, where it is another.
    map: Option<String>,
}

fn header(target_s: i64, is_independent: bool) -> String {
    let mut text = String::from("#EXTM3U\n#EXT-X-VERSION:7\n");
    put(&mut text, format_args!("#EXT-X-TARGETDURATION:{target_s}"));
    if is_independent {
        text.push_str("#EXT-X-INDEPENDENT-SEGMENTS\n");
    }
    text
}

fn put_segment(text: &mut String, segment: &Segment, marks: Marks, opened: Option<UtcMs>) {
    if marks.is_discontinuity {
        text.push_str("#EXT-X-DISCONTINUITY\n");
    }
    if let Some(map) = marks.map {
        put(text, format_args!("#EXT-X-MAP:URI=\"{map}\""));
    }
    if let Some(opened) = opened {
        let at = opened.plus_ms(segment.start_ms);
        put(text, format_args!("#EXT-X-PROGRAM-DATE-TIME:{at}"));
    }
    let (whole, thousandths) = (segment.duration_ms / 1000, segment.duration_ms % 1000);
    put(text, format_args!("#EXTINF:{whole}.{thousandths:03},"));
}

fn put(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = writeln!(text, "{line}");
}

/// The target duration that a segment needs: HLS compares with rounded lengths.
const fn rounded_s(duration_ms: i64) -> i64 {
    (duration_ms + 500) / 1000
}

//! Groups the chunks of a run's tracks into segments, for playlists and for replay.

use std::ops::Range;

use crate::fmp4::Chunk;
use crate::frame::{Kind, PICTURE, TrackConfig};
use crate::index::Record;
use crate::limits::{SEGMENT_GAP_MS, SEGMENT_MS_MAX};

/// The shortest segment: the first key frame after this time begins the next one.
pub const SEGMENT_MS: i64 = 2_000;
/// The same where sound leads. It may begin anywhere, so that it is cut when this time is over: a
/// longer segment costs fewer requests, and on thin lines those are what costs.
pub const SOUND_SEGMENT_MS: i64 = 4_000;

/// One segment of a run: chunks of all its tracks, in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The run's number within the lesson.
    pub run: u32,
    /// The segment's number within the run, from 1.
    pub number: u32,
    /// Start on the lesson's clock, in milliseconds.
    pub start_ms: i64,
    /// How long it plays, in milliseconds; at least one.
    pub duration_ms: i64,
    /// Which chunks it holds, by their place in the order in which the segmenter was given them.
    pub chunks: Range<usize>,
    /// Whether it can be decoded without the segment before it.
    pub is_independent: bool,
    /// Whether lesson time passed without media before it.
    pub is_after_gap: bool,
}

/// The track whose key frames segments begin with: the picture, or the sound when it is alone.
pub fn lead_track(tracks: &[TrackConfig]) -> Option<u32> {
    let picture = tracks.iter().find(|track| track.kind() == Kind::Video);
    picture.or(tracks.first()).map(|track| track.track)
}

/// What the segmenter must know of a chunk.
#[derive(Debug, Clone, Copy)]
struct Span {
    track: u32,
    start_ms: i64,
    end_ms: i64,
    key: bool,
}

/// Cuts a run into segments: before the first key frame of the lead track after two seconds (four
/// where sound leads), where lesson time was left out, and, at an encoder that sends hardly any key
/// frame, by time.
#[derive(Debug)]
pub struct Segmenter {
    run: u32,
    lead: u32,
    number: u32,
    open: Option<Open>,
    seen: usize,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    start_ms: i64,
    end_ms: i64,
    first: usize,
    /// Whether the first chunk of the lead track is a key; none while it has none.
    key: Option<bool>,
    is_after_gap: bool,
}

impl Segmenter {
    /// For a run whose segments begin with the key frames of the track `lead`.
    pub const fn new(run: u32, lead: u32) -> Self {
        Self { run, lead, number: 0, open: None, seen: 0 }
    }

    /// Takes a chunk. Gives the segment that ended before it, if it begins a new one.
    pub fn push(&mut self, chunk: &Chunk) -> Option<Segment> {
        let (track, start_ms, end_ms) = (chunk.track, chunk.start_ms(), chunk.end_ms());
        self.take(Span { track, start_ms, end_ms, key: chunk.keyframe })
    }

    /// Takes a chunk by its record, in the order of the index, so that a recording is cut in the
    /// same places as the live stream was.
    pub fn push_record(&mut self, record: &Record) -> Option<Segment> {
        let (track, start_ms, end_ms) = (record.track, record.start_ms(), record.end_ms());
        self.take(Span { track, start_ms, end_ms, key: record.key })
    }

    /// Ends the run. Gives its last segment.
    pub fn finish(&mut self) -> Option<Segment> {
        let end_ms = self.open.as_ref()?.end_ms;
        self.close(end_ms)
    }

    const fn least_ms(&self) -> i64 {
        if self.lead == PICTURE { SEGMENT_MS } else { SOUND_SEGMENT_MS }
    }

    fn take(&mut self, span: Span) -> Option<Segment> {
        let begins = span.key && span.track == self.lead;
        let ended = self.open.and_then(|open| {
            let length_ms = span.start_ms - open.start_ms;
            let is_gap = span.start_ms - open.end_ms > SEGMENT_GAP_MS;
            let is_due = begins && length_ms >= self.least_ms();
            let is_overdue = span.track == self.lead && length_ms >= SEGMENT_MS_MAX;
            let end_ms = if is_gap { open.end_ms } else { span.start_ms };
            (is_gap || is_due || is_overdue).then_some((end_ms, is_gap))
        });
        let segment = ended.and_then(|(end_ms, _)| self.close(end_ms));
        let first = self.seen;
        let open = self.open.get_or_insert(Open {
            start_ms: span.start_ms,
            end_ms: span.end_ms,
            first,
            key: None,
            is_after_gap: ended.is_some_and(|(_, is_gap)| is_gap),
        });
        if span.track == self.lead {
            open.key.get_or_insert(span.key);
        }
        open.end_ms = open.end_ms.max(span.end_ms);
        self.seen += 1;
        segment
    }

    fn close(&mut self, end_ms: i64) -> Option<Segment> {
        let open = self.open.take()?;
        self.number += 1;
        Some(Segment {
            run: self.run,
            number: self.number,
            start_ms: open.start_ms,
            duration_ms: (end_ms - open.start_ms).max(1),
            chunks: open.first..self.seen,
            is_independent: open.key.unwrap_or(true),
            is_after_gap: open.is_after_gap,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::SOUND;

    fn span(track: u32, start_ms: i64, key: bool) -> Span {
        Span { track, start_ms, end_ms: start_ms + 100, key }
    }

    fn cut(
        lead: u32,
        spans: impl IntoIterator<Item = Span>,
    ) -> Vec<(i64, i64, Range<usize>, bool)> {
        let mut segmenter = Segmenter::new(1, lead);
        let mut segments: Vec<_> =
            spans.into_iter().filter_map(|span| segmenter.take(span)).collect();
        segments.extend(segmenter.finish());
        assert!(segments.iter().zip(1..).all(|(segment, number)| segment.number == number));
        let row = |s: Segment| (s.start_ms, s.duration_ms, s.chunks, s.is_independent);
        segments.into_iter().map(row).collect()
    }

    #[test]
    fn pictures_are_cut_at_the_first_key_frame_after_two_seconds() {
        let spans =
            (0..50).flat_map(|n| [span(PICTURE, n * 100, n % 15 == 0), span(SOUND, n * 100, true)]);
        assert_eq!(cut(PICTURE, spans), [(0, 3_000, 0..60, true), (3_000, 2_000, 60..100, true)]);
    }

    #[test]
    fn sound_alone_is_cut_by_time() {
        let spans = (0..90).map(|n| span(SOUND, n * 100, true));
        let expected =
            [(0, 4_000, 0..40, true), (4_000, 4_000, 40..80, true), (8_000, 1_000, 80..90, true)];
        assert_eq!(cut(SOUND, spans), expected);
    }

    #[test]
    fn no_key_frame_and_a_gap_still_end_segments() {
        let spans = (0..130).map(|n| span(PICTURE, n * 100, n == 0));
        let expected = [(0, 12_000, 0..120, true), (12_000, 1_000, 120..130, false)];
        assert_eq!(cut(PICTURE, spans), expected);
        let spans = [span(PICTURE, 0, true), span(PICTURE, 30_000, true)];
        assert_eq!(cut(PICTURE, spans), [(0, 100, 0..1, true), (30_000, 100, 1..2, true)]);
    }
}

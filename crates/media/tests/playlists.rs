//! Playlists: an independent reader finds what we meant, and the text is exactly this.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use m3u8_rs::{MediaPlaylist, MediaPlaylistType, parse_media_playlist_res};
use proptest::collection::vec;
use proptest::prelude::*;
use xingtan_base::clock::UtcMs;
use xingtan_media::hls::{LivePlaylist, live_uri, vod_playlist};
use xingtan_media::segment::Segment;

fn segment(run: u32, number: u32, start_ms: i64, duration_ms: i64) -> Segment {
    Segment {
        run,
        number,
        start_ms,
        duration_ms,
        chunks: 0..1,
        is_independent: true,
        is_after_gap: false,
    }
}

fn read(text: &str) -> MediaPlaylist {
    parse_media_playlist_res(text.as_bytes()).unwrap()
}

#[test]
fn a_live_playlist_over_two_runs() {
    let mut playlist = LivePlaylist::new(Some(UtcMs(1_700_000_000_000)), 3);
    assert!(playlist.is_empty());
    for (run, number, start_ms) in [(1, 1, 0), (1, 2, 2_000), (1, 3, 4_000)] {
        assert_eq!(playlist.push(segment(run, number, start_ms, 2_000)), None);
    }
    let gone = playlist.push(segment(2, 1, 9_500, 1_960));
    assert_eq!(gone.map(|segment| segment.number), Some(1));
    let expected = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n\
        #EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MEDIA-SEQUENCE:1000001\n\
        #EXT-X-DISCONTINUITY-SEQUENCE:1000\n\
        #EXT-X-MAP:URI=\"init-1.mp4\"\n\
        #EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:22.000Z\n#EXTINF:2.000,\nseg/1-2.m4s\n\
        #EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:24.000Z\n#EXTINF:2.000,\nseg/1-3.m4s\n\
        #EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"init-2.mp4\"\n\
        #EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:29.500Z\n#EXTINF:1.960,\nseg/2-1.m4s\n";
    assert_eq!(playlist.text(), expected);
    playlist.end();
    assert_eq!(playlist.text(), format!("{expected}#EXT-X-ENDLIST\n"));
}

#[test]
fn a_replay_playlist() {
    let segments = [segment(1, 1, 0, 2_000), segment(1, 2, 2_000, 2_600), segment(2, 1, 9_000, 40)];
    let playlist = read(&vod_playlist(Some(UtcMs(0)), &segments));
    assert_eq!(playlist.playlist_type, Some(MediaPlaylistType::Vod));
    assert!(playlist.end_list && playlist.independent_segments);
    assert_eq!(playlist.target_duration, 3);
    let rows: Vec<_> = playlist
        .segments
        .iter()
        .map(|s| (s.uri.as_str(), s.discontinuity, s.map.as_ref().map(|map| map.uri.as_str())))
        .collect();
    let expected = [
        ("replay/1-1.m4s", false, Some("replay/init-1.mp4")),
        ("replay/1-2.m4s", false, None),
        ("replay/2-1.m4s", true, Some("replay/init-2.mp4")),
    ];
    assert_eq!(rows, expected);
}

proptest! {
    /// Over any run of segments a player that follows the playlist sees each once, under a number
    /// that stays with it, and never a longer one than was promised.
    #[test]
    fn numbers_stay_with_their_segments(
        steps in vec((500_i64..9_000, 0_i64..4_000, proptest::bool::weighted(0.2)), 1..40),
        window in 1_usize..8,
    ) {
        let mut playlist = LivePlaylist::new(Some(UtcMs(0)), window);
        let (mut run, mut number, mut start_ms) = (1, 0, 0);
        let mut seen = std::collections::BTreeMap::new();
        let mut discontinuities = std::collections::BTreeMap::new();
        for (duration_ms, pause_ms, is_new_run) in steps {
            (run, number) = if is_new_run { (run + 1, 1) } else { (run, number + 1) };
            playlist.push(segment(run, number, start_ms, duration_ms));
            start_ms += duration_ms + if is_new_run { pause_ms } else { 0 };
            let text = playlist.text();
            let shown = read(&text);
            prop_assert!(shown.segments.len() <= window);
            let mut discontinuity = shown.discontinuity_sequence;
            for (shown_segment, sequence) in shown.segments.iter().zip(shown.media_sequence..) {
                let uri = seen.entry(sequence).or_insert(shown_segment.uri.clone());
                prop_assert_eq!(uri, &shown_segment.uri);
                discontinuity += u64::from(shown_segment.discontinuity);
                let before = discontinuities.entry(sequence).or_insert(discontinuity);
                prop_assert_eq!(*before, discontinuity);
                prop_assert!(shown_segment.duration.round() as u64 <= shown.target_duration);
                prop_assert!(shown_segment.program_date_time.is_some());
            }
            prop_assert!(shown.segments[0].map.is_some());
            let last = live_uri(run, number);
            prop_assert_eq!(text.lines().last(), Some(last.as_str()));
        }
    }
}

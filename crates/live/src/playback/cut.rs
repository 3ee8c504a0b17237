//! A run's chunks of one output, cut into segments.

use bytes::Bytes;
use xingtan_media::frame::{PICTURE, SOUND, VOICE};
use xingtan_media::index::Record;
use xingtan_media::mp4::Coding;
use xingtan_media::segment::{Segment, Segmenter};

/// The chunks of some of a run's tracks. While the run is still written, the open segment is left
/// out.
#[derive(Debug)]
pub struct Cut {
    /// The init segment of these tracks.
    pub init: Bytes,
    /// How they are coded.
    pub coding: Coding,
    /// The closed segments.
    pub segments: Vec<Segment>,
    records: Vec<Record>,
}

impl Cut {
    pub(super) fn new(run: u32, records: Vec<Record>, init: Bytes, is_whole: bool) -> Self {
        let has_picture = records.iter().any(|record| record.track == PICTURE);
        let first = records.first().map_or(0, |record| record.track);
        let mut segmenter = Segmenter::new(run, if has_picture { PICTURE } else { first });
        let mut segments: Vec<_> =
            records.iter().filter_map(|record| segmenter.push_record(record)).collect();
        if is_whole {
            segments.extend(segmenter.finish());
        }
        let coding = Coding::read(&init);
        Self { init, coding, segments, records }
    }

    /// The chunks of a segment.
    pub(super) fn records(&self, segment: &Segment) -> &[Record] {
        self.records.get(segment.chunks.clone()).unwrap_or_default()
    }

    /// Bytes of all chunks, and of the init segment.
    pub fn size_bytes(&self) -> u64 {
        let chunks: u64 = self.records.iter().map(|record| u64::from(record.len)).sum();
        chunks + self.init.len() as u64
    }

    /// Its one track, where it has no more.
    pub fn only_track(&self) -> Option<u32> {
        let first = self.records.first()?.track;
        self.records.iter().all(|record| record.track == first).then_some(first)
    }
}

/// The track that is a run's voice. One that was made covers nearly all of its sound; where its
/// maker came late or went early, the sound itself says more.
pub(super) fn voice_track(records: &[Record]) -> Option<u32> {
    let length_ms = |track| {
        let own = || records.iter().filter(move |record| record.track == track);
        own().map(|record| record.end_ms() - record.start_ms()).sum::<i64>()
    };
    let (sound_ms, voice_ms) = (length_ms(SOUND), length_ms(VOICE));
    if voice_ms > 0 && voice_ms * 10 >= sound_ms * 9 {
        return Some(VOICE);
    }
    (sound_ms > 0).then_some(SOUND)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(track: u32, seconds: std::ops::Range<u64>) -> Vec<Record> {
        let record = |second| Record {
            track,
            key: true,
            offset: second * 100,
            len: 100,
            duration: 48_000,
            base_dts: second * 48_000,
            timescale: 48_000,
        };
        seconds.map(record).collect()
    }

    #[test]
    fn a_voice_that_says_less_than_the_sound_is_not_taken() {
        let check = |voice| voice_track(&[records(SOUND, 0..100), records(VOICE, voice)].concat());
        assert_eq!(check(1..100), Some(VOICE));
        assert_eq!(check(20..100), Some(SOUND));
        assert_eq!(check(0..0), Some(SOUND));
        assert_eq!(voice_track(&records(PICTURE, 0..10)), None);
    }
}

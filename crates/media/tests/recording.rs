//! Recordings: index and boxes agree, and a file torn anywhere gives back all whole chunks.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use std::convert::Infallible;

use bytes::Bytes;
use proptest::collection::vec;
use proptest::prelude::*;
use xingtan_base::clock::UtcMs;
use xingtan_media::codec::aac;
use xingtan_media::fmp4::{self, Fragmenter};
use xingtan_media::frame::{Codec, Frame, Kind, SOUND, TrackConfig};
use xingtan_media::index::{self, RECORD_BYTES, Record};
use xingtan_media::recovery::{Found, scan};

struct Recording {
    file: Vec<u8>,
    records: Vec<Record>,
    init_len: u64,
}

/// A track of sound, written as the recorder does.
fn record(frames: &[(u16, bool)], opened: Option<UtcMs>) -> Recording {
    let codec = Codec::Aac(aac::Config::lc(48_000, 2).unwrap());
    let config = TrackConfig { track: SOUND, codec };
    let mut fragmenter = Fragmenter::new(&config, 100);
    if let Some(opened) = opened {
        fragmenter = fragmenter.with_reference_time(opened);
    }
    let mut file = fmp4::init(std::slice::from_ref(&config)).to_vec();
    let init_len = file.len() as u64;
    let mut dts = 480_000;
    let mut chunks = Vec::new();
    for (len, gap) in frames {
        dts += if *gap { 20_480 } else { 1024 };
        chunks.extend(fragmenter.push(Frame {
            track: SOUND,
            kind: Kind::Audio,
            timescale: 48_000,
            dts,
            cts: 0,
            key: true,
            samples: 1024,
            data: Bytes::from(vec![7; usize::from(*len)]),
        }));
    }
    chunks.extend(fragmenter.flush());
    let mut records = Vec::new();
    for chunk in chunks {
        records.push(Record::new(&chunk, file.len() as u64));
        file.extend_from_slice(&chunk.bytes);
    }
    Recording { file, records, init_len }
}

fn find(file: &[u8], from: u64, timescale: Option<u32>) -> Found {
    let read_at = |at: u64, len: usize| {
        let at = usize::try_from(at).unwrap();
        Ok::<_, Infallible>(file[at..at + len].to_vec())
    };
    match scan(file.len() as u64, from, timescale, read_at) {
        Ok(found) => found,
        Err(never) => match never {},
    }
}

proptest! {
    #[test]
    fn boxes_tell_what_the_index_told(
        frames in vec((1_u16..400, proptest::bool::weighted(0.1)), 1..60),
        cut in 0.0..1.0_f64,
        known in 0.0..1.0_f64,
        opened in proptest::option::of(Just(UtcMs(1_700_000_000_000))),
    ) {
        let Recording { file, records, init_len } = record(&frames, opened);
        let whole = find(&file, 0, None);
        prop_assert_eq!(&whole.records, &records);
        prop_assert_eq!(whole.valid_len, file.len() as u64);

        let torn = (file.len() as f64 * cut) as usize;
        let left: Vec<_> =
            records.iter().copied().filter(|r| r.end_offset() <= torn as u64).collect();
        let found = find(&file[..torn], 0, None);
        prop_assert_eq!(&found.records, &left);
        let end = left.last().map_or(init_len, Record::end_offset);
        prop_assert_eq!(found.valid_len, if end > torn as u64 { found.valid_len } else { end });

        let known = &left[..(left.len() as f64 * known) as usize];
        if let Some(last) = known.last() {
            let found = find(&file[..torn], last.end_offset(), Some(last.timescale));
            prop_assert_eq!([known, &found.records].concat(), left);
        }
    }

    #[test]
    fn random_boxes_never_panic(bytes in vec(any::<u8>(), 0..600), from in 0_u64..700) {
        let _ = find(&bytes, from.min(bytes.len() as u64), Some(1000));
    }

    #[test]
    fn damaged_files_never_panic(at in vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut file = record(&[(100, false); 12], None).file;
        for (at, byte) in at {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let found = find(&file, 0, None);
        prop_assert!(found.records.iter().all(|r| r.end_offset() <= file.len() as u64));
    }

    #[test]
    fn an_index_reads_back_up_to_its_torn_end(
        offsets in vec((any::<u32>(), any::<bool>(), any::<u64>(), 1_u32..), 0..20),
        torn in 0_usize..RECORD_BYTES,
    ) {
        let records: Vec<_> = offsets
            .into_iter()
            .map(|(len, key, base_dts, timescale)| Record {
                track: len % 4,
                key,
                offset: base_dts.rotate_left(9),
                len,
                duration: len ^ 77,
                base_dts,
                timescale,
            })
            .collect();
        let mut bytes: Vec<u8> = records.iter().flat_map(|record| record.to_bytes()).collect();
        let whole = bytes.len();
        bytes.extend(vec![3; torn]);
        prop_assert_eq!(index::read(&bytes), (records, whole));
    }
}

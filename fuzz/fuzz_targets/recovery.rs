//! A recording of anything: what is found lies within it, in order.
#![no_main]

use std::convert::Infallible;

use libfuzzer_sys::fuzz_target;
use xingtan_media::index;
use xingtan_media::recovery::scan;

fuzz_target!(|bytes: &[u8]| {
    let (records, valid_len) = index::read(bytes);
    assert_eq!(records.len() * index::RECORD_BYTES, valid_len);
    let read_at = |at: u64, len: usize| {
        let at = at as usize;
        Ok::<_, Infallible>(bytes[at..at + len].to_vec())
    };
    let Ok(found) = scan(bytes.len() as u64, 0, Some(90_000), read_at);
    let mut end = 0;
    for record in found.records {
        assert!(record.offset >= end && record.end_offset() <= bytes.len() as u64);
        end = record.end_offset();
    }
});

//! Decoder configurations, metadata and NAL units of anything.
#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use xingtan_media::codec::{aac, h264, parse_sps};
use xingtan_media::flv::{parse_audio, parse_metadata, parse_video};

fuzz_target!(|bytes: &[u8]| {
    let shared = Bytes::copy_from_slice(bytes);
    let _ = parse_sps(bytes);
    let _ = h264::Config::parse(&shared);
    let _ = aac::Config::parse(&shared);
    let _ = parse_video(&shared);
    let _ = parse_audio(&shared);
    let _ = parse_metadata(bytes);
    for size in [1, 2, 4] {
        let _ = h264::has_idr(bytes, size);
    }
});

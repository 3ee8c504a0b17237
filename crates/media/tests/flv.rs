//! FLV: what is written reads back, and nothing outside panics.

use bytes::Bytes;
use proptest::collection::vec;
use proptest::prelude::*;
use xingtan_media::flv::{self, Payload, Tag, TagKind, parse_audio, parse_video, tag_bytes};
use xingtan_media::intake::Intake;

fn tag() -> impl Strategy<Value = Tag> {
    let kind = prop_oneof![Just(TagKind::Audio), Just(TagKind::Video), Just(TagKind::Script)];
    (kind, any::<u32>(), vec(any::<u8>(), 0..80)).prop_map(|(kind, timestamp_ms, payload)| Tag {
        kind,
        timestamp_ms,
        payload: payload.into(),
    })
}

proptest! {
    #[test]
    fn tags_read_back_and_a_torn_one_is_left_out(tags in vec(tag(), 1..20), torn in 1_usize..15) {
        let mut file = flv::file_header(true, true).to_vec();
        for tag in &tags {
            file.extend(tag_bytes(tag.kind, i64::from(tag.timestamp_ms), &[&tag.payload]));
        }
        prop_assert_eq!(&flv::read_file(&file.clone().into()).unwrap(), &tags);
        let last_len = tags.last().map_or(0, |tag| tag.payload.len() + 11);
        file.truncate(file.len() - 4 - torn.min(last_len));
        let last = tags.len() - 1;
        prop_assert_eq!(flv::read_file(&file.into()).unwrap(), &tags[..last]);
    }

    #[test]
    fn random_payloads_never_panic(tags in vec(tag(), 1..40), bytes in vec(any::<u8>(), 0..200)) {
        let header = b"FLV\x01\x05\0\0\0\x09".as_slice();
        let _ = flv::read_file(&Bytes::from([header, &bytes].concat()));
        let mut intake = Intake::new(0);
        for (tag, now) in tags.iter().zip(0..) {
            let _ = parse_video(&tag.payload);
            let _ = parse_audio(&tag.payload);
            let _ = intake.feed(tag, now);
            while intake.poll().is_some() {}
        }
    }
}

#[test]
fn classic_and_enhanced_headers_mean_the_same() {
    let data = Bytes::from_static(b"picture");
    let frame = |cts_ms| Payload::AvcFrame { key: true, cts_ms, data: data.clone() };
    let check = |header: &[u8]| parse_video(&Bytes::from([header, &data].concat())).unwrap();
    assert_eq!(check(&[0x17, 1, 0, 0, 80]), frame(80));
    assert_eq!(check(&[0x17, 1, 0xff, 0xff, 0xd8]), frame(-40));
    assert_eq!(check(b"\x91avc1\0\0\x50"), frame(80));
    assert_eq!(check(b"\x93avc1"), frame(0));
    assert_eq!(check(&[0x17, 2, 0, 0, 0]), Payload::Nothing);
}

#[test]
fn what_cannot_be_passed_on_is_named() {
    let video = |bytes: &'static [u8]| parse_video(&Bytes::from_static(bytes)).unwrap_err();
    let audio = |bytes: &'static [u8]| parse_audio(&Bytes::from_static(bytes)).unwrap_err();
    let said = [
        video(b"\x1c\x01\0\0\0").to_string(),
        video(b"\x90hvc1").to_string(),
        video(b"\x90av01").to_string(),
        audio(b"\x2f\x01").to_string(),
        audio(b"\x90Opus").to_string(),
    ];
    let hevc = "video codec HEVC (H.265) is not supported; \
                set video encoder H.264 (x264) in the encoder";
    assert_eq!(said[0], hevc);
    assert_eq!(said[1], hevc);
    assert!(said[2].starts_with("video codec AV1 "));
    assert!(said[3].starts_with("audio codec MP3 "));
    assert!(said[4].starts_with("audio codec Opus "));
}

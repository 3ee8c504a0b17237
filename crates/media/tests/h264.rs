//! H.264 parameter sets: an independent reader finds the same size and rate.

use bytes::Bytes;
use h264_reader::nal::sps::SeqParameterSet;
use h264_reader::rbsp::{BitReader, decode_nal};
use proptest::collection::vec;
use proptest::prelude::*;
use xingtan_media::codec::h264::{Config, nal_units};
use xingtan_media::codec::{Sps, parse_sps};

/// Writes single bits and Exp-Golomb numbers.
#[derive(Default)]
struct Writer {
    bits: Vec<bool>,
}

impl Writer {
    fn number(&mut self, value: u32, count: u32) {
        self.bits.extend((0..count).rev().map(|bit| value >> bit & 1 == 1));
    }

    fn ue(&mut self, value: u32) {
        let count = (value + 1).ilog2();
        self.number(0, count);
        self.number(value + 1, count + 1);
    }

    /// The NAL unit, with its end and emulation prevention.
    fn nal(mut self) -> Vec<u8> {
        self.bits.push(true);
        let byte = |bits: &[bool]| {
            bits.iter().enumerate().fold(0, |byte, (at, bit)| byte | u8::from(*bit) << (7 - at))
        };
        let mut out = vec![0x67];
        let mut zeros = 0;
        for byte in self.bits.chunks(8).map(byte) {
            if zeros >= 2 && byte <= 3 {
                out.push(3);
                zeros = 0;
            }
            zeros = if byte == 0 { zeros + 1 } else { 0 };
            out.push(byte);
        }
        out
    }
}

#[derive(Debug, Clone)]
struct Made {
    profile: u32,
    chroma: u32,
    macroblocks: (u32, u32),
    is_interlaced: bool,
    order_type: u32,
    crop: Option<[u32; 4]>,
    timing: Option<(u32, u32)>,
    has_aspect: bool,
}

fn made() -> impl Strategy<Value = Made> {
    let profile = prop_oneof![Just(66_u32), Just(77), Just(100), Just(110), Just(244)];
    let crop = proptest::option::of([0_u32..4, 0_u32..4, 0_u32..4, 0_u32..4]);
    let timing = proptest::option::of((1_u32..100_000, 1_u32..200_000));
    let size = (8_u32..130, 8_u32..130);
    (profile, 0_u32..4, size, any::<bool>(), 0_u32..3, crop, timing, any::<bool>()).prop_map(
        |(profile, chroma, macroblocks, is_interlaced, order_type, crop, timing, has_aspect)| {
            Made {
                profile,
                chroma,
                macroblocks,
                is_interlaced,
                order_type,
                crop,
                timing,
                has_aspect,
            }
        },
    )
}

fn write(made: &Made) -> Vec<u8> {
    let mut out = Writer::default();
    [made.profile, 0, 62].into_iter().for_each(|byte| out.number(byte, 8));
    out.ue(0);
    if made.profile >= 100 {
        out.ue(made.chroma);
        if made.chroma == 3 {
            out.number(0, 1);
        }
        out.ue(0);
        out.ue(0);
        out.number(0, 2);
    }
    out.ue(4);
    out.ue(made.order_type);
    match made.order_type {
        0 => out.ue(2),
        1 => {
            out.number(0, 1);
            [0, 0, 2, 1, 2].into_iter().for_each(|value| out.ue(value));
        }
        _ => {}
    }
    out.ue(2);
    out.number(0, 1);
    out.ue(made.macroblocks.0 - 1);
    out.ue(made.macroblocks.1 - 1);
    out.number(u32::from(!made.is_interlaced), 1);
    if made.is_interlaced {
        out.number(0, 1);
    }
    out.number(1, 1);
    out.number(u32::from(made.crop.is_some()), 1);
    made.crop.into_iter().flatten().for_each(|side| out.ue(side));
    out.number(u32::from(made.timing.is_some()), 1);
    if let Some((ticks, scale)) = made.timing {
        out.number(u32::from(made.has_aspect), 1);
        if made.has_aspect {
            out.number(255, 8);
            out.number(0x0001_0001, 32);
        }
        out.number(0, 3);
        out.number(1, 1);
        out.number(ticks, 32);
        out.number(scale, 32);
        out.number(1, 1);
        out.number(0, 4);
    }
    out.nal()
}

fn oracle(nal: &[u8]) -> Option<SeqParameterSet> {
    let payload = decode_nal(nal).ok()?;
    SeqParameterSet::from_bits(BitReader::new(&payload[..])).ok()
}

fn record(sps: &[u8]) -> Vec<u8> {
    let mut out = vec![1, sps[1], sps[2], sps[3], 0xff, 0xe1];
    out.extend((sps.len() as u16).to_be_bytes());
    out.extend_from_slice(sps);
    out.extend([1, 0, 2, 0x68, 0xce]);
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_independent_reader_agrees(made in made()) {
        let nal = write(&made);
        let expected = oracle(&nal).expect("a good parameter set");
        let sps = parse_sps(&nal).expect("a good parameter set");
        prop_assert_eq!((sps.width, sps.height), expected.pixel_dimensions().unwrap());
        prop_assert_eq!(sps.timing, made.timing);
        let fps = sps.frames_per_1000_s().map(|frames| f64::from(frames) / 1000.0);
        prop_assert_eq!(fps.is_some(), expected.fps().is_some());
        let apart = fps.unwrap_or(0.0) - expected.fps().unwrap_or(0.0);
        prop_assert!(apart.abs() < 0.01, "{apart}");
        let config = Config::parse(&record(&nal).into()).unwrap();
        let codec = format!("avc1.{:02x}003e", made.profile);
        prop_assert_eq!((config.sps, config.codec_string()), (sps, codec));
    }

    #[test]
    fn random_bytes_never_panic(bytes in vec(any::<u8>(), 0..300), size in 0_u8..5) {
        let _ = parse_sps(&[&[0x67], &bytes[..]].concat());
        let _ = Config::parse(&bytes.clone().into());
        let _ = xingtan_media::codec::aac::Config::parse(&bytes.clone().into());
        prop_assert!(nal_units(&bytes, size).map(<[u8]>::len).sum::<usize>() <= bytes.len());
    }
}

/// x264 at 1080p: sixteen lines of sixteen do not make 1,080, so eight are cut off.
#[test]
fn what_x264_writes() {
    let nal = [
        0x67, 0x64, 0x00, 0x28, 0xac, 0xd9, 0x40, 0x78, 0x02, 0x27, 0xe5, 0xc0, 0x5a, 0x80, 0x80,
        0x80, 0xa0, 0x00, 0x00, 0x03, 0x00, 0x20, 0x00, 0x00, 0x07, 0x91, 0xe3, 0x06, 0x32, 0xc0,
    ];
    let expected = Sps {
        profile: 100,
        constraints: 0,
        level: 40,
        width: 1920,
        height: 1080,
        timing: Some((1, 60)),
    };
    assert_eq!(parse_sps(&nal), Some(expected));
    assert_eq!(expected.frames_per_1000_s(), Some(30_000));
}

#[test]
fn a_key_frame_brings_its_sets_along() {
    let sps = [0x67, 66, 0xe0, 0x1f, 0xda, 0x02, 0xd0, 0x49, 0x10];
    let record = |lengths: u8| {
        let head = [1, 66, 0xe0, 0x1f, 0xfc | (lengths - 1), 0xe1, 0, 9];
        Bytes::from([&head[..], &sps, &[1, 0, 3, 0x68, 0xce, 6]].concat())
    };
    let bytes = |parts: &[&[u8]]| Bytes::from(parts.concat());
    let config = Config::parse(&record(4)).expect("a configuration");
    let (set, pictures) = ([&[0, 0, 0, 9], &sps[..]].concat(), [0, 0, 0, 3, 0x68, 0xce, 6]);
    let idr = [0, 0, 0, 2, 0x65, 1];
    let delimiter = [0, 0, 0, 2, 9, 0x10];
    let whole = bytes(&[&delimiter, &set, &pictures, &idr]);
    assert_eq!(config.with_sets(bytes(&[&delimiter, &idr])), whole);
    assert_eq!(config.with_sets(whole.clone()), whole, "as it is");
    let config = Config::parse(&record(1)).expect("a configuration");
    let short = bytes(&[&[9], &sps, &[3, 0x68, 0xce, 6], &[2, 0x65, 1]]);
    assert_eq!(config.with_sets(bytes(&[&[2, 0x65, 1]])), short);
}

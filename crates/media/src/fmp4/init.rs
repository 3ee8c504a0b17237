//! The init segment: what a decoder must know of each track.

use bytes::{BufMut, Bytes, BytesMut};

use super::boxes::{put_box, put_full};
use crate::codec::{aac, h264};
use crate::frame::{Codec, Kind, TrackConfig};

/// Neither turned nor moved.
pub(crate) const MATRIX: [u32; 9] = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];

/// `ftyp` and `moov` for a set of tracks.
pub fn init(tracks: &[TrackConfig]) -> Bytes {
    let mut out = BytesMut::new();
    put_box(&mut out, b"ftyp", |out| out.put_slice(b"iso6\0\0\0\0iso6cmfcmp41"));
    put_box(&mut out, b"moov", |out| {
        put_full(out, b"mvhd", 0, |out| {
            [0, 0, 1000, 0, 0x1_0000].into_iter().for_each(|word| out.put_u32(word));
            out.put_u16(0x100);
            out.put_bytes(0, 10);
            MATRIX.into_iter().for_each(|word| out.put_u32(word));
            out.put_bytes(0, 24);
            let next = tracks.iter().map(|track| track.track).max().unwrap_or(0);
            out.put_u32(next.saturating_add(1));
        });
        tracks.iter().for_each(|track| put_track(out, track));
        put_box(out, b"mvex", |out| {
            for track in tracks {
                put_full(out, b"trex", 0, |out| {
                    [track.track, 1, 0, 0, 0].into_iter().for_each(|word| out.put_u32(word));
                });
            }
        });
    });
    out.freeze()
}

fn put_track(out: &mut BytesMut, track: &TrackConfig) {
    let (width, height) = match &track.codec {
        Codec::H264(config) => (config.sps.width, config.sps.height),
        Codec::Aac(_) => (0, 0),
    };
    let is_video = track.kind() == Kind::Video;
    put_box(out, b"trak", |out| {
        put_full(out, b"tkhd", 7, |out| {
            [0, 0, track.track, 0, 0, 0, 0, 0].into_iter().for_each(|word| out.put_u32(word));
            out.put_u16(if is_video { 0 } else { 0x100 });
            out.put_u16(0);
            MATRIX.into_iter().for_each(|word| out.put_u32(word));
            out.put_u32(width << 16);
            out.put_u32(height << 16);
        });
        put_box(out, b"mdia", |out| {
            put_full(out, b"mdhd", 0, |out| {
                [0, 0, track.timescale(), 0].into_iter().for_each(|word| out.put_u32(word));
                out.put_u32(0x55c4_0000);
            });
            put_full(out, b"hdlr", 0, |out| {
                out.put_u32(0);
                out.put_slice(if is_video { b"vide" } else { b"soun" });
                out.put_bytes(0, 13);
            });
            put_box(out, b"minf", |out| {
                if is_video {
                    put_full(out, b"vmhd", 1, |out| out.put_bytes(0, 8));
                } else {
                    put_full(out, b"smhd", 0, |out| out.put_bytes(0, 4));
                }
                put_box(out, b"dinf", |out| {
                    put_full(out, b"dref", 0, |out| {
                        out.put_u32(1);
                        put_full(out, b"url ", 1, |_| {});
                    });
                });
                put_sample_table(out, track);
            });
        });
    });
}

fn put_sample_table(out: &mut BytesMut, track: &TrackConfig) {
    put_box(out, b"stbl", |out| {
        put_full(out, b"stsd", 0, |out| {
            out.put_u32(1);
            match &track.codec {
                Codec::H264(config) => put_avc1(out, config),
                Codec::Aac(config) => put_mp4a(out, config),
            }
        });
        put_full(out, b"stts", 0, |out| out.put_u32(0));
        put_full(out, b"stsc", 0, |out| out.put_u32(0));
        put_full(out, b"stsz", 0, |out| out.put_u64(0));
        put_full(out, b"stco", 0, |out| out.put_u32(0));
    });
}

fn put_avc1(out: &mut BytesMut, config: &h264::Config) {
    put_box(out, b"avc1", |out| {
        out.put_bytes(0, 6);
        out.put_u16(1);
        out.put_bytes(0, 16);
        out.put_u16(config.sps.width as u16);
        out.put_u16(config.sps.height as u16);
        [0x48_0000, 0x48_0000, 0].into_iter().for_each(|word| out.put_u32(word));
        out.put_u16(1);
        out.put_bytes(0, 32);
        out.put_u32(0x18_ffff);
        put_box(out, b"avcC", |out| out.put_slice(&config.avcc));
    });
}

fn put_mp4a(out: &mut BytesMut, config: &aac::Config) {
    let asc = config.asc.get(..100).unwrap_or(&config.asc);
    let len = asc.len() as u8;
    put_box(out, b"mp4a", |out| {
        out.put_bytes(0, 6);
        out.put_u16(1);
        out.put_bytes(0, 8);
        out.put_u16(u16::from(config.channels));
        out.put_u16(16);
        out.put_u32(0);
        out.put_u32(config.sample_rate << 16);
        put_full(out, b"esds", 0, |out| {
            out.put_slice(&[3, 3 + 2 + 13 + 2 + len + 3, 0, 1, 0]);
            out.put_slice(&[4, 13 + 2 + len, 0x40, 0x15, 0, 0, 0]);
            out.put_u64(0);
            out.put_slice(&[5, len]);
            out.put_slice(asc);
            out.put_slice(&[6, 1, 2]);
        });
    });
}

//! Writes FLV; each tag is built once and shared by every viewer.

use bytes::{BufMut, Bytes, BytesMut};

use super::TagKind;
use super::tag::AAC;
use crate::frame::{Codec, Frame, Kind, TrackConfig, ticks_to_ms};
use crate::rtmp::amf0::{self, Value};

/// The file header and the first, empty, back pointer.
pub fn file_header(has_audio: bool, has_video: bool) -> Bytes {
    let flags = u8::from(has_audio) << 2 | u8::from(has_video);
    Bytes::copy_from_slice(&[b'F', b'L', b'V', 1, flags, 0, 0, 0, 9, 0, 0, 0, 0])
}

/// A tag with its back pointer. `timestamp_ms` is cut to 32 bits, as FLV does.
pub fn tag_bytes(kind: TagKind, timestamp_ms: i64, payload: &[&[u8]]) -> Bytes {
    let size = payload.iter().map(|part| part.len()).sum::<usize>();
    let size_field = u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes();
    let [t3, t2, t1, t0] = (timestamp_ms as u32).to_be_bytes();
    let mut out = BytesMut::with_capacity(size + 15);
    out.put_u8(kind.number());
    out.put_slice(&size_field[1..]);
    out.put_slice(&[t2, t1, t0, t3, 0, 0, 0]);
    for part in payload {
        out.put_slice(part);
    }
    out.put_u32(u32::try_from(size + 11).unwrap_or(u32::MAX));
    out.freeze()
}

fn video_header(frame: &Frame) -> [u8; 5] {
    let cts_ms = ticks_to_ms(i64::from(frame.cts), frame.timescale) as i32;
    let [_, c2, c1, c0] = cts_ms.to_be_bytes();
    [if frame.key { 0x17 } else { 0x27 }, 1, c2, c1, c0]
}

/// A frame as a tag.
pub fn frame_tag(frame: &Frame) -> Bytes {
    match frame.kind {
        Kind::Video => {
            tag_bytes(TagKind::Video, frame.dts_ms(), &[&video_header(frame), &frame.data])
        }
        Kind::Audio => tag_bytes(TagKind::Audio, frame.dts_ms(), &[&[AAC, 1], &frame.data]),
    }
}

/// The sequence header of a track as a tag.
pub fn sequence_header(config: &TrackConfig, timestamp_ms: i64) -> Bytes {
    match &config.codec {
        Codec::H264(h264) => {
            tag_bytes(TagKind::Video, timestamp_ms, &[&[0x17, 0, 0, 0, 0], &h264.avcc])
        }
        Codec::Aac(aac) => tag_bytes(TagKind::Audio, timestamp_ms, &[&[AAC, 0], &aac.asc]),
    }
}

/// `onMetaData` for a set of tracks, as a tag.
pub fn metadata_tag(tracks: &[TrackConfig]) -> Bytes {
    let mut fields = Vec::new();
    for track in tracks {
        match &track.codec {
            Codec::H264(config) => {
                fields.push(("width", Value::Number(f64::from(config.sps.width))));
                fields.push(("height", Value::Number(f64::from(config.sps.height))));
                fields.push(("videocodecid", Value::Number(7.0)));
            }
            Codec::Aac(config) => {
                let rate = f64::from(config.sample_rate);
                fields.push(("audiosamplerate", Value::Number(rate)));
                fields.push(("stereo", Value::Boolean(config.channels > 1)));
                fields.push(("audiocodecid", Value::Number(10.0)));
            }
        }
    }
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let values = [Value::String("onMetaData".to_owned()), Value::EcmaArray(fields)];
    tag_bytes(TagKind::Script, 0, &[&amf0::encode(&values)])
}

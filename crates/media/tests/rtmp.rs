//! RTMP: what a publisher writes arrives whole, however it is split; nothing outside panics.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use bytes::{BufMut as _, Bytes, BytesMut};
use proptest::collection::vec;
use proptest::prelude::*;
use xingtan_media::flv::{Tag, TagKind};
use xingtan_media::rtmp::client::{Error as ClientError, Publisher};
use xingtan_media::rtmp::{ChunkReader, Event, Server, amf0};

fn tag() -> impl Strategy<Value = Tag> {
    let kind = prop_oneof![Just(TagKind::Audio), Just(TagKind::Video)];
    let time = prop_oneof![0_u32..100_000, 0xff_fff0_u32..0x100_0010, 0xffff_ff00_u32..=u32::MAX];
    let len = prop_oneof![1_usize..300, 60_000_usize..140_000];
    (kind, time, len, any::<u8>()).prop_map(|(kind, timestamp_ms, len, first)| Tag {
        kind,
        timestamp_ms,
        payload: (0..len).map(|at| first.wrapping_add((at * at) as u8)).collect(),
    })
}

/// Runs a publisher against a server in memory; gives all bytes the publisher sent.
fn publish(tags: &[Tag]) -> Vec<u8> {
    let mut publisher = Publisher::new("live", "key?a=b");
    let mut server = Server::new();
    let mut sent = Vec::new();
    for _ in 0..8 {
        while let Some(bytes) = publisher.poll_output() {
            sent.extend_from_slice(&bytes);
            server.feed(&bytes, 0).unwrap();
        }
        while let Some(event) = server.poll_event() {
            if matches!(event, Event::Publish { .. }) {
                server.accept().unwrap();
            }
        }
        while let Some(bytes) = server.poll_output() {
            publisher.feed(&bytes).unwrap();
        }
    }
    assert!(publisher.is_ready());
    tags.iter().for_each(|tag| publisher.write(tag));
    publisher.finish();
    while let Some(bytes) = publisher.poll_output() {
        sent.extend_from_slice(&bytes);
    }
    sent
}

/// What a server makes of bytes that come in pieces of these sizes, in turn.
fn events(bytes: &[u8], sizes: &[usize]) -> Vec<Event> {
    let mut server = Server::new();
    let mut events = Vec::new();
    let mut rest = bytes;
    let mut sizes = sizes.iter().cycle();
    while !rest.is_empty() {
        let size = sizes.next().copied().unwrap_or(1).clamp(1, rest.len());
        let (piece, after) = rest.split_at(size);
        rest = after;
        server.feed(piece, 0).unwrap();
        while let Some(event) = server.poll_event() {
            if matches!(event, Event::Publish { .. }) {
                server.accept().unwrap();
            }
            events.push(event);
        }
    }
    events
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn tags_arrive_whole_however_they_are_split(
        tags in vec(tag(), 0..12),
        sizes in vec(1_usize..9_000, 1..6),
    ) {
        let sent = publish(&tags);
        let mut expected = vec![
            Event::Connect { app: "live".to_owned() },
            Event::Publish { app: "live".to_owned(), key: "key".to_owned() },
        ];
        expected.extend(tags.into_iter().map(Event::Tag));
        expected.push(Event::Closed);
        prop_assert!(events(&sent, &[100_000]) == expected);
        prop_assert!(events(&sent, &sizes) == expected);
    }

    #[test]
    fn damaged_bytes_never_panic(
        at in vec((0_usize..8_000, any::<u8>()), 1..20),
        sizes in vec(1_usize..4_000, 1..4),
    ) {
        let payload = vec![7; 900].into();
        let mut sent = publish(&[Tag { kind: TagKind::Video, timestamp_ms: 0xff_ffff, payload }]);
        for (at, byte) in at {
            let len = sent.len();
            sent[at % len] = byte;
        }
        let mut server = Server::new();
        let mut rest = &sent[..];
        for size in sizes.iter().cycle() {
            let (piece, after) = rest.split_at((*size).min(rest.len()));
            rest = after;
            if server.feed(piece, 0).is_err() || rest.is_empty() {
                break;
            }
            while server.poll_event().is_some() {}
            let _ = server.accept();
        }
    }

    #[test]
    fn random_chunks_never_panic(bytes in vec(any::<u8>(), 0..3_000), size in 1_usize..200) {
        let mut reader = ChunkReader::default();
        for piece in bytes.chunks(size) {
            if reader.push(piece).is_err() {
                break;
            }
            while let Ok(Some(_)) = reader.next_message() {}
        }
    }

    #[test]
    fn random_values_never_panic(bytes in vec(any::<u8>(), 0..2_000)) {
        let _ = amf0::decode_all(&bytes);
        let _ = xingtan_media::flv::parse_metadata(&bytes);
    }
}

/// Messages read from bytes that come one by one.
fn messages(bytes: &[u8]) -> Vec<(u32, Bytes)> {
    let mut reader = ChunkReader::default();
    let mut messages = Vec::new();
    for byte in bytes {
        reader.push(&[*byte]).unwrap();
        while let Some(message) = reader.next_message().unwrap() {
            messages.push((message.timestamp_ms, message.payload));
        }
    }
    messages
}

/// A video message of 200 bytes in two chunks, with an extended time in the first.
fn extended(time: u32, repeats: bool) -> Vec<u8> {
    let mut out = BytesMut::new();
    out.put_slice(&[6, 0xff, 0xff, 0xff, 0, 0, 200, 9, 1, 0, 0, 0]);
    out.put_u32(time);
    out.put_bytes(5, 128);
    out.put_u8(0xc6);
    if repeats {
        out.put_u32(time);
    }
    out.put_bytes(5, 72);
    out.to_vec()
}

#[test]
fn extended_times_are_read_whether_or_not_they_are_repeated() {
    let payload = Bytes::from(vec![5; 200]);
    for time in [0xff_ffff, 0x100_0000, 0x8000_0000, u32::MAX] {
        for repeats in [true, false] {
            let bytes = [extended(time, repeats), extended(time, repeats)].concat();
            let expected = [(time, payload.clone()), (time, payload.clone())];
            assert_eq!(messages(&bytes), expected, "{time:#x}, repeated: {repeats}");
        }
    }
}

#[test]
fn times_of_short_headers_are_differences() {
    let mut bytes = vec![4, 0, 0x03, 0xe8, 0, 0, 1, 8, 1, 0, 0, 0, 0xaa];
    bytes.extend([0x44, 0, 0, 23, 0, 0, 2, 8, 0xbb, 0xbb]);
    bytes.extend([0x84, 0, 0, 24, 0xcc, 0xcc]);
    bytes.extend([0xc4, 0xdd, 0xdd]);
    let times: Vec<_> = messages(&bytes).into_iter().map(|(time, _)| time).collect();
    assert_eq!(times, [1_000, 1_023, 1_047, 1_071]);
}

#[test]
fn chunk_streams_interleave_and_commands_are_bounded() {
    let mut bytes = vec![4, 0, 0, 0, 0, 0, 200, 8, 1, 0, 0, 0];
    bytes.extend([1; 128]);
    bytes.extend([6, 0, 0, 0, 0, 0, 2, 9, 1, 0, 0, 0, 2, 2]);
    bytes.push(0xc4);
    bytes.extend([1; 72]);
    let payloads: Vec<_> = messages(&bytes).into_iter().map(|(_, payload)| payload).collect();
    assert_eq!(payloads, [Bytes::from(vec![2; 2]), Bytes::from(vec![1; 200])]);
}

#[test]
fn a_refused_publisher_learns_why() {
    let mut publisher = Publisher::new("live", "wrong");
    let mut server = Server::new();
    let mut refusal = None;
    for _ in 0..8 {
        while let Some(bytes) = publisher.poll_output() {
            server.feed(&bytes, 0).unwrap();
        }
        while let Some(event) = server.poll_event() {
            if matches!(event, Event::Publish { .. }) {
                server.reject("No such stream key.");
            }
        }
        while let Some(bytes) = server.poll_output() {
            refusal = publisher.feed(&bytes).err().or(refusal);
        }
    }
    let expected = ClientError::Refused {
        code: "NetStream.Publish.BadName".to_owned(),
        description: "No such stream key.".to_owned(),
    };
    assert_eq!(refusal, Some(expected));
}

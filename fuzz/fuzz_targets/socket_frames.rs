//! A socket's client that sends anything. The first byte says how the rest is split: however it
//! is split, the same messages come of it, and none is longer than agreed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use xingtan_platform::ws::reader::{Message, Reader, Violation};

const MESSAGE_BYTES_MAX: usize = 200;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let whole = read([rest]);
    assert_eq!(read(rest.chunks(usize::from(*first) + 1)), whole);
    for message in whole.0 {
        let length = match message {
            Message::Text(text) => text.len(),
            Message::Binary(bytes) => bytes.len(),
            Message::Ping(bytes) | Message::Pong(bytes) => bytes.len() + MESSAGE_BYTES_MAX - 125,
            Message::Close(_) => 0,
        };
        assert!(length <= MESSAGE_BYTES_MAX);
    }
});

/// The messages up to the first violation, and that violation.
fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Message>, Option<Violation>) {
    let (mut reader, mut messages) = (Reader::new(MESSAGE_BYTES_MAX), Vec::new());
    for piece in pieces {
        reader.feed(piece);
        loop {
            match reader.take() {
                Ok(Some(message)) => messages.push(message),
                Ok(None) => break,
                Err(violation) => return (messages, Some(violation)),
            }
        }
    }
    (messages, None)
}

//! A publisher that sends anything. The first byte says how the rest is split; half of the runs
//! begin after a good greeting, so that the fuzzer gets beyond it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use xingtan_media::rtmp::{Event, Server};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let mut server = Server::new();
    if first & 1 == 1 {
        let mut greeting = vec![0; 1 + 2 * 1536];
        greeting[0] = 3;
        let _ = server.feed(&greeting, 0);
    }
    for piece in rest.chunks(usize::from(first / 2) + 1) {
        if server.feed(piece, 0).is_err() {
            return;
        }
        while let Some(event) = server.poll_event() {
            if matches!(event, Event::Publish { .. }) && server.accept().is_err() {
                return;
            }
        }
        while server.poll_output().is_some() {}
    }
});

//! H.264 in RTP packets of anything, in any order.
#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use xingtan_media::rtp::{Assembler, Packet, Parameters, frame_tag, sequence_tag};

fuzz_target!(|bytes: &[u8]| {
    let mut assembler = Assembler::default();
    let mut parameters = Parameters::default();
    let mut rest = bytes;
    // A length, what the number and the time go on by, the mark; then the payload.
    while let [length, number, time, marks, after @ ..] = rest {
        let (payload, next) = after.split_at(usize::from(*length).min(after.len()));
        rest = next;
        let packet = Packet {
            number: u64::from(*number),
            time: u32::from(*time) << 12,
            is_last: marks & 1 == 1,
            payload: Bytes::copy_from_slice(payload),
        };
        for unit in assembler.push(packet) {
            if parameters.look(&unit) {
                let _ = sequence_tag(&parameters, 0);
            }
            let _ = frame_tag(&unit, 0);
        }
    }
});

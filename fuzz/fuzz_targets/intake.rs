//! An FLV file of anything, through intake into fragments. Times of a track never go back.
#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use xingtan_media::flv::read_file;
use xingtan_media::fmp4::{Fragmenter, init};
use xingtan_media::intake::{Event, Intake};

fuzz_target!(|bytes: &[u8]| {
    let file = [b"FLV\x01\x05\0\0\0\x09".as_slice(), bytes].concat();
    let Ok(tags) = read_file(&Bytes::from(file)) else { return };
    let mut intake = Intake::new(0);
    let mut fragmenters: [Option<Fragmenter>; 2] = [None, None];
    let mut ends = [0_u64; 2];
    for (tag, now) in tags.iter().zip(0..) {
        if intake.feed(tag, now * 20).is_err() {
            return;
        }
        while let Some(event) = intake.poll() {
            match event {
                Event::Config(config) | Event::ConfigChanged(config) => {
                    let _ = init(std::slice::from_ref(&config));
                    let slot = (config.track as usize - 1) & 1;
                    fragmenters[slot] = Some(Fragmenter::new(&config, 100));
                    ends[slot] = 0;
                }
                Event::Frame(frame) => {
                    let slot = (frame.track as usize - 1) & 1;
                    let Some(fragmenter) = &mut fragmenters[slot] else { continue };
                    if let Some(chunk) = fragmenter.push(frame) {
                        assert!(chunk.base_dts >= ends[slot]);
                        ends[slot] = chunk.base_dts + chunk.duration;
                    }
                }
                _ => {}
            }
        }
    }
});

//! Ink that anybody sends. The input is operations, each behind two bytes that say how long it
//! is. What is read is written as it was; applying it twice is applying it once; and who starts
//! from a snapshot has what everyone has.
#![no_main]

use libfuzzer_sys::fuzz_target;
use xingtan_base::ids::{Id, PersonId, uuid_v7};
use xingtan_room::ink::{Live, LiveFrame, Log, Operation, Packed, Surface};

fuzz_target!(|bytes: &[u8]| {
    let by: PersonId = Id::from_uuid(uuid_v7(1_760_000_000_000, [7; 10]));
    let mut surface = Surface::new("s");
    let mut rest = bytes;
    while let Some(([low, high], more)) = rest.split_first_chunk() {
        let length = usize::from(u16::from_le_bytes([*low, *high])).min(more.len());
        let (message, after) = more.split_at(length);
        rest = after;
        if let Ok(live) = Live::decode(message) {
            assert_eq!(live.encode().as_deref(), Ok(message));
        }
        if let Ok(messages) = LiveFrame::read(message)
            && !messages.is_empty()
        {
            let mut frame = LiveFrame::default();
            messages.iter().for_each(|(person, live)| frame.push(*person, live));
            assert_eq!(frame.take(), message);
        }
        let _ = Log::read(message, 0);
        if let Ok(loaded) = Surface::load(message) {
            assert_eq!(Surface::load(&loaded.snapshot()).as_ref(), Ok(&loaded));
            surface = loaded;
        }
        let packed = Packed::new(message);
        assert!(packed.weight() >= message.len());
        let Ok(mut operation) = Operation::decode(message) else { continue };
        assert_eq!(packed.surface(), Ok(&*operation.surface));
        assert_eq!(operation.encode().as_deref(), Ok(message));
        operation.surface = surface.name().into();
        surface.apply(by, &operation);
        let once = surface.snapshot();
        surface.apply(by, &operation);
        assert_eq!(surface.snapshot(), once);
        let joined = Surface::load(&once).expect("a snapshot can be read");
        assert_eq!(joined.snapshot(), once);
    }
});

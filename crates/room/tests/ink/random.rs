//! Whatever arrives: no panic, and what is read is written as it was.

use proptest::prelude::*;
use xingtan_room::ink::content::{Content, ElementId, Placement, Style};
use xingtan_room::ink::log::Logged;
use xingtan_room::ink::operation::{Action, Background};
use xingtan_room::ink::points::{Point, Points};
use xingtan_room::ink::{Live, LiveFrame, Log, Operation, Packed, Surface};

use crate::lin;

fn id() -> impl Strategy<Value = ElementId> {
    // Few ids, so that operations meet.
    (0..12_u8).prop_map(|n| ElementId([n; 8]))
}

fn points() -> impl Strategy<Value = Vec<Point>> {
    let place = -8_000_000..=8_000_000_i32;
    let point = (place.clone(), place, 0..=255_u8);
    let point = point.prop_map(|(x, y, pressure)| Point { x, y, pressure: pressure / 60 * 60 });
    prop::collection::vec(point, 1..40)
}

fn action() -> impl Strategy<Value = Action> {
    let ids = || prop::collection::vec(id(), 1..5);
    let stroke =
        (0..=1_u8, 0..16_u8, 1..=4_000_u32, points()).prop_map(|(form, colour, width, points)| {
            Content::Stroke(Style { form, colour, width }, Points::pack(&points).unwrap())
        });
    let placement = (-900..900_i32, -900..900_i32, 64..9_000_u32)
        .prop_map(|(dx, dy, sx)| Placement { dx, dy, sx, sy: 4_096 });
    prop_oneof![
        prop::collection::vec((id(), stroke), 1..4).prop_map(Action::Add),
        ids().prop_map(Action::Erase),
        ids().prop_map(Action::Restore),
        prop::collection::vec((placement, ids()), 1..3).prop_map(Action::Place),
        id().prop_map(Action::Clear),
        id().prop_map(Action::Unclear),
        Just(Action::Background(Background::Dots)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn points_come_back(points in points()) {
        prop_assert_eq!(Points::pack(&points).unwrap().unpack(), points);
    }

    #[test]
    fn operations_come_back(action in action()) {
        let operation = Operation { surface: "board/1".into(), action };
        let bytes = operation.encode().unwrap();
        prop_assert_eq!(Operation::decode(&bytes).unwrap(), operation);
    }

    #[test]
    fn what_is_read_is_written_as_it_was(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut begun = vec![1, bytes.first().map_or(1, |byte| byte % 9), 1, b's'];
        begun.extend(bytes.iter().skip(1));
        for bytes in [&bytes, &begun] {
            if let Ok(operation) = Operation::decode(bytes) {
                prop_assert_eq!(&operation.encode().unwrap(), bytes);
            }
            if let Ok(live) = Live::decode(bytes) {
                prop_assert_eq!(&live.encode().unwrap(), bytes);
            }
            let _ = Surface::load(bytes);
            let _ = Log::read(bytes, 0);
            if let Ok(operation) = Operation::decode(bytes) {
                let packed = Packed::new(&bytes[..]);
                prop_assert_eq!(packed.surface(), Ok(&*operation.surface));
            }
        }
    }

    #[test]
    fn what_is_passed_on_comes_back(
        messages in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 1..9),
    ) {
        let mut frame = LiveFrame::default();
        messages.iter().for_each(|message| frame.push(lin(), message));
        let bytes = frame.take();
        prop_assert!(frame.is_empty());
        let read: Vec<_> = messages.iter().map(|message| (lin(), &message[..])).collect();
        prop_assert_eq!(LiveFrame::read(&bytes), Ok(read));
    }

    #[test]
    fn a_log_comes_back(
        steps in prop::collection::vec((0..90_000_i64, 0..3_u8, any::<[u8; 3]>()), 0..20),
    ) {
        let person = |n| format!("019abc00-0000-7000-8000-00000000000{n}").parse().unwrap();
        let (mut log, mut expected, mut at_ms) = (Log::default(), Vec::new(), 0);
        for (passed_ms, who, op) in &steps {
            at_ms += passed_ms;
            log.push(at_ms, person(*who), op);
            expected.push(Logged { at_ms, by: person(*who), op });
        }
        let bytes = log.into_bytes();
        prop_assert_eq!(Log::read(&bytes, 0), Ok(expected));
    }

    #[test]
    fn who_joins_in_the_middle_has_what_everyone_has(
        actions in prop::collection::vec(action(), 0..40),
        middle in 0..40_usize,
    ) {
        let mut surface = Surface::new("board/1");
        let mut joined = surface.clone();
        for (n, action) in actions.into_iter().enumerate() {
            let operation = Operation { surface: "board/1".into(), action };
            surface.apply(lin(), &operation);
            // Twice is once.
            let once = surface.snapshot();
            surface.apply(lin(), &operation);
            prop_assert_eq!(surface.snapshot(), once);
            joined.apply(lin(), &operation);
            if n == middle {
                joined = Surface::load(&surface.snapshot()).unwrap();
            }
        }
        prop_assert_eq!(joined.snapshot(), surface.snapshot());
    }
}

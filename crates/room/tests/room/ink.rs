//! Bounds of what is written in one lesson, and what of it is remembered.

use serde_json::{Value, json};
use xingtan_room::ink::content::{Content, ElementId, Style};
use xingtan_room::ink::operation::Action;
use xingtan_room::ink::points::{Point, Points};
use xingtan_room::ink::{Operation, Packed};
use xingtan_room::limits::{INK_BYTES_MAX, SURFACES_MAX};

use crate::world::Room;

/// A message that draws so many points on a surface, each a stroke of its own.
pub fn dots(surface: &str, first: u32, count: u32) -> Value {
    let dot = |n: u32| {
        let (x, y) = (i32::try_from(n % 16_000).unwrap(), i32::try_from(n / 16_000).unwrap());
        let points = Points::pack(&[Point { x, y, pressure: 128 }]).unwrap();
        let style = Style { form: 0, colour: 0, width: 40 };
        (ElementId(u64::from(n).to_be_bytes()), Content::Stroke(style, points))
    };
    let action = Action::Add((first..first + count).map(dot).collect());
    let operation = Operation { surface: surface.into(), action };
    json!({"type": "draw", "op": Packed::new(operation.encode().unwrap())})
}

#[test]
fn a_lesson_has_so_much_ink_and_no_more() {
    let mut room = Room::open();
    let op = dots("board/1", 0, 256);
    let packed: Packed = serde_json::from_value(op["op"].clone()).unwrap();
    assert_eq!(packed.weight(), packed.bytes().len() + 256 * 128);
    for n in 0..INK_BYTES_MAX / packed.weight() {
        room.send_anew("chen", n, op.clone()).unwrap();
    }
    assert_eq!(room.said("chen", 2, 2_000, op), "ink.too_much");
    assert_eq!(room.said("chen", 3, 2_000, dots("board/1", 0, 1)), "ack", "a little fits");
}

#[test]
fn a_lesson_has_so_many_surfaces_and_no_more() {
    let mut room = Room::open();
    let deck = "018f0000-0000-7000-8000-0000000000dd";
    for n in 1..=SURFACES_MAX {
        room.send_anew("chen", n, dots(&format!("slide/{deck}/{n}"), 0, 1)).unwrap();
    }
    let one_more = dots("board/1", 0, 1);
    assert_eq!(room.said("chen", 2, 2_000, one_more), "ink.too_many_surfaces");
    let known = dots(&format!("slide/{deck}/7"), 1, 1);
    assert_eq!(room.said("chen", 3, 2_000, known), "ack");
}

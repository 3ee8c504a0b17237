//! The golden files of `docs/protocol/golden/ink`, which `web/board` writes and reads as well.

use std::path::PathBuf;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use xingtan_base::ids::PersonId;
use xingtan_room::ink::operation::Background;
use xingtan_room::ink::surface::Element;
use xingtan_room::ink::{Live, Operation, Surface};

use crate::{bytes, hex};

fn read<T: DeserializeOwned>(file: &str) -> T {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/protocol/golden/ink");
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[derive(Deserialize)]
struct Story {
    surface: String,
    steps: Vec<Step>,
    background: String,
    seen: Vec<String>,
    erased: Vec<String>,
    snapshot: String,
}

#[derive(Deserialize)]
struct Step {
    by: PersonId,
    hex: String,
}

fn ids<'a>(elements: impl Iterator<Item = &'a Element>) -> Vec<String> {
    elements.map(|element| hex(&element.id.0)).collect()
}

fn check(file: &str) {
    let story: Story = read(file);
    let mut surface = Surface::new(&story.surface);
    let mut joined = surface.clone();
    for (n, step) in story.steps.iter().enumerate() {
        let operation = Operation::decode(&bytes(&step.hex)).unwrap();
        assert_eq!(hex(&operation.encode().unwrap()), step.hex, "{file}: step {n}");
        surface.apply(step.by, &operation);
        joined.apply(step.by, &operation);
        if n == story.steps.len() / 2 {
            joined = Surface::load(&surface.snapshot()).unwrap();
        }
    }
    for seen in [&surface, &joined] {
        assert_eq!(ids(seen.seen()), story.seen, "{file}");
        assert_eq!(ids(seen.erased()), story.erased, "{file}");
        let background = match seen.background() {
            Background::Plain => "plain",
            Background::Lines => "lines",
            Background::Squares => "squares",
            Background::Dots => "dots",
        };
        assert_eq!(background, story.background);
        if !story.snapshot.is_empty() {
            assert_eq!(hex(&seen.snapshot()), story.snapshot, "{file}");
        }
    }
}

#[test]
fn a_lesson_with_each_kind_of_everything() {
    check("lesson.json");
}

#[test]
fn two_people_who_do_anything() {
    check("random.json");
}

#[test]
fn what_was_erased_longest_ago_is_forgotten() {
    check("forgetting.json");
}

#[derive(Deserialize)]
struct LiveCase {
    hex: String,
    points: Vec<i32>,
}

#[test]
fn live_messages() {
    for case in read::<Vec<LiveCase>>("live.json") {
        let live = Live::decode(&bytes(&case.hex)).unwrap();
        assert_eq!(hex(&live.encode().unwrap()), case.hex);
        let points = live.points.map(|points| points.points.unpack()).unwrap_or_default();
        let numbers = points.iter().flat_map(|p| [p.x, p.y, i32::from(p.pressure)]);
        assert_eq!(numbers.collect::<Vec<_>>(), case.points);
    }
}

#[derive(Deserialize)]
struct Refusal {
    about: String,
    hex: String,
    code: String,
}

#[test]
fn refusals() {
    for case in read::<Vec<Refusal>>("refusals.json") {
        let fault = Operation::decode(&bytes(&case.hex)).unwrap_err();
        assert_eq!(fault.code(), format!("ink.{}", case.code), "{}", case.about);
        assert_eq!(fault.to_string(), fault.code());
    }
}

//! The JSON of every kind of fact, as consumers of years ago and to come read it.
//!
//! A new kind adds a sample here; run with `XINGTAN_WRITE_GOLDEN=1` to write its file. A file
//! that is there changes only with a new `v`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::Id;
use xingtan_facts::{Actor, Context, Fact, Happened, Object};

fn id<K>(number: u32) -> Id<K> {
    format!("01900000-0000-7000-8000-{number:012}").parse().expect("a sound id")
}

fn samples() -> Vec<Happened> {
    let mut all = of_identity();
    all.extend(of_classrooms());
    all.extend(of_lessons());
    all.extend(of_packs());
    all.extend(of_decks());
    all
}

fn of_classrooms() -> Vec<Happened> {
    let name = "三年二班大屏".to_owned();
    vec![
        Happened::ClassroomPaired { classroom: id(30), school: id(1), class: id(3), name },
        Happened::ClassroomEnded { classroom: id(30), school: id(1) },
        Happened::ClassroomOpened { classroom: id(30), lesson: id(7) },
        Happened::ClassroomCleared { classroom: id(30), lesson: id(7) },
    ]
}

fn of_identity() -> Vec<Happened> {
    vec![
        Happened::RegionCreated { region: id(2), name: "杏林区".into() },
        Happened::SchoolCreated { school: id(1), name: "第一中学".into(), region: Some(id(2)) },
        Happened::ClassCreated { class: id(3), school: id(1), name: "三年二班".into() },
        Happened::PersonCreated {
            person: id(4),
            name: "li.lei".into(),
            display_name: "李雷".into(),
        },
        Happened::PersonChanged {
            person: id(4),
            name: "li.lei".into(),
            display_name: "李磊".into(),
        },
        Happened::PersonStopped { person: id(4), school: id(1) },
        Happened::PersonResumed { person: id(4), school: id(1) },
        Happened::RosterImported { import: id(5), people_created: 40, people_joined: 2 },
        Happened::MembershipGranted {
            membership: id(6),
            person: id(4),
            role: "learner".into(),
            region: None,
            school: Some(id(1)),
            class: Some(id(3)),
            from_ms: 1_800_000_000_000,
            until_ms: None,
        },
        Happened::MembershipEnded {
            membership: id(6),
            person: id(4),
            role: "learner".into(),
            region: None,
            school: Some(id(1)),
            class: Some(id(3)),
            from_ms: 1_800_000_000_000,
            until_ms: 1_810_000_000_000,
        },
        Happened::SessionOpened { session: id(14), person: id(4) },
        Happened::SessionEnded { session: id(14), person: id(4) },
        Happened::PasswordChanged { person: id(4) },
        Happened::PasswordReset { person: id(4) },
    ]
}

fn of_lessons() -> Vec<Happened> {
    vec![
        Happened::CourseCreated { course: id(8), school: id(1), title: "数学".into() },
        Happened::CourseRenamed { course: id(8), title: "数学（下）".into() },
        Happened::LessonPlanned {
            lesson: id(7),
            course: id(8),
            title: "圆的面积".into(),
            starts_ms: 1_800_000_600_000,
            minutes: 40,
            classes: vec![id(3), id(9)],
        },
        Happened::LessonChanged {
            lesson: id(7),
            course: id(8),
            title: "圆的周长".into(),
            starts_ms: 1_800_000_600_000,
            minutes: 45,
            classes: vec![id(3)],
        },
        Happened::LessonRemoved { lesson: id(7) },
        Happened::PreparedQuestionSaved {
            question: id(13),
            lesson: id(7),
            position: 0,
            limit_ms: Some(30_000),
            after_deck: None,
            after_page: None,
        },
        Happened::PreparedQuestionRemoved { question: id(13), lesson: id(7) },
        Happened::LessonOpened { lesson: id(7), opened_ms: 1_800_000_601_000 },
        Happened::LessonClosed { lesson: id(7), closed_ms: 1_800_003_001_000 },
        Happened::LateAnswerGiven { lesson: id(7), activity: id(14), given_ms: 1_800_003_600_000 },
        Happened::EditionCreated {
            edition: id(15),
            source: id(7),
            title: "圆的面积（我的课）".into(),
        },
        Happened::EditionSaved { edition: id(15), version: 2, parts: 5 },
        Happened::EditionRemoved { edition: id(15) },
        Happened::EditionAttached { edition: id(15), lesson: id(16) },
        Happened::EditionDetached { edition: id(15), lesson: id(16) },
        Happened::EditionAnswered { edition: id(15), part: 3 },
        Happened::RecordingStored {
            lesson: id(7),
            run: 1,
            key: "lessons/7/1.mp4".into(),
            size_bytes: 123_456_789,
            duration_ms: 2_400_000,
        },
    ]
}

fn of_decks() -> Vec<Happened> {
    vec![
        Happened::DeckAdded {
            deck: id(15),
            school: id(1),
            title: "圆的面积".into(),
            file_name: "圆的面积.pptx".into(),
            size_bytes: 1_234_567,
        },
        Happened::DeckRenamed { deck: id(15), title: "圆的周长".into() },
        Happened::DeckReady { deck: id(15), pages: 24 },
        Happened::DeckFailed { deck: id(15), problem: "deck.encrypted".into() },
        Happened::DeckCancelled { deck: id(15) },
        Happened::DeckRemoved { deck: id(15) },
        Happened::LessonDeckAdded { lesson: id(7), deck: id(15) },
        Happened::LessonDeckRemoved { lesson: id(7), deck: id(15) },
    ]
}

fn of_packs() -> Vec<Happened> {
    vec![
        Happened::PackMade { pack: id(20), lesson: id(7), class: id(3), size_bytes: 12_345_678 },
        Happened::PackRemoved { pack: id(20), lesson: id(7) },
        Happened::PackShelved {
            shelved: id(21),
            pack: id(20),
            lesson: id(7),
            title: "圆的面积".into(),
        },
        Happened::PackUnshelved { shelved: id(21), pack: id(20) },
        Happened::PackAnswered {
            shelved: id(21),
            activity: id(14),
            answered_as: id(22),
            given_ms: 1_800_003_600_000,
        },
    ]
}

fn fact(happened: Happened) -> Fact {
    let object = Object::new("lesson", id::<()>(7));
    let mut fact = Fact::new(id(100), UtcMs(1_800_000_000_000), object, happened);
    fact.school = Some(id(1));
    fact.actor = Some(Actor { person: id(4), role: "teacher".into(), on_behalf_of: Some(id(10)) });
    fact.context = Context {
        lesson: Some(id(7)),
        course: Some(id(8)),
        class: Some(id(3)),
        alliance: Some(id(11)),
    };
    fact.cause = Some(id(99));
    fact.client_id = Some(id(12));
    fact
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

#[test]
fn every_kind_keeps_its_json() {
    for happened in samples() {
        let kind = happened.kind();
        let fact = fact(happened);
        let json = serde_json::to_string_pretty(&fact).unwrap() + "\n";
        let path = folder().join(format!("{kind}.json"));
        if std::env::var_os("XINGTAN_WRITE_GOLDEN").is_some() {
            std::fs::write(&path, &json).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(json, golden, "{}", path.display());
        assert_eq!(serde_json::from_str::<Fact>(&golden).unwrap(), fact);
        let value: serde_json::Value = serde_json::from_str(&golden).unwrap();
        assert_eq!(value["kind"], kind);
    }
}

#[test]
fn every_golden_file_has_its_sample() {
    let sampled: BTreeSet<_> =
        samples().iter().map(|happened| format!("{}.json", happened.kind())).collect();
    let files: BTreeSet<_> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(sampled, files);
}

#[test]
fn a_fact_from_before_contexts_can_be_read() {
    let old = r#"{
        "id": "01900000-0000-7000-8000-000000000100", "v": 1, "at_ms": 5,
        "object": {"kind": "lesson", "id": "7"}, "kind": "lesson.opened",
        "after": {"lesson": "01900000-0000-7000-8000-000000000007", "opened_ms": 5}
    }"#;
    let fact: Fact = serde_json::from_str(old).unwrap();
    assert_eq!(fact.context, Context::default());
    assert_eq!(fact.happened.kind(), "lesson.opened");
}

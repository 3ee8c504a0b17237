//! A lesson is packed for a class, carried away, and its answers come back and count once.

use std::collections::BTreeMap;

use bytes::Bytes;
use reqwest::Method;
use serde_json::{Value as Json, json};
use xingtan_base::ids::{ActivityId, ClassId, DeckId};
use xingtan_library::decks::files::DeckFile;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::jobs;
use xingtan_room::report::{ActivityReport, AnswerRow, Report};
use xingtan_testkit::{World, clip, connect, for_each_database, for_each_world, until};

use crate::decks;
use crate::stage::{Stage, answer, choices, vote};

/// A lesson with two questions, of which the class was told one, a secret poll, and a picture.
pub struct Taught {
    pub stage: Stage,
    pub shown: ActivityId,
    pub hidden: ActivityId,
    pub secret: ActivityId,
    pub deck: DeckId,
}

const PICTURE_MS: u32 = 4_000;

fn question() -> Json {
    json!({"prompt": {"kind": "single", "stem": "光从空气进入水里，会怎样？", "points": 2,
        "choices": [{"id": "a", "text": "折射"}, {"id": "b", "text": "消失"}]},
        "key": {"kind": "choices", "choices": ["a"]}, "explanation": "光速变了。"})
}

impl Taught {
    pub async fn teach(world: &World, with_picture: bool) -> Self {
        let mut stage = Stage::set(world).await;
        if with_picture {
            let key = world.stream_key(&stage.chen.browser, stage.lesson).await;
            let mut encoder = connect(world, &key).await.unwrap();
            for tag in clip(PICTURE_MS) {
                encoder.send(&tag, tokio::time::Instant::now()).await.unwrap();
            }
            encoder.finish().await.unwrap();
        }
        let deck = deck_with_notes(world, &stage).await;
        let page = json!({"kind": "slide", "deck": deck, "page": 1});
        stage.chen.seat.done(json!({"type": "turn_page", "surface": page})).await;
        let shown = stage.opens_quiz(question(), None).await;
        stage.xiaoyu.seat.done(answer(shown, choices(&["b"]))).await;
        stage.chen.seat.done(json!({"type": "show_quiz", "activity": shown})).await;
        let hidden = stage.opens_quiz(question(), None).await;
        stage.xiaoyu.seat.done(json!({"type": "send_danmaku", "text": "懂了"})).await;
        let poll = json!({"type": "open_poll", "stem": "听懂了吗？", "anonymous": true,
            "choices": [{"id": "a", "text": "会"}, {"id": "b", "text": "不会"}]});
        let secret = stage.opens(poll).await;
        stage.zihan.seat.done(vote(secret, &["a"])).await;
        Self { stage, shown, hidden, secret, deck }
    }

    pub async fn close(&mut self) {
        self.stage.close().await;
    }
}

/// A deck of one page in the lesson, with a link and with what its author noted for himself.
async fn deck_with_notes(world: &World, stage: &Stage) -> DeckId {
    let deck = decks::deck(world, &stage.chen.browser).await;
    let school = world.cast.anchor_school;
    let write = async move |tx: &Tx| {
        let links = r#"[{"x": 1, "y": 2, "w": 3, "h": 4, "url": "https://example.edu/"}]"#;
        let clips = r#"[{"x": 0, "y": 0, "w": 9, "h": 9, "file": "1.mp4", "mime": "video/mp4"}]"#;
        tx.execute(
            "insert into deck_page (school, deck, page, slide, step, label, width, height, title, \
             links, clips, notes) values ($1, $2, 1, 1, 0, '1', 16000, 9000, '折射', $3, $4, \
             '只给老师看')",
            &[school.into(), deck.into(), links.into(), clips.into()],
        )
        .await
    };
    let ctx = &world.server().domains.ctx;
    ctx.db.write::<_, db::Error, _>("test.page", write).await.unwrap();
    let text = DeckFile::named("1.json").unwrap().key(deck);
    let words = Bytes::from_static(r#"{"words": [], "text": "光从水里出来"}"#.as_bytes());
    ctx.files.put(&text, &words).await.unwrap();
    let put = stage.path(&format!("decks/{deck}"));
    let _ = stage.chen.browser.send(Method::PUT, &put, None).await.is(204);
    deck
}

/// The files of a ZIP by name, read by another's hand than ours.
pub fn unzip(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut at = 0;
    let number = |at: usize| u32::from_le_bytes(zip[at..at + 4].try_into().unwrap()) as usize;
    while zip[at..].starts_with(b"PK\x03\x04") {
        let name_len = usize::from(u16::from_le_bytes([zip[at + 26], zip[at + 27]]));
        assert_eq!(&zip[at + 28..at + 30], [0, 0], "no file here is beyond four gigabytes");
        let (size, name) = (number(at + 18), at + 30);
        let data = name + name_len;
        let path = String::from_utf8(zip[name..data].to_vec()).unwrap();
        files.insert(path, zip[data..data + size].to_vec());
        at = data + size;
    }
    files
}

fn data(files: &BTreeMap<String, Vec<u8>>, path: &str, name: &str) -> Json {
    let text = std::str::from_utf8(&files[path]).unwrap();
    let json = text.strip_prefix(&format!("window.{name} = ")).unwrap();
    serde_json::from_str(json.strip_suffix(";\n").unwrap()).unwrap()
}

pub async fn ask(stage: &Stage, class: ClassId, pictures: bool) -> Json {
    let body = json!({"class": class, "pictures": pictures});
    stage.chen.browser.post(&stage.path("packs"), body).await.is(202).json()
}

/// Waits until the pack of a class is there.
pub async fn ready(stage: &Stage, class: ClassId) -> Json {
    until("the pack is made", async || {
        let packs = stage.chen.browser.get(&stage.path("packs")).await.is(200).json();
        let found = packs["items"].as_array().unwrap().iter();
        let mut theirs = found.filter(|pack| pack["class"] == json!(class));
        theirs.find(|pack| pack["state"] == "ready").cloned()
    })
    .await
}

pub async fn download(world: &World, pack: &Json) -> Bytes {
    let address = pack["file"]["address"].as_str().unwrap();
    world.stranger().get(address).await.is(200).body
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pack_holds_what_its_class_may_see_and_plays_without_a_server() {
    for_each_world(async |world| {
        let mut taught = Taught::teach(world, true).await;
        let class = world.cast.classes[1];
        let early = json!({"class": class, "pictures": true});
        let early = taught.stage.chen.browser.post(&taught.stage.path("packs"), early).await;
        early.refused(409, "pack.lesson_not_over");
        taught.close().await;
        let stage = &taught.stage;
        let asked = ask(stage, class, true).await;
        let again = ask(stage, class, true).await;
        assert_eq!(asked["id"], again["id"], "asked twice, it is one");
        let pack = ready(stage, class).await;
        let zip = download(world, &pack).await;
        assert_eq!(pack["file"]["size_bytes"], zip.len());
        let files = unzip(&zip);
        let lesson = data(&files, "data/lesson.js", "XINGTAN_LESSON");
        holds_only_theirs(&taught, world, &zip, &lesson);
        let runs = lesson["runs"].as_array().unwrap();
        assert_eq!((runs.len(), &runs[0]["has_picture"]), (1, &json!(true)), "{lesson}");
        let length = runs[0]["duration_ms"].as_i64().unwrap();
        assert!((length - i64::from(PICTURE_MS)).abs() < 200, "{length}");
        let media = &files[runs[0]["file"].as_str().unwrap()];
        assert_eq!(&media[4..8], b"ftyp");
        let manifest: Json = serde_json::from_slice(&files["manifest.json"]).unwrap();
        assert_eq!(data(&files, "manifest.js", "XINGTAN_PACK"), manifest);
        assert_eq!(manifest["parts"].as_array().unwrap().len(), files.len() - 2);
        fetched_in_pieces(world, &pack, &zip).await;

        ask(stage, class, false).await;
        let sound = until("the pack without pictures", async || {
            let packs = stage.chen.browser.get(&stage.path("packs")).await.is(200).json();
            let found = packs["items"].as_array().unwrap().iter();
            let mut plain = found.filter(|pack| pack["pictures"] == false);
            plain.find(|pack| pack["state"] == "ready").cloned()
        })
        .await;
        let small = download(world, &sound).await;
        let lesson = data(&unzip(&small), "data/lesson.js", "XINGTAN_LESSON");
        assert_eq!(lesson["runs"][0]["has_picture"], false);
        assert!(small.len() < zip.len());
        world.stop().await;
        world.start().await;
        assert_eq!(download(world, &pack).await, zip, "after a restart it is the same");
        made_anew(world, stage, &pack, &zip).await;
    })
    .await;
}

fn holds_only_theirs(taught: &Taught, world: &World, zip: &[u8], lesson: &Json) {
    let people = lesson["people"].as_array().unwrap();
    let theirs: Vec<_> = world.cast.learners[1].iter().map(|one| json!(one.id)).collect();
    assert_eq!(people.len(), theirs.len());
    assert!(people.iter().all(|person| theirs.contains(&person["id"])), "{people:?}");
    let kinds: Vec<&str> = lesson["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].as_str().unwrap())
        .collect();
    for never in ["quiz.keyed", "quiz.judged", "quiz.answered", "poll.voted", "person.arrived"] {
        assert!(!kinds.contains(&never), "{kinds:?}");
    }
    let of = |kind: &str, activity: ActivityId| {
        lesson["entries"]
            .as_array()
            .unwrap()
            .iter()
            .find(|entry| entry["kind"] == kind && entry["body"]["activity"] == json!(activity))
    };
    assert!(of("quiz.shown", taught.shown).is_some_and(|one| !one["body"]["key"].is_null()));
    assert!(of("quiz.opened", taught.hidden).is_some());
    assert!(of("quiz.shown", taught.hidden).is_none(), "the class was not told");
    let deck = &lesson["decks"][0];
    let page = &deck["pages"][0];
    let picture = page["picture"].as_str().unwrap();
    assert_eq!(picture, format!("pages/{}/1-960.webp", taught.deck));
    let files = unzip(zip);
    assert_eq!(files[picture], b"1-960.webp");
    assert_eq!(files[&format!("clips/{}/1.mp4", taught.deck)], b"clip/1.mp4");
    assert_eq!((&page["title"], &page["text"]), (&json!("折射"), &json!("光从水里出来")));
    assert_eq!(page["links"][0]["url"], "https://example.edu/");
    assert!(kinds.contains(&"page.turned"));
    let text = String::from_utf8_lossy(zip);
    assert!(!text.contains("只给老师看"), "notes are for who speaks");
    assert_eq!(text.matches("光速变了").count(), 1, "and learns it nowhere in the file");
    assert!(!text.contains("client_id\":\"0"), "whose message it was is nobody's business");
    // Zihan only voted, in secret: nothing names him.
    assert!(!text.contains(&taught.stage.zihan.id().to_string()));
    assert!(text.contains("懂了") && text.contains("李小雨"));
}

/// Ranges, hashes and an address that opens nothing else.
async fn fetched_in_pieces(world: &World, pack: &Json, zip: &Bytes) {
    let address = pack["file"]["address"].as_str().unwrap();
    let get = async |path: &str, range: &str| {
        let url = format!("{}{path}", world.stranger().url());
        let answer = reqwest::Client::new().get(url).header("range", range).send().await.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap())
    };
    let half = zip.len() / 2;
    let (status, first) = get(address, &format!("bytes=0-{}", half - 1)).await;
    let (_, second) = get(address, &format!("bytes={half}-")).await;
    assert_eq!((status, [first, second].concat()), (206, zip.to_vec()));
    let base = address.strip_suffix(".zip").unwrap();
    let manifest = world.stranger().get(&format!("{base}/manifest.json")).await.is(200).json();
    let files = unzip(zip);
    for part in manifest["parts"].as_array().unwrap() {
        let sha256 = part["sha256"].as_str().unwrap();
        let body = world.stranger().get(&format!("{base}/parts/{sha256}")).await.is(200).body;
        assert_eq!(&body[..], files[part["path"].as_str().unwrap()], "{part}");
    }
    let none = world.stranger().get(&format!("{base}/parts/{}", "0".repeat(64))).await;
    none.refused(404, "not_found");
    let scope = address.split("~pack-").next().unwrap();
    let replay = world.stranger().get(&format!("{scope}/replay.m3u8")).await;
    replay.refused(403, "media.address_forged");
}

/// Made anew it keeps its name and its secret, and what did not change keeps its bytes.
async fn made_anew(world: &World, stage: &Stage, pack: &Json, zip: &Bytes) {
    let class = world.cast.classes[1];
    world.hand.advance_ms(60_000);
    let asked = ask(stage, class, true).await;
    assert_eq!(asked["id"], pack["id"]);
    assert!(!asked["file"].is_null(), "until it is there, the one before is");
    let made_at = &pack["file"]["made_at"];
    let fresh = until("the pack is made anew", async || {
        let packs = stage.chen.browser.get(&stage.path("packs")).await.is(200).json();
        let found = packs["items"].as_array().unwrap().iter();
        let mut mine = found.filter(|one| one["id"] == pack["id"]);
        mine.find(|one| one["state"] == "ready" && one["file"]["made_at"] != *made_at).cloned()
    })
    .await;
    let (before, after) = (unzip(zip), unzip(&download(world, &fresh).await));
    let changed: Vec<_> = before.iter().filter(|(path, bytes)| after[*path] != **bytes).collect();
    let names: Vec<&str> = changed.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(names, ["manifest.js", "manifest.json"]);
    let path = stage.path(&format!("packs/{}", pack["id"].as_str().unwrap()));
    let _ = stage.chen.browser.send(Method::DELETE, &path, None).await.is(204);
    let address = fresh["file"]["address"].as_str().unwrap();
    world.stranger().get(address).await.refused(404, "not_found");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_making_that_can_never_be_fails_once_and_says_why() {
    for_each_database(async |world| {
        let mut taught = Taught::teach(world, false).await;
        taught.close().await;
        let stage = &taught.stage;
        let (lesson, pack) = (stage.lesson, "01900000-0000-7000-8000-0000000000bb");
        let (school, stranger) = (world.cast.anchor_school, world.cast.classes[2]);
        let ask = async move |tx: &Tx| -> Result<(), db::Error> {
            // For a class that the lesson is not for, as when its audience was changed meanwhile.
            tx.execute(
                "insert into pack (school, id, lesson, class, pictures, secret, making, made, \
                 size_bytes, asked_ms) values ($1, $2, $3, $4, 0, 's', 1, 0, 0, 0)",
                &[school.into(), pack.into(), lesson.into(), stranger.into()],
            )
            .await?;
            let body = json!({"lesson": lesson, "pack": pack, "making": 1}).to_string();
            jobs::enqueue(tx, "pack.make", &format!("{pack}/1"), &body).await.map(drop)
        };
        let ctx = &world.server().domains.ctx;
        ctx.db.write("test.pack", ask).await.unwrap();
        let failed = until("the making has failed", async || {
            let packs = stage.chen.browser.get(&stage.path("packs")).await.is(200).json();
            packs["items"].get(0).filter(|pack| pack["state"] == "failed").cloned()
        })
        .await;
        assert_eq!(failed["problem"], "pack.not_its_class", "{failed}");
        // What failed is told before its job is put away.
        let status = until("the job is done", async || {
            let status =
                async move |tx: &Tx| jobs::status(tx, "pack.make", &format!("{pack}/1")).await;
            let status: Result<Option<jobs::Status>, db::Error> =
                ctx.db.read("test.status", status).await;
            status.unwrap().filter(|status| status.state == jobs::State::Done)
        })
        .await;
        assert_eq!(status.tries, 1);
        // It can be removed, and the lesson's own classes are packed as ever.
        let path = stage.path(&format!("packs/{pack}"));
        let _ = stage.chen.browser.send(Method::DELETE, &path, None).await.is(204);
        ask_and_wait(stage, world.cast.classes[0]).await;
    })
    .await;
}

async fn ask_and_wait(stage: &Stage, class: ClassId) {
    ask(stage, class, false).await;
    ready(stage, class).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_given_far_away_come_back_and_count_once() {
    for_each_database(async |world| {
        let mut taught = Taught::teach(world, false).await;
        taught.close().await;
        let stage = &taught.stage;
        let class = world.cast.classes[0];
        ask(stage, class, true).await;
        let zip = download(world, &ready(stage, class).await).await;
        let manifest: Json = serde_json::from_slice(&unzip(&zip)["manifest.json"]).unwrap();
        let theirs = &world.cast.learners[0];
        let given = |client: u8, person: Json, activity: ActivityId, answer: Json| {
            json!({"client_id": format!("01900000-0000-7000-8000-0000000000{client:02}"),
                "person": person, "activity": activity, "answer": answer,
                "given_at": "2020-01-01T00:00:00Z"})
        };
        let a = || choices(&["a"]);
        let unknown: ActivityId = "01900000-0000-7000-8000-00000000000f".parse().unwrap();
        let file = json!({"format": 1, "kind": "xingtan-pack-answers", "pack": manifest["pack"],
        "lesson": stage.lesson, "secret": manifest["secret"], "answers": [
            given(1, json!(theirs[1].id), taught.shown, a()),
            given(2, json!(theirs[2].id), taught.hidden, choices(&["b"])),
            given(3, json!(theirs[0].id), taught.shown, a()),
            given(4, json!(stage.guihua.id()), taught.shown, a()),
            given(5, json!(theirs[3].id), taught.secret, a()),
            given(6, json!(theirs[3].id), unknown, a()),
            given(7, json!(theirs[3].id), taught.shown, choices(&["z"])),
            {"person": "?"},
        ]});
        let path = stage.path("pack-answers");
        let chen = &stage.chen.browser;
        let taken = chen.post(&path, file.clone()).await.is(200).json();
        assert_eq!((&taken["new"], &taken["known"]), (&json!(2), &json!(0)), "{taken}");
        let refused: BTreeMap<&str, &Json> = taken["refused"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["code"].as_str().unwrap(), &row["people"]))
            .collect();
        assert_eq!(refused["late_answer.answered_in_class"], &json!(["李小雨"]));
        for code in [
            "pack.unknown_person",
            "late_answer.anonymous_poll",
            "answer.unknown_choice",
            "late_answer.unknown_question",
            "pack.unreadable_answer",
        ] {
            assert!(refused.contains_key(code), "{code}: {taken}");
        }
        let again = chen.post(&path, file.clone()).await.is(200).json();
        assert_eq!((&again["new"], &again["known"]), (&json!(0), &json!(2)), "it counts once");
        let report: Report = chen.get(&stage.path("report")).await.is(200).read();
        let late = late_of(&report, taught.shown);
        assert_eq!((late.len(), late[0].person, late[0].right), (1, theirs[1].id, Some(true)));
        refuses_other_files(&taught, world, &path, &file).await;
    })
    .await;
}

fn late_of(report: &Report, activity: ActivityId) -> Vec<AnswerRow> {
    let found = report.activities.iter().find(|one| one.activity() == activity);
    let Some(ActivityReport::Quiz(quiz)) = found else { panic!("{report:?}") };
    quiz.late.clone()
}

async fn refuses_other_files(taught: &Taught, world: &World, path: &str, file: &Json) {
    let stage = &taught.stage;
    let chen = &stage.chen.browser;
    let with = |name: &str, value: Json| {
        let mut other = file.clone();
        other[name] = value;
        other
    };
    for (body, code) in [
        (with("secret", json!("another secret of another pack")), "pack.wrong_secret"),
        (with("pack", json!(stage.lesson)), "pack.wrong_secret"),
        (with("lesson", json!(taught.shown)), "pack.another_lesson"),
        (with("format", json!(2)), "pack.newer_release"),
        (with("kind", json!("a shopping list")), "pack.no_answers_file"),
    ] {
        chen.post(path, body).await.refused(422, code);
    }
    let cut = file.to_string();
    let cut = chen.upload(path, &cut[..cut.len() / 2]).await;
    cut.refused(422, "pack.no_answers_file");
    // Who teaches a single class takes that class's answers only, and packs only for it.
    let zhou = world.browser("zhou").await;
    zhou.post(path, file.clone()).await.refused(403, "access.denied");
    let other = json!({"class": world.cast.classes[0], "pictures": false});
    zhou.post(&stage.path("packs"), other).await.refused(403, "access.denied");
    let own = json!({"class": world.cast.classes[1], "pictures": false});
    let _ = zhou.post(&stage.path("packs"), own).await.is(202);
    let seen = zhou.get(&stage.path("packs")).await.is(200).json();
    assert_eq!(seen["items"].as_array().unwrap().len(), 1, "{seen}");
    let nobodys = json!({"class": world.cast.classes[2], "pictures": false});
    chen.post(&stage.path("packs"), nobodys).await.refused(422, "pack.not_its_class");
}

//! Pages in an edition: those that are put in, and those of the recorded lesson with its ink.

use bytes::Bytes;
use reqwest::Method;
use serde_json::{Value as Json, json};
use xingtan_base::ids::{DeckId, LessonId, PersonId, SchoolId};
use xingtan_library::decks::files::DeckFile;
use xingtan_platform::db::{self, Tx};
use xingtan_room::entry::Body;
use xingtan_room::ink::content::{Content, ElementId, Frame, Style};
use xingtan_room::ink::operation::Action;
use xingtan_room::ink::{Log as InkLog, Operation};
use xingtan_testkit::{Browser, World, clip, connect, for_each_database};

use crate::editions::{is_recorded, made, own_lesson, put, recorded_lesson};
use crate::media::send;
use crate::stage::{Person, answer, choices};

/// A deck of three pages that is ready, with words that are for the speaker alone.
async fn deck(world: &World, owner: &Browser, school: SchoolId) -> DeckId {
    let ctx = &world.server().domains.ctx;
    let id: DeckId = ctx.ids.next();
    let me = owner.get("/api/me").await.is(200).json();
    let owner: PersonId = me["id"].as_str().unwrap().parse().unwrap();
    let write = async move |tx: &Tx| {
        tx.execute(
            "insert into deck (school, id, owner, title, file_name, size_bytes, state, done, \
             total, lost, uses, created_ms) \
             values ($1, $2, $3, '池塘', '池塘.pdf', 9, 'ready', 3, 3, '[]', 0, 1)",
            &[school.into(), id.into(), owner.into()],
        )
        .await?;
        for page in 1..=3_u32 {
            let clips =
                format!(r#"[{{"x":0,"y":0,"w":9,"h":9,"file":"{page}.mp4","mime":"video/mp4"}}]"#);
            tx.execute(
                "insert into deck_page (school, deck, page, slide, step, label, width, height, \
                 title, links, clips, notes) \
                 values ($1, $2, $3, $3, 0, 'x', 16000, 9000, '水面', '[]', $4, '别念出来')",
                &[school.into(), id.into(), page.into(), clips.into()],
            )
            .await?;
        }
        Ok(())
    };
    ctx.db.write::<_, db::Error, _>("test.deck", write).await.unwrap();
    for page in 1..=3 {
        for name in [format!("{page}-960.webp"), format!("{page}.json"), format!("clip/{page}.mp4")]
        {
            let key = DeckFile::named(&name).unwrap().key(id);
            ctx.files.put(&key, &Bytes::from(name)).await.unwrap();
        }
    }
    id
}

fn slide(deck: DeckId, page: u32) -> Json {
    json!([{"part": 1, "kind": "passage", "from_ms": 0, "to_ms": 1},
        {"part": 2, "kind": "slide", "deck": deck, "page": page, "text": "我们的池塘"}])
}

async fn save(teacher: &Browser, path: &str, parts: Json) -> xingtan_testkit::Answer {
    let version = teacher.get(path).await.is(200).json()["version"].clone();
    put(teacher, path, json!({"title": "折射", "parts": parts, "version": version})).await
}

async fn decks_of(browser: &Browser, lesson: LessonId) -> Vec<Json> {
    let found = browser.get(&format!("/api/lessons/{lesson}/decks")).await.is(200).json();
    found["items"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_was_put_in_is_seen_by_who_plays_it_and_by_nobody_else() {
    for_each_database(async |world| {
        let (chen, zhou) = (world.browser("chen").await, world.browser("zhou").await);
        let source = recorded_lesson(world, &chen).await;
        let edition = made(&zhou, source).await;
        let path = format!("/api/editions/{}", edition["id"].as_str().unwrap());
        let own = deck(world, &zhou, world.cast.receiving_school).await;
        let others = deck(world, &chen, world.cast.anchor_school).await;
        let remove = async |deck: DeckId| {
            zhou.send(Method::DELETE, &format!("/api/decks/{deck}"), None).await
        };
        for parts in [slide(others, 1), slide(own, 4)] {
            save(&zhou, &path, parts).await.refused(422, "edition.unknown_page");
        }
        let _ = save(&zhou, &path, slide(own, 2)).await.is(200);
        remove(own).await.refused(409, "deck.in_use");

        let lesson = own_lesson(world, &zhou, 1).await;
        let attach = format!("/api/lessons/{lesson}/edition");
        let body = json!({"edition": edition["id"]});
        let _ = put(&zhou, &attach, body.clone()).await.is(200);
        assert_eq!(decks_of(&zhou, lesson).await.len(), 1, "its pages come along");
        let _ = zhou.send(Method::DELETE, &attach, None).await.is(204);
        assert_eq!(decks_of(&zhou, lesson).await.len(), 0, "and go with it");
        let _ = put(&zhou, &attach, body.clone()).await.is(200);
        let _ = put(&zhou, &attach, body).await.is(200);
        assert_eq!(decks_of(&zhou, lesson).await.len(), 1);

        let guihua = world.browser("wu.guihua").await;
        let alone = |file: &str| format!("{path}/deck/{own}/{file}");
        guihua.get(&alone("2-960.webp")).await.refused(404, "not_found");
        let _ = zhou.post(&format!("/api/lessons/{lesson}/opening"), Json::Null).await.is(204);
        for (file, bytes) in
            [("2-960.webp", "2-960.webp"), ("2.json", "2.json"), ("clip/2.mp4", "clip/2.mp4")]
        {
            assert_eq!(guihua.get(&alone(file)).await.is(200).body, bytes);
        }
        for file in ["1-960.webp", "1.json", "clip/1.mp4", "2-961.webp", "clip/..%2F1.json"] {
            guihua.get(&alone(file)).await.refused(404, "not_found");
        }
        let other = format!("{path}/deck/{others}/1-960.webp");
        guihua.get(&other).await.refused(404, "not_found");
        let shown = guihua.get(&format!("{path}/decks")).await.is(200);
        assert!(!shown.text().contains("别念出来"), "{}", shown.text());
        let pages = shown.json()["items"][0]["pages"].clone();
        assert_eq!((pages.as_array().unwrap().len(), &pages[0]["page"]), (1, &json!(2)));
        for name in ["tang.ning", "li.xiaoyu", "far.teacher"] {
            let stranger = world.browser(name).await;
            stranger.get(&alone("2-960.webp")).await.refused(404, "not_found");
            stranger.get(&format!("{path}/decks")).await.refused(404, "not_found");
        }
        world.stranger().get(&alone("2-960.webp")).await.refused(401, "session.required");

        // In the lesson they are the lesson's.
        let media = guihua.get(&format!("/api/lessons/{lesson}/media")).await.is(200).json();
        let prefix = media[0]["url"].as_str().unwrap().strip_suffix("/live.mp4").unwrap();
        let _ = guihua.get(&format!("{prefix}/deck/{own}/2-960.webp")).await.is(200);
        guihua.get(&format!("{prefix}/deck/{others}/1-960.webp")).await.refused(404, "not_found");

        let _ = zhou.send(Method::DELETE, &path, None).await.is(204);
        remove(own).await.refused(409, "deck.in_use");
        let _ = remove(deck(world, &zhou, world.cast.receiving_school).await).await.is(204);
    })
    .await;
}

const BOARD: &str = "board/1";
const SAID: &str = "悄悄话别外传";

fn note(number: u64) -> Operation {
    let style = Style { form: 0, colour: 0, width: 400 };
    let frame = Frame { x: 0, y: 0, w: 900, h: 900 };
    let added = (ElementId(number.to_be_bytes()), Content::Text(style, frame, "折射".into()));
    Operation { surface: BOARD.into(), action: Action::Add(vec![added]) }
}

/// A recorded lesson in which a page is shown, two write, and a learner says and answers.
async fn lively_lesson(world: &World, chen: &Browser) -> (LessonId, DeckId, PersonId) {
    let lesson = world.plan(chen, "光的折射").await;
    let deck = deck(world, chen, world.cast.anchor_school).await;
    let _ =
        chen.send(Method::PUT, &format!("/api/lessons/{lesson}/decks/{deck}"), None).await.is(204);
    let _ = chen.post(&format!("/api/lessons/{lesson}/opening"), Json::Null).await.is(204);
    let mut teacher = Person::enters(world, "chen", lesson).await;
    let mut learner = Person::enters(world, "li.xiaoyu", lesson).await;
    teacher.seat.turn_page(json!({"kind": "slide", "deck": deck, "page": 1})).await;
    teacher.seat.turn_page(json!({"kind": "board", "board": 1})).await;
    let person = learner.id();
    teacher.seat.done(json!({"type": "let_write", "person": person, "may": true})).await;
    let may = |body: &Body| matches!(body, Body::WriterSet(_)).then_some(());
    learner.seat.entry("leave to write", may).await;
    teacher.seat.draw(&note(1)).await.unwrap();
    learner.seat.draw(&note(2)).await.unwrap();
    learner.seat.done(json!({"type": "send_danmaku", "text": SAID})).await;
    learner.seat.done(json!({"type": "raise_hand"})).await;
    let question = crate::editions::question();
    teacher.seat.done(json!({"type": "open_quiz", "question": question})).await;
    let opened = |body: &Body| match body {
        Body::QuizOpened(quiz) => Some(quiz.activity),
        _ => None,
    };
    let activity = learner.seat.entry("the question", opened).await;
    learner.seat.done(answer(activity, choices(&["a"]))).await;
    let key = world.stream_key(chen, lesson).await;
    let mut encoder = connect(world, &key).await.unwrap();
    send(&mut encoder, &clip(4_000)).await;
    encoder.finish().await.unwrap();
    is_recorded(chen, lesson).await;
    let _ = chen.post(&format!("/api/lessons/{lesson}/closing"), Json::Null).await.is(204);
    (lesson, deck, person)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_source_tells_its_pages_and_ink_and_nobodys_words_or_names() {
    for_each_database(async |world| {
        let (chen, zhou) = (world.browser("chen").await, world.browser("zhou").await);
        let (source, shown, xiaoyu) = lively_lesson(world, &chen).await;
        let edition = made(&zhou, source).await;
        let lesson = own_lesson(world, &zhou, 2).await;
        let own = format!("/api/lessons/{lesson}");
        let body = json!({"edition": edition["id"]});
        let _ = put(&zhou, &format!("{own}/edition"), body).await.is(200);
        let ning = world.browser("tang.ning").await;
        let alone = format!("/api/editions/{}/source", edition["id"].as_str().unwrap());
        let in_class = format!("{own}/edition/source");
        let ink = |path: &str| format!("{path}/ink?surface={BOARD}");
        for path in [&alone, &in_class] {
            let _ = ning.get(path).await.is(404);
            let _ = ning.get(&ink(path)).await.is(404);
        }
        let _ = zhou.post(&format!("{own}/opening"), Json::Null).await.is(204);
        for path in [&alone, &in_class] {
            let told = ning.get(path).await.is(200);
            let replay = told.json();
            let surfaces: Vec<&Json> =
                replay["turns"].as_array().unwrap().iter().map(|turn| &turn["surface"]).collect();
            let page = json!({"kind": "slide", "deck": shown, "page": 1});
            assert_eq!(surfaces, [&page, &json!({"kind": "board", "board": 1})]);
            let pages = replay["decks"][0]["pages"].as_array().unwrap();
            assert_eq!((pages.len(), &pages[0]["page"]), (1, &json!(1)), "no page unseen");
            let prefix = replay["media_prefix"].as_str().unwrap();
            the_prefix_opens_what_was_shown(&ning, prefix, shown).await;
            nothing_of(&told.text(), xiaoyu);

            let drawn = ning.get(&ink(path)).await.is(200).body;
            let log = InkLog::read(&drawn, 0).unwrap();
            let [first, second] = &log[..] else { panic!("{log:?}") };
            assert_ne!(first.by, second.by, "two wrote");
            let id = xiaoyu.uuid();
            let names_her = drawn.windows(16).any(|bytes| bytes == id.as_bytes());
            assert!(!names_her, "the writers are not named");
            let bad = format!("{path}/ink?surface=floor/1");
            ning.get(&bad).await.refused(422, "request.invalid");
            for name in ["far.teacher", "far.learner", "ma.lin"] {
                let stranger = world.browser(name).await;
                stranger.get(path).await.refused(404, "not_found");
                stranger.get(&ink(path)).await.refused(404, "not_found");
            }
        }
        // The source itself is closed to whoever is not of it.
        let rest = [
            "replay",
            "entries",
            "people",
            "report",
            "decks",
            "edition",
            "ink/log?surface=board/1",
        ];
        for rest in rest {
            let path = format!("/api/lessons/{source}/{rest}");
            ning.get(&path).await.refused(404, "not_found");
        }
    })
    .await;
}

async fn the_prefix_opens_what_was_shown(learner: &Browser, prefix: &str, deck: DeckId) {
    let file = |name: &str| format!("{prefix}/deck/{deck}/{name}");
    for name in ["1-960.webp", "1.json", "clip/1.mp4"] {
        let _ = learner.get(&file(name)).await.is(200);
    }
    for name in ["2-960.webp", "2.json", "clip/2.mp4", "3.json"] {
        learner.get(&file(name)).await.refused(404, "not_found");
    }
    let whole = file("2.json").replace("~source", "");
    learner.get(&whole).await.refused(403, "media.address_forged");
    let live = learner.get(&format!("{prefix}/index.m3u8")).await;
    let _ = live.is(404);
}

fn nothing_of(told: &str, person: PersonId) {
    let stem = "光从空气进入水里";
    for secret in [&person.to_string(), SAID, "李小雨", stem, "别念出来", "hand.raised"] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_played_a_lesson_that_is_no_more_says_so_and_goes_on() {
    for_each_database(async |world| {
        let (chen, zhou) = (world.browser("chen").await, world.browser("zhou").await);
        let source = recorded_lesson(world, &chen).await;
        let edition = made(&zhou, source).await;
        let path = format!("/api/editions/{}", edition["id"].as_str().unwrap());
        let lesson = own_lesson(world, &zhou, 1).await;
        let own = format!("/api/lessons/{lesson}");
        let body = json!({"edition": edition["id"]});
        let _ = put(&zhou, &format!("{own}/edition"), body.clone()).await.is(200);
        let _ = zhou.post(&format!("{own}/opening"), Json::Null).await.is(204);
        let mut teacher = Person::enters(world, "zhou", lesson).await;
        let mut learner = Person::enters(world, "wu.guihua", lesson).await;
        forget(world, source).await;

        let guihua = learner.browser.clone();
        for path in [format!("{path}/source"), format!("{own}/edition/source")] {
            guihua.get(&path).await.refused(409, "edition.source_gone");
            let ink = format!("{path}/ink?surface={BOARD}");
            guihua.get(&ink).await.refused(409, "edition.source_gone");
        }
        let told = guihua.get(&format!("{own}/edition")).await.is(200).json();
        assert_eq!(told["credit"]["title"], "光的折射", "whose it was is said for ever");
        let _ = guihua.get(&path).await.is(200);
        let _ = guihua.get(&format!("{path}/decks")).await.is(200);
        let play = json!({"type": "play_part", "edition": edition["id"], "part": 1, "at_ms": 0});
        teacher.seat.done(play).await;
        let played = |body: &Body| matches!(body, Body::PartPlayed(_)).then_some(());
        learner.seat.entry("the part all the same", played).await;
        let mine = zhou.get(&path).await.is(200).json();
        let pause = json!([{"part": 7, "kind": "pause", "text": "我来讲"}]);
        let saved = json!({"title": "没有原课了", "parts": pause, "version": mine["version"]});
        let _ = put(&zhou, &path, saved).await.is(200);
        let next = own_lesson(world, &zhou, 1).await;
        let again = put(&zhou, &format!("/api/lessons/{next}/edition"), body).await;
        again.refused(409, "edition.source_gone");
        let _ = zhou.post(&format!("{own}/closing"), Json::Null).await.is(204);
        let _ = zhou.get(&format!("{own}/report")).await.is(200);
        for rest in ["replay", "entries", "edition"] {
            let _ = guihua.get(&format!("{own}/{rest}")).await.is(200);
        }
    })
    .await;
}

/// What is left of a lesson whose recording was removed.
async fn forget(world: &World, lesson: LessonId) {
    let write = async move |tx: &Tx| {
        tx.execute("delete from recording_run where lesson = $1", &[lesson.into()]).await
    };
    let db = &world.server().domains.ctx.db;
    db.write::<_, db::Error, _>("test.forget", write).await.unwrap();
}

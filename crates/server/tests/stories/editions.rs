//! A teacher cuts a recorded lesson and plays his version to his own class.

use reqwest::Method;
use serde_json::{Value as Json, json};
use xingtan_base::ids::LessonId;
use xingtan_room::entry::{Body, PartPlayed};
use xingtan_room::report::{ActivityReport, Report};
use xingtan_testkit::{Browser, World, clip, connect, for_each_database, until};

use crate::media::send;
use crate::stage::{Person, answer, choices};

/// A lesson of Chen's with a picture, which is over.
pub async fn recorded_lesson(world: &World, chen: &Browser) -> LessonId {
    let lesson = world.open_lesson(chen, "光的折射").await;
    let key = world.stream_key(chen, lesson).await;
    let mut encoder = connect(world, &key).await.unwrap();
    send(&mut encoder, &clip(4_000)).await;
    encoder.finish().await.unwrap();
    is_recorded(chen, lesson).await;
    let _ = chen.post(&format!("/api/lessons/{lesson}/closing"), Json::Null).await.is(204);
    lesson
}

/// Waits until something of a lesson's picture was kept.
pub async fn is_recorded(chen: &Browser, lesson: LessonId) {
    until("something kept", async || {
        let replay = chen.get(&format!("/api/lessons/{lesson}/replay")).await.is(200).json();
        let runs = replay["runs"].as_array().unwrap();
        runs.iter().any(|run| !run["segments"].as_array().unwrap().is_empty()).then_some(())
    })
    .await;
}

pub fn question() -> Json {
    json!({"prompt": {"kind": "single", "stem": "光从空气进入水里，会怎样？", "points": 2,
        "choices": [{"id": "a", "text": "折射"}, {"id": "b", "text": "消失"}]},
        "key": {"kind": "choices", "choices": ["a"]}, "explanation": "光速变了。"})
}

/// Two passages with a question between them, and a pause.
fn parts(source_ms: i64) -> Json {
    json!([
        {"part": 1, "kind": "passage", "from_ms": 0, "to_ms": source_ms / 3},
        {"part": 3, "kind": "question", "question": question(), "limit_ms": 60_000},
        {"part": 2, "kind": "passage", "from_ms": source_ms / 2, "to_ms": source_ms},
        {"part": 4, "kind": "pause", "text": "看看我们窗外的池塘"},
    ])
}

pub async fn made(teacher: &Browser, source: LessonId) -> Json {
    let wanted = json!({"source": source, "title": "折射：我的课"});
    teacher.post("/api/editions", wanted).await.is(201).json()
}

pub async fn put(browser: &Browser, path: &str, body: Json) -> xingtan_testkit::Answer {
    browser.send(Method::PUT, path, Some(body)).await
}

/// Makes an edition of four parts; its id and its path.
async fn cut(teacher: &Browser, source: LessonId) -> (Json, String) {
    let edition = made(teacher, source).await;
    let path = format!("/api/editions/{}", edition["id"].as_str().unwrap());
    let source_ms = edition["source_ms"].as_i64().unwrap();
    let body = json!({"title": "折射：我的课", "parts": parts(source_ms), "version": 1});
    let saved = put(teacher, &path, body).await.is(200).json();
    assert_eq!((&saved["version"], saved["parts"].as_array().unwrap().len()), (&json!(2), 4));
    (edition["id"].clone(), path)
}

/// Zhou's own lesson for one of his school's classes.
pub async fn own_lesson(world: &World, zhou: &Browser, class: usize) -> LessonId {
    let course = json!({"title": "物理", "school": world.cast.receiving_school});
    let course = zhou.post("/api/courses", course).await.is(201).json();
    let body = json!({"course": course["id"], "title": "折射（本校）", "minutes": 45,
        "starts_at": world.now().plus_ms(-60_000),
        "audience": [{"class": world.cast.classes[class], "part": "anchor", "form": "live",
            "attending": "own_devices"}]});
    let lesson = zhou.post("/api/lessons", body).await.is(201).json();
    lesson["id"].as_str().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_class_is_played_an_edition_and_answers_what_was_put_in() {
    for_each_database(async |world| {
        let (chen, zhou) = (world.browser("chen").await, world.browser("zhou").await);
        let source = recorded_lesson(world, &chen).await;
        let (edition, _) = cut(&zhou, source).await;
        let lesson = own_lesson(world, &zhou, 1).await;
        let path = |rest: &str| format!("/api/lessons/{lesson}/{rest}");
        let guihua = world.browser("wu.guihua").await;
        let body = json!({"edition": edition});
        let attached = put(&zhou, &path("edition"), body.clone()).await.is(200).json();
        assert_eq!(attached["credit"]["title"], "光的折射");
        assert_eq!(attached["credit"]["school"], "明德中学");
        assert_eq!(attached["credit"]["teachers"], json!(["陈静"]));
        let shown = zhou.get(&format!("/api/lessons/{lesson}")).await.is(200).json();
        assert_eq!(shown["audience"][0]["form"], "recorded");
        guihua.get(&path("edition")).await.refused(404, "edition.none");
        guihua.get(&path("edition/source")).await.refused(404, "edition.none");

        let _ = zhou.post(&path("opening"), Json::Null).await.is(204);
        put(&zhou, &path("edition"), body).await.refused(409, "lesson.already_open");
        let mut teacher = Person::enters(world, "zhou", lesson).await;
        let mut learner = Person::enters(world, "wu.guihua", lesson).await;
        let theirs = guihua.get(&path("edition")).await.is(200).json();
        let asked = &theirs["parts"][1]["question"];
        assert_eq!((&asked["key"], &asked["explanation"]), (&Json::Null, &Json::Null));
        let stranger = world.browser("tang.ning").await;
        stranger.get(&path("edition/source")).await.refused(404, "not_found");
        the_class_is_shown_the_picture(&guihua, &path("edition/source")).await;

        let play =
            |part: u32| json!({"type": "play_part", "edition": edition, "part": part, "at_ms": 0});
        teacher.seat.done(play(1)).await;
        let played = |body: &Body| match body {
            Body::PartPlayed(PartPlayed { part, .. }) => Some(*part),
            _ => None,
        };
        assert_eq!(learner.seat.entry("the first passage", played).await, 1);
        teacher.seat.done(json!({"type": "hold_part", "at_ms": 200})).await;
        let refused = learner.seat.ask(play(2)).await;
        assert_eq!(refused, Err("role.staff_only".to_owned()));
        teacher.seat.done(play(3)).await;
        teacher.seat.done(json!({"type": "open_quiz", "question": question()})).await;
        let opened = |body: &Body| match body {
            Body::QuizOpened(quiz) => Some(quiz.activity),
            _ => None,
        };
        let activity = learner.seat.entry("the question", opened).await;
        learner.seat.done(answer(activity, choices(&["a"]))).await;
        teacher.seat.done(json!({"type": "show_quiz", "activity": activity})).await;
        teacher.seat.done(play(2)).await;
        let _ = zhou.post(&path("closing"), Json::Null).await.is(204);
        the_report_is_of_the_new_lesson(&zhou, &path("report"), &learner).await;
        let after = guihua.get(&path("edition")).await.is(200).json();
        assert_eq!(after["credit"]["school"], "明德中学", "the credit stays with the lesson");
    })
    .await;
}

async fn the_class_is_shown_the_picture(learner: &Browser, path: &str) {
    let replay = learner.get(path).await.is(200).json();
    let run = &replay["runs"][0];
    let prefix = replay["media_prefix"].as_str().unwrap();
    for file in [&run["init_url"], &run["segments"][0]["url"]] {
        let bytes = learner.get(&format!("{prefix}/{}", file.as_str().unwrap())).await.is(200).body;
        assert!(!bytes.is_empty());
    }
}

async fn the_report_is_of_the_new_lesson(zhou: &Browser, path: &str, learner: &Person) {
    let report: Report = zhou.get(path).await.is(200).read();
    let [ActivityReport::Quiz(quiz)] = &report.activities[..] else { panic!("{report:?}") };
    assert_eq!(quiz.answers.len(), 1);
    assert_eq!((quiz.answers[0].person, quiz.answers[0].right), (learner.id(), Some(true)));
    let whole = serde_json::to_value(&report).unwrap();
    let row = whole["attendance"]
        .as_array()
        .map(|rows| rows.iter().any(|row| row["person"] == json!(learner.id())));
    assert_ne!(row, Some(false), "who was shown the recording was there: {whole}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edition_that_cannot_be_is_refused_in_words() {
    for_each_database(async |world| {
        let (chen, zhou) = (world.browser("chen").await, world.browser("zhou").await);
        let going_on = world.open_lesson(&chen, "还在上").await;
        let make = async |browser: &Browser, source: LessonId| {
            browser.post("/api/editions", json!({"source": source})).await
        };
        make(&chen, going_on).await.refused(409, "edition.source_not_over");
        let _ = chen.post(&format!("/api/lessons/{going_on}/closing"), Json::Null).await.is(204);
        make(&chen, going_on).await.refused(409, "edition.nothing_recorded");
        let source = recorded_lesson(world, &chen).await;
        make(&world.browser("li.xiaoyu").await, source).await.refused(403, "access.denied");
        make(&world.browser("far.teacher").await, source).await.refused(404, "not_found");

        let (_, path) = cut(&zhou, source).await;
        let before = zhou.get(&path).await.is(200).json();
        let long = before["source_ms"].as_i64().unwrap();
        let passage = |part: usize, from_ms: i64, to_ms: i64| {
            json!({"part": part, "kind": "passage", "from_ms": from_ms, "to_ms": to_ms})
        };
        let many: Vec<Json> = (1..=201).map(|part| passage(part, 0, 1)).collect();
        for (parts, code) in [
            (json!([]), "edition.no_parts"),
            (json!(many), "edition.too_many_parts"),
            (json!([passage(1, 2, 1)]), "edition.passage_backwards"),
            (json!([passage(1, 0, long + 1)]), "edition.passage_beyond"),
            (json!([passage(1, -5, 1)]), "edition.passage_beyond"),
        ] {
            let body = json!({"title": "坏的", "parts": parts, "version": 2});
            put(&zhou, &path, body).await.refused(422, code);
        }
        let body = |version: u32| {
            json!({"title": "再改", "parts": [passage(1, 0, 1)], "version": version})
        };
        put(&zhou, &path, body(1)).await.refused(409, "edition.changed");
        put(&chen, &path, body(2)).await.refused(404, "not_found");
        assert_eq!(zhou.get(&path).await.is(200).json(), before, "nothing was harmed");
        let saved = put(&zhou, &path, body(2)).await.is(200).json();
        let again = put(&zhou, &path, body(2)).await.is(200).json();
        assert_eq!(saved, again, "the same once more is saved once");
        let listed = zhou.get("/api/editions").await.is(200).json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        let theirs = chen.get("/api/editions").await.is(200).json();
        assert_eq!(theirs["items"], json!([]), "nobody sees another's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_teacher_of_a_receiving_class_puts_no_edition_to_the_lesson() {
    for_each_database(async |world| {
        let (chen, zhou) = (world.browser("chen").await, world.browser("zhou").await);
        let source = recorded_lesson(world, &chen).await;
        let (edition, _) = cut(&zhou, source).await;
        let lesson = world.plan(&chen, "下一课").await;
        let path = format!("/api/lessons/{lesson}/edition");
        put(&zhou, &path, json!({"edition": edition})).await.refused(403, "access.denied");
        let (of_chen, _) = cut(&chen, source).await;
        let _ = put(&chen, &path, json!({"edition": of_chen})).await.is(200);
        zhou.send(Method::DELETE, &path, None).await.refused(403, "access.denied");
        let shown = zhou.get(&format!("/api/lessons/{lesson}")).await.is(200).json();
        assert_eq!(shown["audience"][1]["form"], "recorded");
        let _ = chen.send(Method::DELETE, &path, None).await.is(204);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_plays_an_edition_alone_answers_once_while_its_source_stands() {
    for_each_database(async |world| {
        let (chen, zhou) = (world.browser("chen").await, world.browser("zhou").await);
        let source = recorded_lesson(world, &chen).await;
        let (edition, path) = cut(&zhou, source).await;
        let lesson = own_lesson(world, &zhou, 1).await;
        let lesson_path = format!("/api/lessons/{lesson}");
        let attach = json!({"edition": edition});
        let _ = put(&zhou, &format!("{lesson_path}/edition"), attach.clone()).await.is(200);
        let guihua = world.browser("wu.guihua").await;
        guihua.get(&path).await.refused(404, "not_found");
        let _ = zhou.post(&format!("{lesson_path}/opening"), Json::Null).await.is(204);
        let shown = guihua.get(&path).await.is(200).json();
        assert_eq!(
            (&shown["may_edit"], &shown["parts"][1]["question"]["key"]),
            (&json!(false), &Json::Null)
        );
        let _ = guihua.get(&format!("{path}/source")).await.is(200);

        let answers = format!("{path}/answers");
        let give = |client: u8, part: u32, chosen: &str| {
            let client_id = format!("01900000-0000-7000-8000-0000000000{client:02}");
            json!({"client_id": client_id, "part": part, "answer": choices(&[chosen])})
        };
        let asked = give(1, 3, "a");
        in_class_none_is_told(&guihua, &answers, &asked).await;
        let _ = zhou.post(&format!("{lesson_path}/closing"), Json::Null).await.is(204);
        let again = format!("/api/lessons/{}", own_lesson(world, &zhou, 1).await);
        let _ = put(&zhou, &format!("{again}/edition"), attach).await.is(200);
        assert_eq!(guihua.get(&answers).await.is(200).json()["items"], json!([]));
        let _ = zhou.post(&format!("{again}/opening"), Json::Null).await.is(204);
        in_class_none_is_told(&guihua, &answers, &asked).await;
        let _ = zhou.post(&format!("{again}/closing"), Json::Null).await.is(204);
        let unknown = guihua.post(&answers, give(1, 1, "a")).await;
        unknown.refused(404, "edition.unknown_question");
        guihua.post(&answers, give(1, 3, "z")).await.refused(422, "answer.unknown_choice");
        zhou.post(&answers, give(1, 3, "a")).await.refused(403, "role.learners_only");
        let kept = guihua.post(&answers, give(2, 3, "b")).await.is(201).json();
        assert_eq!((&kept["right"], &kept["explanation"]), (&json!(false), &json!("光速变了。")));
        assert_eq!(guihua.post(&answers, give(2, 3, "b")).await.is(201).json(), kept);
        guihua.post(&answers, give(3, 3, "a")).await.refused(409, "edition.already_answered");
        let all = zhou.get(&answers).await.is(200).json();
        assert_eq!(all["items"][0]["name"], "吴桂花");
        another_question_takes_no_answers_over(&zhou, &guihua, &path).await;

        // Zhou is no teacher there any more: what he may not use, nobody plays.
        let admin = world.browser("admin").await;
        let school = world.cast.receiving_school;
        let person = world.cast.receiving_teacher.id;
        let stop = format!("/api/schools/{school}/people/{person}/stop");
        let _ = admin.send(Method::PUT, &stop, None).await.is(200);
        let gone = guihua.get(&format!("{path}/source")).await;
        gone.refused(409, "edition.source_gone");
        let gone = guihua.get(&format!("{lesson_path}/edition/source")).await;
        gone.refused(409, "edition.source_gone");
        let credit = guihua.get(&format!("{lesson_path}/edition")).await.is(200).json();
        assert_eq!(credit["credit"]["title"], "光的折射");
        let _ = admin.send(Method::DELETE, &stop, None).await.is(200);
        let _ = guihua.get(&format!("{lesson_path}/edition/source")).await.is(200);
        let zhou = world.browser("zhou").await;
        let mine = zhou.get(&path).await.is(200).json();
        let body = json!({"title": "还能改", "parts": mine["parts"], "version": mine["version"]});
        let _ = put(&zhou, &path, body).await.is(200);
        let _ = zhou.send(Method::DELETE, &path, None).await.is(204);
        zhou.get(&path).await.refused(404, "not_found");
        let _ = guihua.get(&format!("{lesson_path}/edition")).await.is(200);
    })
    .await;
}

/// Who answers alone is told what is right: not before the class is asked.
async fn in_class_none_is_told(learner: &Browser, answers: &str, asked: &Json) {
    learner.post(answers, asked.clone()).await.refused(409, "edition.in_class");
    learner.get(answers).await.refused(409, "edition.in_class");
}

/// A better explanation keeps what was answered; another question under the number does not.
async fn another_question_takes_no_answers_over(zhou: &Browser, guihua: &Browser, path: &str) {
    let answers = format!("{path}/answers");
    let mine = zhou.get(path).await.is(200).json();
    let (mut parts, version) = (mine["parts"].clone(), mine["version"].as_u64().unwrap());
    parts[1]["question"]["explanation"] = json!("光在水里慢一些。");
    let body = json!({"title": mine["title"], "parts": parts, "version": version});
    let _ = put(zhou, path, body).await.is(200);
    let kept = guihua.get(&answers).await.is(200).json();
    assert_eq!(kept["items"][0]["explanation"], "光在水里慢一些。");
    parts[1]["question"]["prompt"]["stem"] = json!("光从水里进入空气，会怎样？");
    let body = json!({"title": mine["title"], "parts": parts, "version": version + 1});
    let _ = put(zhou, path, body).await.is(200);
    assert_eq!(guihua.get(&answers).await.is(200).json()["items"], json!([]));
}

//! Screens of classes: paired once, opened into a lesson from elsewhere, held and taken away.

use reqwest::Method;
use serde_json::{Value as Json, json};
use xingtan_base::ids::{ActivityId, LessonId};
use xingtan_room::entry::Body;
use xingtan_room::message::{Role, ServerMessage};
use xingtan_testkit::{Browser, Seat, World, for_each_database};

use crate::stage::Stage;

/// A screen that a teacher has paired with a class of the cast, and the classroom's id.
pub async fn paired(world: &World, teacher: &str, class: usize) -> (Browser, String) {
    let teacher = world.browser(teacher).await;
    let (screen, pairing) = waiting(world).await;
    let path = format!("/api/schools/{}/classrooms", school_of(world, class));
    let made = teacher.post(&path, wanted(world, class, &pairing)).await.is(201).json();
    let arrived = screen.post("/api/pairings/arrival", secret(&pairing)).await.is(200);
    assert_eq!(arrived.json(), json!({"is_paired": true}));
    (screen.with_cookie_of(&arrived), made["id"].as_str().unwrap().to_owned())
}

async fn waiting(world: &World) -> (Browser, Json) {
    let screen = world.stranger();
    let pairing = screen.post("/api/pairings", Json::Null).await.is(201).json();
    (screen, pairing)
}

fn wanted(world: &World, class: usize, pairing: &Json) -> Json {
    json!({"code": pairing["code"], "class": world.cast.classes[class], "name": "三楼大屏"})
}

fn secret(pairing: &Json) -> Json {
    json!({"secret": pairing["secret"]})
}

fn school_of(world: &World, class: usize) -> String {
    let cast = &world.cast;
    if class == 0 { cast.anchor_school } else { cast.receiving_school }.to_string()
}

pub async fn open_on(
    teacher: &Browser,
    classroom: &str,
    lesson: LessonId,
) -> xingtan_testkit::Answer {
    let path = format!("/api/classrooms/{classroom}/lesson");
    teacher.send(Method::PUT, &path, Some(json!({"lesson": lesson}))).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_screen_is_paired_by_its_code_and_by_nothing_else() {
    for_each_database(async |world| {
        let (screen, pairing) = waiting(world).await;
        let code = pairing["code"].as_str().unwrap();
        assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
        let still = screen.post("/api/pairings/arrival", secret(&pairing)).await.is(200).json();
        assert_eq!(still, json!({"is_paired": false}));
        let guessed = json!({"secret": code});
        screen.post("/api/pairings/arrival", guessed).await.refused(404, "pairing.unknown");
        let (zhou, chen) = (world.browser("zhou").await, world.browser("chen").await);
        let path = format!("/api/schools/{}/classrooms", school_of(world, 1));
        // Another school's teacher has no say, and no other school's class comes in.
        let body = wanted(world, 1, &pairing);
        chen.post(&path, body.clone()).await.refused(404, "not_found");
        let foreign = wanted(world, 0, &pairing);
        let problem = zhou.post(&path, foreign).await.refused(422, "request.invalid");
        assert_eq!(problem.fields[0].field, "class");
        let mut nameless = body.clone();
        nameless["name"] = json!(" ");
        zhou.post(&path, nameless).await.refused(422, "request.invalid");
        let made = zhou.post(&path, body.clone()).await.is(201).json();
        assert_eq!((&made["name"], &made["last_seen_at"]), (&json!("三楼大屏"), &Json::Null));
        zhou.post(&path, body).await.refused(404, "pairing.unknown");
        let arrived = screen.post("/api/pairings/arrival", secret(&pairing)).await.is(200);
        screen
            .post("/api/pairings/arrival", secret(&pairing))
            .await
            .refused(404, "pairing.unknown");
        let screen = screen.with_cookie_of(&arrived);
        let current = screen.get("/api/classrooms/current").await.is(200).json();
        assert_eq!((&current["name"], &current["lesson"]), (&json!("三楼大屏"), &Json::Null));
        let listed = zhou.get(&path).await.is(200).json();
        assert!(listed[0]["last_seen_at"].is_string(), "{listed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_tries_codes_is_stopped_soon() {
    for_each_database(async |world| {
        let zhou = world.browser("zhou").await;
        let path = format!("/api/schools/{}/classrooms", school_of(world, 1));
        for n in 0..10 {
            let guess = wanted(world, 1, &json!({"code": format!("no {n}")}));
            zhou.post(&path, guess).await.refused(404, "pairing.unknown");
        }
        let (_, pairing) = waiting(world).await;
        let right = zhou.post(&path, wanted(world, 1, &pairing)).await;
        assert_eq!(right.status, 429, "{}", right.text());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_screen_shows_what_is_opened_on_it_and_may_nothing_else() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let lesson = stage.lesson;
        let (screen, id) = paired(world, "zhou", 1).await;
        let zhou = world.browser("zhou").await;
        Seat::refused(&screen, lesson).await.refused(404, "not_found");
        // The anchor's teacher leads the lesson, and has no say over another school's screen.
        open_on(&stage.chen.browser, &id, lesson).await.refused(404, "not_found");
        let here = stage.chen.browser.get(&stage.path("classrooms")).await.is(200).json();
        assert_eq!(here, json!([]));
        let here = zhou.get(&stage.path("classrooms")).await.is(200).json();
        assert_eq!((&here[0]["id"], &here[0]["is_open"]), (&json!(id), &json!(false)));
        let _ = open_on(&zhou, &id, lesson).await.is(204);
        let _ = open_on(&zhou, &id, lesson).await.is(204);
        let current = screen.get("/api/classrooms/current").await.is(200).json();
        assert_eq!(current["lesson"]["id"], json!(lesson));
        let mut seat = Seat::take(&screen, lesson).await;
        assert_eq!(seat.me.role, Role::Classroom);
        assert_eq!(seat.welcome.me.name, "三楼大屏");
        for path in ["", "/entries", "/replay", "/decks", "/people"] {
            let _ = screen.get(&format!("/api/lessons/{lesson}{path}")).await.is(200);
        }
        let staff_only = screen.get(&stage.path("questions")).await;
        staff_only.refused(403, "access.denied");
        for (method, path) in [
            (Method::GET, "/api/me".to_owned()),
            (Method::GET, "/api/lessons".to_owned()),
            (Method::DELETE, "/api/sessions".to_owned()),
            (Method::POST, stage.path("late-answers")),
            (Method::POST, stage.path("closing")),
            (Method::GET, format!("/api/schools/{}/people", school_of(world, 1))),
        ] {
            screen.send(method, &path, None).await.refused(401, "session.required");
        }
        let said = seat.ask(json!({"type": "send_danmaku", "text": "x"})).await;
        assert_eq!(said, Err("role.screen_only_shows".to_owned()));
        stage.check().await;
        // Taken away, it is nobody at once.
        let path = format!("/api/schools/{}/classrooms/{id}", school_of(world, 1));
        let _ = zhou.send(Method::DELETE, &path, None).await.is(204);
        assert_eq!(seat.bye().await.code, "session.ended");
        screen.get("/api/classrooms/current").await.refused(401, "session.required");
        zhou.send(Method::DELETE, &path, None).await.refused(404, "not_found");
        stage.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_class_holds_through_a_quiz_and_the_anchor_sees_it() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let (screen, id) = paired(world, "zhou", 1).await;
        let zhou = world.browser("zhou").await;
        let _ = open_on(&zhou, &id, stage.lesson).await.is(204);
        let mut screen = Seat::take(&screen, stage.lesson).await;
        let mut zhou = Seat::take(&zhou, stage.lesson).await;
        zhou.done(json!({"type": "set_pace", "pace": "lost"})).await;
        zhou.done(json!({"type": "hold_class"})).await;
        screen.entry("its class's hold", held).await;
        stage.guihua.seat.entry("her class's hold", held).await;
        let paces = |message: &ServerMessage| match message {
            ServerMessage::Paces(paces) if paces.held == 1 => Some(paces.clone()),
            _ => None,
        };
        let paces = stage.chen.seat.next("how the classes stand", paces).await;
        assert_eq!((paces.lost, paces.fine, paces.slowest.len()), (1, 0, 1));
        let question = json!({"prompt": {"kind": "true_false", "stem": "光会拐弯吗？"},
            "key": {"kind": "truth", "value": true}});
        let quiz = stage.opens_quiz(question, None).await;
        stage.chen.seat.done(json!({"type": "close_quiz", "activity": quiz})).await;
        stage.chen.seat.done(json!({"type": "show_quiz", "activity": quiz})).await;
        let collected = |quiz: ActivityId, who| {
            json!({"type": "collect_answers", "activity": quiz, "answers": [
                {"person": who, "answer": {"kind": "truth", "value": true}}]})
        };
        let early = zhou.ask(collected(quiz, stage.guihua.id())).await;
        assert_eq!(early, Err("quiz.closed".to_owned()), "its class has not come to it");
        let other = zhou.ask(collected(quiz, stage.xiaoyu.id())).await;
        assert_eq!(other, Err("class.not_yours".to_owned()));
        zhou.done(json!({"type": "go_live"})).await;
        let caught_up = |body: &Body| matches!(body, Body::ClassCaughtUp(_)).then_some(());
        screen.entry("that it is live again", caught_up).await;
        stage.close().await;
    })
    .await;
}

fn held(body: &Body) -> Option<i64> {
    match body {
        Body::ClassHeld(said) => Some(said.at_ms),
        _ => None,
    }
}

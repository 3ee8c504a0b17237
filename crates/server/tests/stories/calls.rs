//! A class elsewhere is called on the stage by its screen, and shows a still while it is not.

use reqwest::Method;
use serde_json::{Value as Json, json};
use xingtan_base::ids::ClassId;
use xingtan_room::entry::Body;
use xingtan_room::stage::{StageChanged, StageJoined, StageLeft, StageRole};
use xingtan_testkit::{Answer, Browser, Seat, World, for_each_database, for_each_world};

use crate::classrooms::{open_on, paired};
use crate::stage::Stage;

/// The screen of the receiving class, in the lesson.
async fn enters(world: &World, stage: &Stage) -> (Browser, Seat) {
    let (screen, id) = paired(world, "zhou", 1).await;
    let zhou = world.browser("zhou").await;
    let _ = open_on(&zhou, &id, stage.lesson).await.is(204);
    let seat = Seat::take(&screen, stage.lesson).await;
    (screen, seat)
}

fn joined(body: &Body) -> Option<StageJoined> {
    match body {
        Body::StageJoined(said) => Some(said.clone()),
        _ => None,
    }
}

fn changed(body: &Body) -> Option<StageChanged> {
    match body {
        Body::StageChanged(said) => Some(said.clone()),
        _ => None,
    }
}

fn left(body: &Body) -> Option<StageLeft> {
    match body {
        Body::StageLeft(said) => Some(said.clone()),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_class_is_called_speaks_by_its_own_teacher_and_goes() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let class = world.cast.classes[1];
        let call = json!({"type": "call_class", "class": class});
        let early = stage.chen.seat.ask(call.clone()).await;
        assert_eq!(early, Err("class.away".to_owned()));
        let (screen, mut seat) = enters(world, &stage).await;
        let (whip, whep) = (stage.path("whip"), stage.path("whep"));
        screen.post(&whip, Json::Null).await.refused(403, "stage.not_on_stage");
        stage.chen.seat.done(call.clone()).await;
        let called = seat.entry("that it is called", joined).await;
        assert_eq!((called.role, called.class), (StageRole::Class, Some(class)));
        assert_eq!((called.person, called.name), (seat.me.person, None));
        // It is through these doors; what it brought is no offer.
        screen.post(&whip, Json::Null).await.refused(415, "stage.not_sdp");
        screen.post(&whep, Json::Null).await.refused(415, "stage.not_sdp");
        let _ = screen.send(Method::DELETE, &format!("{whip}/none"), None).await.is(404);
        let lines = Some(json!({"lines": []}));
        let _ = screen.send(Method::PUT, &format!("{whep}/none/lines"), lines).await.is(404);
        let shown = json!({"type": "set_on_stage", "sound": false, "picture": true,
            "screen": false});
        seat.done(shown).await;
        let speak = json!({"type": "speak_for_class", "on": true});
        let foreign = stage.chen.seat.ask(speak.clone()).await;
        assert_eq!(foreign, Err("class.not_yours".to_owned()));
        let mut zhou = Seat::take(&world.browser("zhou").await, stage.lesson).await;
        assert_eq!(zhou.ask(call).await, Err("class.anchor_calls".to_owned()));
        zhou.done(speak).await;
        let is_heard = |body: &Body| changed(body).filter(|said| said.on.sound);
        let heard = stage.guihua.seat.entry("that her class is heard", is_heard).await;
        assert!(heard.on.picture && heard.person == seat.me.person);
        zhou.done(json!({"type": "dismiss_class"})).await;
        seat.entry("that it is dismissed", left).await;
        screen.post(&whip, Json::Null).await.refused(403, "stage.not_on_stage");
        stage.chen.seat.done(json!({"type": "call_class"})).await;
        seat.entry("that it is its turn", joined).await;
        stage.close().await;
    })
    .await;
}

/// The beginning and the end of a JPEG, and so many bytes between.
fn jpeg(between: usize) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0];
    bytes.resize(4 + between, 7);
    bytes.extend([0xff, 0xd9]);
    bytes
}

async fn put(browser: &Browser, path: &str, bytes: Vec<u8>) -> Answer {
    browser.send_bytes(Method::PUT, path, ("image/jpeg", bytes)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_still_is_shown_by_its_own_screen_and_seen_by_staff_alone() {
    for_each_world(async |world| {
        let mut stage = Stage::set(world).await;
        let [anchor, class, _] = world.cast.classes;
        let (screen, _seat) = enters(world, &stage).await;
        let still = |class: ClassId| stage.path(&format!("classes/{class}/still"));
        let (own, other) = (still(class), still(anchor));
        let list = stage.path(&format!("classes?of={class},{anchor}"));
        let (chen, zhou) = (stage.chen.browser.clone(), world.browser("zhou").await);
        let _ = chen.get(&own).await.is(404);
        put(&screen, &other, jpeg(10)).await.refused(403, "access.denied");
        put(&zhou, &own, jpeg(10)).await.refused(403, "access.denied");
        put(&screen, &own, jpeg(12 * 1024)).await.refused(413, "still.too_large");
        put(&screen, &own, b"GIF89a".to_vec()).await.refused(422, "still.not_jpeg");
        let _ = put(&screen, &own, jpeg(10)).await.is(204);
        put(&screen, &own, jpeg(11)).await.refused(429, "still.too_soon");
        for teacher in [&chen, &zhou] {
            let seen = teacher.get(&own).await.is(200);
            assert_eq!(seen.body, jpeg(10));
        }
        zhou.get(&other).await.refused(403, "access.denied");
        stage.guihua.browser.get(&own).await.refused(403, "access.denied");
        screen.get(&own).await.refused(403, "access.denied");
        let far = world.browser("far.teacher").await;
        far.get(&own).await.refused(404, "not_found");
        put(&far, &own, jpeg(10)).await.refused(404, "not_found");
        let listed = chen.get(&list).await.is(200).json();
        assert_eq!((&listed[0]["is_here"], &listed[1]["is_here"]), (&json!(true), &json!(false)));
        assert!(listed[0]["still_at"].is_string() && listed[1]["still_at"].is_null(), "{listed}");
        let of_zhou = zhou.get(&list).await.is(200).json();
        assert_eq!(of_zhou.as_array().unwrap().len(), 1, "a class's teacher sees his own");
        chen.get(&stage.path("classes?of=1")).await.refused(422, "request.invalid");
        let many = vec![class.to_string(); 25].join(",");
        chen.get(&stage.path(&format!("classes?of={many}"))).await.refused(422, "request.invalid");
        stage.close().await;
        let _ = chen.get(&own).await.is(404);
        assert_eq!(chen.get(&list).await.is(200).json(), json!([]));
        put(&screen, &own, jpeg(10)).await.refused(409, "still.not_open");
    })
    .await;
}

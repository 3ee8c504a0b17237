//! A phone as somebody's second camera: who may ask for one, and what its code and key open.

use reqwest::Method;
use serde_json::{Value as Json, json};
use xingtan_room::entry::Body;
use xingtan_testkit::{Browser, World, for_each_world, until};

use crate::stage::Stage;

/// A stage on which teacher Chen has a seat.
async fn with_a_seat(world: &World) -> Stage {
    let mut stage = Stage::set(world).await;
    let join = json!({"type": "join_stage", "sound": true, "picture": true, "screen": false});
    stage.chen.seat.done(join).await;
    stage
}

/// Asks for a phone; answers its code.
async fn asks(stage: &Stage) -> String {
    let offer = stage.chen.browser.post(&stage.path("phone-camera"), Json::Null).await;
    let code = offer.is(201).json()["code"].as_str().unwrap().to_owned();
    assert_eq!(code.len(), 8);
    code
}

/// A phone comes by its code, without a sign-in.
async fn comes(world: &World, code: &str) -> Browser {
    let taken = world.stranger().post("/api/phone-cameras", json!({ "code": code })).await;
    world.stranger().with_bearer(taken.is(201).json()["key"].as_str().unwrap())
}

async fn stands(stage: &Stage) -> String {
    let shown = stage.chen.browser.get(&stage.path("phone-camera")).await.is(200).json();
    shown["stands"].as_str().unwrap().to_owned()
}

const CURRENT: &str = "/api/phone-cameras/current";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_opens_once_and_what_it_opens_is_one_door() {
    for_each_world(async |world| {
        let mut stage = with_a_seat(world).await;
        let whip = stage.path("whip");
        assert_eq!(stands(&stage).await, "none");
        let code = asks(&stage).await;
        assert_eq!(stands(&stage).await, "offered");
        let used = json!({ "code": code });
        let phone = comes(world, &code.to_uppercase()).await;
        assert_eq!(stands(&stage).await, "taken");
        // Whoever saw the code too comes too late, whoever he is.
        for name in ["far.teacher", "wang.zihan", "chen"] {
            let late = world.browser(name).await.post("/api/phone-cameras", used.clone()).await;
            late.refused(404, "phone.code_unknown");
        }
        // It is through the one door; what it brought is no offer. A code opens none.
        phone.post(&whip, Json::Null).await.refused(415, "stage.not_sdp");
        let stranger = world.stranger();
        stranger.with_bearer(&code).post(&whip, Json::Null).await.refused(401, "stage.wrong_token");
        let other = world.open_lesson(&stage.chen.browser, "另一节课").await;
        let elsewhere = format!("/api/lessons/{other}/whip");
        phone.post(&elsewhere, Json::Null).await.refused(401, "stage.wrong_token");
        for path in ["entries", "people", "media", "replay", "whep", "phone-camera"] {
            let method = if path == "whep" { Method::POST } else { Method::GET };
            let answer = phone.send(method, &stage.path(path), None).await;
            answer.refused(401, "session.required");
        }
        phone.get("/api/me").await.refused(401, "session.required");
        stage.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn either_side_ends_a_phone_and_so_does_the_seat() {
    for_each_world(async |world| {
        let mut stage = with_a_seat(world).await;
        let (whip, own) = (stage.path("whip"), stage.path("phone-camera"));
        let over = async |phone: &Browser| {
            phone.post(&whip, Json::Null).await.refused(401, "stage.wrong_token");
            phone.send(Method::DELETE, CURRENT, None).await.refused(401, "phone.over");
        };
        let phone = comes(world, &asks(&stage).await).await;
        let _ = phone.send(Method::DELETE, CURRENT, None).await.is(204);
        over(&phone).await;
        assert_eq!(stands(&stage).await, "none");

        let phone = comes(world, &asks(&stage).await).await;
        // Nobody else's word ends it.
        let zihan = stage.zihan.browser.send(Method::DELETE, &own, None).await;
        let _ = zihan.is(204);
        assert_eq!(stands(&stage).await, "taken");
        let _ = stage.chen.browser.send(Method::DELETE, &own, None).await.is(204);
        over(&phone).await;

        let (before, code) = (comes(world, &asks(&stage).await).await, asks(&stage).await);
        over(&before).await;
        stage.chen.seat.done(json!({"type": "leave_stage"})).await;
        let left = |body: &Body| matches!(body, Body::StageLeft(_)).then_some(());
        stage.zihan.seat.entry("she is no longer on the stage", left).await;
        stage.chen.browser.post(&own, Json::Null).await.refused(403, "stage.not_on_stage");
        until("the phone ends with the seat", async || {
            (stands(&stage).await == "none").then_some(())
        })
        .await;
        let late = world.stranger().post("/api/phone-cameras", json!({ "code": code })).await;
        late.refused(404, "phone.code_unknown");
        stage.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_runs_out_and_a_seat_without_a_second_picture_gets_none() {
    for_each_world(async |world| {
        let mut stage = with_a_seat(world).await;
        let person = stage.zihan.id();
        let invite = json!({"type": "invite_to_stage", "person": person, "picture": true});
        stage.chen.seat.ask(invite).await.unwrap();
        stage.zihan.seat.done(json!({"type": "accept_invitation", "picture": true})).await;
        let own = stage.path("phone-camera");
        let zihan = stage.zihan.browser.clone();
        zihan.post(&own, Json::Null).await.refused(403, "stage.no_screen");
        let guihua = stage.guihua.browser.clone();
        guihua.post(&own, Json::Null).await.refused(403, "stage.not_on_stage");
        for name in ["far.teacher", "far.learner"] {
            let far = world.browser(name).await;
            far.post(&own, Json::Null).await.refused(404, "not_found");
        }
        let code = asks(&stage).await;
        world.hand.advance_ms(5 * 60_000);
        assert_eq!(stands(&stage).await, "none");
        let late = world.stranger().post("/api/phone-cameras", json!({ "code": code })).await;
        late.refused(404, "phone.code_unknown");
    })
    .await;
}

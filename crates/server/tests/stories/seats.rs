//! Who may send to a lesson's stage by WebRTC, and what who watches may wish for.

use reqwest::Method;
use serde_json::{Value as Json, json};
use xingtan_room::entry::Body;
use xingtan_testkit::for_each_world;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_seat_lets_a_learner_send_as_long_as_it_is_his() {
    for_each_world(async |world| {
        let mut stage = Stage::set(world).await;
        let whip = stage.path("whip");
        let zihan = stage.zihan.browser.clone();
        zihan.post(&whip, Json::Null).await.refused(403, "stage.not_on_stage");

        let person = stage.zihan.id();
        let invite = json!({"type": "invite_to_stage", "person": person, "picture": true});
        stage.chen.seat.ask(invite).await.unwrap();
        zihan.post(&whip, Json::Null).await.refused(403, "stage.not_on_stage");
        let accept = json!({"type": "accept_invitation", "picture": true});
        stage.zihan.seat.ask(accept).await.unwrap();
        // He is through the door; what he brought is no offer.
        zihan.post(&whip, Json::Null).await.refused(415, "stage.not_sdp");
        let xiaoyu = stage.xiaoyu.browser.clone();
        xiaoyu.post(&whip, Json::Null).await.refused(403, "stage.not_on_stage");

        let lower = json!({"type": "lower_from_stage", "person": person});
        stage.chen.seat.ask(lower).await.unwrap();
        let left = |body: &Body| matches!(body, Body::StageLeft(_)).then_some(());
        stage.zihan.seat.entry("he is no longer on the stage", left).await;
        zihan.post(&whip, Json::Null).await.refused(403, "stage.not_on_stage");
        stage.close().await;
        stage.chen.browser.post(&whip, Json::Null).await.refused(409, "stage.lesson_over");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wishes_that_make_no_sense_are_refused_in_words() {
    for_each_world(async |world| {
        let mut stage = Stage::set(world).await;
        let path = stage.path("whep/none/lines");
        let browser = stage.guihua.browser.clone();
        let wish = async |lines: Json| {
            browser.send(Method::PUT, &path, Some(json!({ "lines": lines }))).await
        };
        let nobody = json!([{"shows": "person"}]);
        wish(nobody).await.refused(422, "stage.bad_lines");
        let many = vec![json!({"shows": "any"}); 33];
        wish(json!(many)).await.refused(422, "stage.bad_lines");
        assert_eq!(wish(json!([{"shows": "everything"}])).await.status, 422);
        let _ = wish(json!([{"shows": "any"}])).await.is(404);
        stage.close().await;
    })
    .await;
}

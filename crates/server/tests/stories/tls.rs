//! A server that ends TLS itself and was told no other address: browsers come by HTTP/2, which
//! has no `Host`.

use reqwest::Version;
use serde_json::json;
use xingtan_testkit::{DatabaseKind, FilesKind, Place, World};

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_lesson_over_http_2() {
    let place = Place::of((DatabaseKind::Sqlite, FilesKind::Folder)).await.unwrap();
    let mut world = World::open_with_tls(place).await;
    let page = world.stranger().get("/").await.is(200);
    assert_eq!(page.version, Version::HTTP_2);
    let host = world.server().http.to_string();
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains(&format!("wss://{host}")), "{policy}");

    let mut stage = Stage::set(&world).await;
    stage.zihan.seat.done(json!({"type": "send_danmaku", "text": "看得见"})).await;
    let stream = stage.chen.browser.get(&stage.path("stream")).await.is(200).json();
    let told = stream["url"].as_str().unwrap();
    assert!(told.starts_with("rtmp://127.0.0.1:"), "the host by which she came: {told}");
    stage.close().await;
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_site_is_refused_over_http_2_too() {
    let place = Place::of((DatabaseKind::Sqlite, FilesKind::Folder)).await.unwrap();
    let mut world = World::open_with_tls(place).await;
    let chen = world.browser("chen").await;
    let elsewhere = chen.by_a_page_of("https://evil.example");
    elsewhere
        .send(reqwest::Method::DELETE, "/api/sessions", None)
        .await
        .refused(403, "request.cross_site");
    let _ = chen.get("/api/me").await.is(200);
    world.stop().await;
}

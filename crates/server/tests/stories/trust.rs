//! https by an authority of the server's own, beside http, and what a device is told about it.

use reqwest::header::{CONTENT_DISPOSITION, CONTENT_TYPE, SET_COOKIE};
use serde_json::{Value as Json, json};
use xingtan_testkit::{Answer, Browser, DatabaseKind, FilesKind, PASSWORD, Place, World};

async fn world() -> World {
    let place = Place::of((DatabaseKind::Sqlite, FilesKind::Folder)).await.unwrap();
    World::open_with_own_authority(place).await
}

/// A device that was told, by http, to trust the server.
async fn device(world: &World) -> Browser {
    let authority = world.stranger().get("/api/trust/authority.crt").await.is(200);
    Browser::trusting(&https(world), &authority.body)
}

fn https(world: &World) -> String {
    format!("https://{}", world.server().https.expect("https stands beside http"))
}

fn cookies(answer: &Answer) -> Vec<&str> {
    answer.headers.get_all(SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_is_told_whom_to_trust_and_then_does() {
    let mut world = world().await;
    let stranger = world.stranger();
    let told = stranger.get("/api/trust").await.is(200).json();
    assert_eq!(told["way"], "own");
    assert_eq!(told["is_covered"], true, "it was asked at 127.0.0.1: {told}");
    let port = world.server().https.unwrap().port();
    assert_eq!(told["port"], port);
    let names: Vec<&Json> = told["names"].as_array().unwrap().iter().collect();
    assert!(!names.iter().any(|name| **name == "127.0.0.1" || **name == "localhost"), "{told}");

    let certificate = stranger.get("/api/trust/authority.crt").await.is(200);
    assert_eq!(certificate.headers[CONTENT_TYPE], "application/x-x509-ca-cert");
    let disposition = certificate.headers[CONTENT_DISPOSITION].to_str().unwrap();
    assert!(disposition.contains("xingtan.crt"), "{disposition}");
    let profile = stranger.get("/api/trust/authority.mobileconfig").await.is(200);
    assert_eq!(profile.headers[CONTENT_TYPE], "application/x-apple-aspen-config");
    let profile = profile.text();
    let name = told["authority"]["name"].as_str().unwrap();
    assert!(profile.contains("com.apple.security.root") && profile.contains(name), "{profile}");

    let device = device(&world).await;
    let secure = device.get("/api/trust").await.is(200);
    assert_eq!(secure.headers["cross-origin-resource-policy"], "cross-origin");
    assert_eq!(secure.json()["authority"]["sha256"], told["authority"]["sha256"]);
    let untold = reqwest::Client::builder().no_proxy().build().unwrap();
    let refused = untold.get(https(&world)).send().await;
    assert!(refused.is_err(), "a device that was told nothing takes the certificate");

    let page = stranger.get("/").await.is(200);
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains(&format!(" https://127.0.0.1:{port}")), "{policy}");
    assert!(!page.headers.contains_key("strict-transport-security"), "http goes on");
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_signed_in_by_http_is_known_by_https_and_not_the_other_way_round() {
    let mut world = world().await;
    let form = || json!({"name": "chen", "password": PASSWORD});
    let by_http = world.stranger().post("/api/sessions", form()).await.is(201);
    let [plain] = cookies(&by_http)[..] else { panic!("one cookie") };
    assert!(plain.starts_with("xt_session=") && !plain.contains("Secure"), "{plain}");

    let device = device(&world).await;
    let by_https = device.post("/api/sessions", form()).await.is(201);
    let [secure] = cookies(&by_https)[..] else { panic!("one cookie") };
    assert!(secure.starts_with("__Host-xt_session=") && secure.ends_with("; Secure"), "{secure}");

    // The browser of who came by http sends its cookie by https too.
    let known = device.with_cookie(plain);
    let _ = known.get("/api/me").await.is(200);
    let left = known.send(reqwest::Method::DELETE, "/api/sessions/current", None).await.is(204);
    let left = cookies(&left);
    assert!(left.iter().any(|cookie| cookie.starts_with("xt_session=;")), "{left:?}");
    assert!(left.iter().any(|cookie| cookie.starts_with("__Host-xt_session=;")), "{left:?}");
    known.get("/api/me").await.refused(401, "session.required");
    let _ = device.with_cookie(secure).get("/api/me").await.is(200);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_changes_nothing_for_a_device_that_trusts() {
    let mut world = world().await;
    let before = device(&world).await;
    let told = before.get("/api/trust").await.is(200).json();
    world.stop().await;
    world.start().await;
    let again = device(&world).await;
    assert_eq!(again.get("/api/trust").await.is(200).json()["authority"], told["authority"]);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_an_authority_the_page_is_told_so() {
    let place = Place::of((DatabaseKind::Sqlite, FilesKind::Folder)).await.unwrap();
    let mut world = World::open(place).await;
    let told = world.stranger().get("/api/trust").await.is(200).json();
    assert_eq!((&told["way"], &told["is_covered"]), (&"none".into(), &false.into()));
    assert!(world.server().https.is_none());
    world.stop().await;
}

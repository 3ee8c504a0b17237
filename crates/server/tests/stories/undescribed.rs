//! The routes that stand in no description of the interface, and what every route may be sent.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reqwest::header::CONTENT_TYPE;
use serde_json::json;
use xingtan_testkit::for_each_database;

/// Paths that are no part of the described interface; the test below knocks at each.
const UNDESCRIBED: [&str; 6] = [
    "/api/openapi.json",
    "/media/{token}/{scope}/whep",
    "/media/{token}/{scope}/whep/{session}",
    "/media/{token}/{scope}/{*file}",
    "/metrics",
    "/packs/{id}/{token}/{*file}",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_is_described_or_tried_here() {
    for_each_database(async |world| {
        let stranger = world.stranger();
        let api = stranger.get("/api/openapi.json").await.is(200).json();
        let described = api["paths"].as_object().unwrap().keys().cloned();
        let mut tried: BTreeSet<String> = described.collect();
        for path in UNDESCRIBED {
            assert!(tried.insert(path.to_owned()), "{path} is described by now");
        }
        assert_eq!(routes(), tried);

        let lesson = world.plan(&world.browser("chen").await, "没有地址的课").await;
        for file in ["live.mp4", "index.m3u8", "replay.m3u8", "run-1-track-1.mp4"] {
            let pack = format!("{lesson}~pack-{lesson}");
            for scope in [lesson.to_string(), format!("{lesson}~preview"), pack, "x".to_owned()] {
                let forged = format!("/media/9999999999-AAAA/{scope}/{file}");
                stranger.get(&forged).await.refused(403, "media.address_forged");
            }
        }
        let forged = format!("/media/9999999999-AAAA/{lesson}/whep");
        stranger.post(&forged, json!({})).await.refused(403, "media.address_forged");
        let session = format!("{forged}/x");
        stranger
            .send(reqwest::Method::DELETE, &session, None)
            .await
            .refused(403, "media.address_forged");
        let shelved = format!("/packs/{lesson}/9999999999-AAAA/index.html");
        stranger.get(&shelved).await.refused(403, "media.address_expired");
        let counters = stranger.get("/metrics").await.is(200).text();
        assert!(counters.contains("http_requests_total"), "this machine may read them");
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        for said in ["x-forwarded-for", "forwarded", "x-real-ip", "via"] {
            let url = format!("{}/metrics", stranger.url());
            let asked = client.get(url).header(said, "203.0.113.9").send();
            assert_eq!(asked.await.unwrap().status(), 404, "a proxy asks for anybody: {said}");
        }
    })
    .await;
}

/// What the crates' READMEs name; tidy sees to it that they name every route.
fn routes() -> BTreeSet<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut routes = BTreeSet::new();
    for folder in fs::read_dir(crates).unwrap() {
        let text = fs::read_to_string(folder.unwrap().path().join("README.md")).unwrap();
        let lines = text.lines().filter_map(|line| line.strip_prefix("- `"));
        let calls = lines.filter_map(|line| line.split('`').next()?.split_once('/'));
        routes.extend(calls.map(|(_, path)| format!("/{path}")));
    }
    routes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_is_as_long_as_its_route_allows() {
    for_each_database(async |world| {
        let admin = world.browser("admin").await;
        let long = "x".repeat((1 << 20) + 1);
        for path in ["/api/sessions", "/api/courses", "/api/setup/x"] {
            let answer = admin.post(path, json!({"name": long, "password": "x"})).await;
            answer.refused(413, "request.too_large");
        }
        let roster = format!("/api/schools/{}/imports", world.cast.anchor_school);
        let row = "new.one,新来的,学生,高一（1）班,备注\n";
        let filled = |bytes: usize| {
            let note = ",".repeat(bytes - row.len());
            format!("账号,姓名,角色,班级,备注\n{}{note}\n", row.trim_end())
        };
        let fits = admin.upload(&roster, &filled(2 << 20)).await;
        assert_ne!(fits.status, 413, "a roster may be longer: {}", fits.text());
        let too_long = admin.upload(&roster, &filled((5 << 20) + 100)).await;
        too_long.refused(413, "request.too_large");
        let kind = too_long.headers[CONTENT_TYPE].to_str().unwrap();
        assert_eq!(kind, "application/problem+json");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_text_holds_a_nul() {
    for_each_database(async |world| {
        let (stranger, admin) = (world.stranger(), world.browser("admin").await);
        let form = json!({"name": "chen\0", "password": "x"});
        stranger.post("/api/sessions", form).await.refused(422, "request.invalid");
        let people = format!("/api/schools/{}/people", world.cast.anchor_school);
        for query in ["q=%00", "cursor=a%00b"] {
            admin.get(&format!("{people}?{query}")).await.refused(422, "request.invalid");
        }
        let _ = admin.get(&format!("{people}?q=%2500")).await.is(200);
        stranger.get("/api/setup/%00").await.refused(404, "not_found");
    })
    .await;
}

//! A pack on another server's shelf: what is put there, played there and answered there.

use bytes::Bytes;
use reqwest::Method;
use serde_json::{Value as Json, json};
use xingtan_base::ids::{ActivityId, ClassId, SchoolId};
use xingtan_live::pack::format::layout::{Stretch, stretches};
use xingtan_live::pack::format::script;
use xingtan_live::pack::make::Sums;
use xingtan_testkit::{Answer, Browser, World, for_each_database, until};

use crate::packs::{Taught, ask, download, ready, unzip};
use crate::stage::choices;

/// A small pack for a class, made by no server.
pub fn by_hand(class: &ClassId) -> Vec<u8> {
    with_page(class, b"<!doctype html>", 0)
}

/// The same with this page in it, and with so many bytes of a recording.
pub fn with_page(class: &ClassId, page: &[u8], recorded: usize) -> Vec<u8> {
    let lesson = json!({"title": "别处的课", "course": "物理", "school": "远处", "teachers": [],
        "class": {"id": class, "name": "一班"}, "opened_at": "2026-11-27T00:00:00Z",
        "duration_ms": 1000, "shift_ms": 0, "people": [], "names": {}, "entries": [],
        "runs": []});
    let files = [
        ("index.html", page.to_vec()),
        ("data/lesson.js", script::write(script::LESSON, &lesson)),
        ("media/run-1.mp4", (0..recorded).map(|at| (at % 251) as u8).collect()),
    ];
    let laid = |path: &str, bytes: &[u8]| {
        let mut sums = Sums::default();
        sums.update(bytes);
        sums.laid(path)
    };
    let part = |(path, bytes): &(&str, Vec<u8>)| {
        let laid = laid(path, bytes);
        json!({"path": path, "bytes": laid.bytes, "sha256": laid.sha256})
    };
    let parts: Vec<Json> = files.iter().map(part).collect();
    let id = "01900000-0000-7000-8000-0000000000aa";
    let manifest = json!({"format": 1, "pack": id, "lesson": id, "class": class,
        "title": "别处的课", "class_name": "一班", "made_at": "2026-11-27T00:00:00Z",
        "secret": "a-secret-of-some-length", "parts": parts})
    .to_string()
    .into_bytes();
    let own =
        [("manifest.js", script::wrap(script::MANIFEST, &manifest)), ("manifest.json", manifest)];
    let all: Vec<_> = own.into_iter().chain(files).collect();
    let lie: Vec<_> = all.iter().map(|(path, bytes)| laid(path, bytes)).collect();
    let mut bytes = all.iter().map(|(_, bytes)| bytes);
    let mut zip = Vec::new();
    for stretch in stretches(&lie) {
        match stretch {
            Stretch::Words(words) => zip.extend(words),
            Stretch::File(..) => zip.extend(bytes.next().unwrap()),
        }
    }
    zip
}

/// Sends a pack for a school's shelf.
pub async fn send(browser: &Browser, school: SchoolId, pack: Vec<u8>) -> Answer {
    let shelf = format!("/api/schools/{school}/packs");
    browser.upload_bytes(&shelf, "application/zip", pack).await
}

/// Waits until an import has ended.
pub async fn ended(browser: &Browser, import: &Json) -> Json {
    let path = format!("/api/pack-imports/{}", import["id"].as_str().unwrap());
    until("the import has ended", async || {
        let import = browser.get(&path).await.is(200).json();
        ["done", "refused"].contains(&import["state"].as_str().unwrap()).then_some(import)
    })
    .await
}

/// Sends a pack and waits until it stands on the shelf.
pub async fn shelve(browser: &Browser, school: SchoolId, pack: Vec<u8>) -> Json {
    let import = send(browser, school, pack).await.is(202).json();
    let import = ended(browser, &import).await;
    assert_eq!(import["state"], "done", "{import}");
    let shelved = import["shelved"].as_str().unwrap();
    browser.get(&format!("/api/packs/{shelved}")).await.is(200).json()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_server_plays_a_pack_from_its_shelf_and_keeps_answers() {
    for_each_database(async |world| {
        let mut taught = Taught::teach(world, true).await;
        taught.close().await;
        let stage = &taught.stage;
        let class = world.cast.classes[1];
        ask(stage, class, true).await;
        let zip = download(world, &ready(stage, class).await).await;
        // The other server is one whose school has nothing to do with the first.
        let far = world.browser("far.teacher").await;
        let school = world.outsiders.school;
        hostile_packs_are_refused(&zip, async |bytes| send(&far, school, bytes).await).await;
        let mut changed = zip.to_vec();
        let at = find(&changed, "window.XINGTAN_LESSON").unwrap() + 60;
        changed[at] ^= 1;
        let refused = ended(&far, &send(&far, school, changed).await.is(202).json()).await;
        assert_eq!(refused["problem"], "pack.wrong_hash", "{refused}");
        let shelved = shelve(&far, school, zip.to_vec()).await;
        let again = shelve(&far, school, zip.to_vec()).await;
        assert_eq!(shelved["id"], again["id"], "put there twice, it is one");
        let id = shelved["id"].as_str().unwrap();
        plays_in_a_sandbox(world, &shelved, &zip).await;
        answers_on_the_shelf(&taught, world, (&far, id)).await;
        let far_learner = world.browser("far.learner").await;
        let path = format!("/api/packs/{id}");
        let denied = far_learner.send(Method::DELETE, &path, None).await;
        denied.refused(403, "access.denied");
        let _ = far.send(Method::DELETE, &path, None).await.is(204);
        far.get(&path).await.refused(404, "not_found");
    })
    .await;
}

async fn hostile_packs_are_refused(zip: &Bytes, put: impl AsyncFn(Vec<u8>) -> Answer) {
    put(b"PK".to_vec()).await.refused(422, "pack.not_whole");
    put(zip[..zip.len() - 100].to_vec()).await.refused(422, "pack.not_whole");
    // A name that leads elsewhere, of the same length, wherever it stands.
    let hostile = replaced(zip, b"player.js", b"../../x.j");
    if hostile != zip.to_vec() {
        put(hostile).await.refused(422, "pack.hostile_paths");
    }
    let hostile = replaced(zip, b"data/lesson.js", b"../../lesson.x");
    put(hostile).await.refused(422, "pack.hostile_paths");
    // The last entry's method: deflated, as a bomb would be.
    let mut packed = zip.to_vec();
    let central = rfind(&packed, b"PK\x01\x02").unwrap();
    packed[central + 10] = 8;
    put(packed).await.refused(422, "pack.repacked");
}

fn find(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text.as_bytes())
}

fn rfind(bytes: &[u8], text: &[u8]) -> Option<usize> {
    bytes.windows(text.len()).rposition(|window| window == text)
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at + from.len() <= out.len() {
        if out[at..].starts_with(from) {
            out[at..at + from.len()].copy_from_slice(to);
        }
        at += 1;
    }
    out
}

async fn plays_in_a_sandbox(world: &World, shelved: &Json, zip: &Bytes) {
    let player = shelved["player"].as_str().unwrap();
    let page = world.stranger().get(player).await.is(200);
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("sandbox allow-scripts"), "{policy}");
    assert!(!policy.contains("allow-same-origin") && policy.contains("default-src 'none'"));
    // Without an origin, its own files are another site's to the page.
    assert_eq!(page.headers["cross-origin-resource-policy"], "cross-origin");
    let base = player.strip_suffix("index.html").unwrap();
    for (path, bytes) in unzip(zip) {
        let served = world.stranger().get(&format!("{base}{path}")).await.is(200);
        assert_eq!(served.body, bytes, "{path}");
    }
    world.stranger().get(&format!("{base}other")).await.refused(404, "not_found");
    let forged = player.replace("/packs/", "/packs/0");
    assert_ne!(world.stranger().get(&forged).await.status, 200);
    let mut parts: Vec<&str> = player.split('/').collect();
    parts[3] = "9999999999-AAAAAAAAAAAAAAAAAAAAAA";
    world.stranger().get(&parts.join("/")).await.refused(403, "media.address_expired");
}

async fn answers_on_the_shelf(taught: &Taught, world: &World, (far, id): (&Browser, &str)) {
    let learner = world.browser("far.learner").await;
    let path = format!("/api/packs/{id}/answers");
    let given = |client: u8, person: Json, activity: ActivityId, answer: Json| {
        json!({"client_id": format!("01900000-0000-7000-8000-0000000001{client:02}"),
            "person": person, "activity": activity, "answer": answer,
            "given_at": "2026-11-27T00:00:00Z"})
    };
    let theirs = &world.cast.learners[1];
    let first = given(1, json!(theirs[1].id), taught.hidden, choices(&["a"]));
    let kept = learner.post(&path, first.clone()).await.is(201).json();
    assert_eq!(learner.post(&path, first.clone()).await.is(201).json(), kept);
    let other = given(2, json!(theirs[1].id), taught.hidden, choices(&["b"]));
    learner.post(&path, other).await.refused(409, "late_answer.already");
    let stranger = given(3, json!(taught.stage.zihan.id()), taught.hidden, choices(&["a"]));
    learner.post(&path, stranger).await.refused(422, "pack.unknown_person");
    let vote = given(4, json!(theirs[2].id), taught.secret, choices(&["a"]));
    learner.post(&path, vote).await.refused(409, "late_answer.anonymous_poll");
    let wrong = given(5, json!(theirs[2].id), taught.hidden, json!({"kind": "text", "text": "x"}));
    learner.post(&path, wrong).await.refused(422, "answer.wrong_kind");
    // The anchor school's people have no business at the other school's shelf.
    world.browser("chen").await.get(&path).await.refused(404, "not_found");
    learner.get(&path).await.refused(403, "access.denied");
    let file = far.get(&path).await.is(200).json();
    assert_eq!(file["answers"].as_array().unwrap().len(), 1, "{file}");
    let shelf = far.get(&format!("/api/packs/{id}")).await.is(200).json();
    assert_eq!(shelf["answers"], 1);
    let back = taught.stage.path("pack-answers");
    let chen = &taught.stage.chen.browser;
    let taken = chen.post(&back, file.clone()).await.is(200).json();
    assert_eq!((&taken["new"], &taken["refused"]), (&json!(1), &json!([])), "{taken}");
    let again = chen.post(&back, file).await.is(200).json();
    assert_eq!((&again["new"], &again["known"]), (&json!(0), &json!(1)));
}

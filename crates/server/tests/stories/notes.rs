//! Marks and notes that people set for themselves at moments of a lesson.

use reqwest::Method;
use serde_json::{Value as Json, json};
use xingtan_testkit::{Answer, Browser, for_each_database};

use crate::stage::Stage;

fn id(n: u8) -> String {
    format!("01900000-0000-7000-8000-0000000000{n:02}")
}

fn note(n: u8, kind: &str, at_ms: i64, words: &str) -> Json {
    json!({"id": id(n), "kind": kind, "at_ms": at_ms, "words": words})
}

async fn put(browser: &Browser, path: &str, body: Json) -> Answer {
    browser.send(Method::PUT, path, Some(body)).await
}

async fn remove(browser: &Browser, path: &str) -> Answer {
    browser.send(Method::DELETE, path, None).await
}

async fn words_of(browser: &Browser, path: &str) -> Vec<String> {
    let listed = browser.get(path).await.is(200).json();
    let items = listed["items"].as_array().unwrap().iter();
    items.map(|one| one["words"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebodys_notes_are_kept_once_and_shown_to_him_alone() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let path = stage.path("notes");
        let (zihan, chen) = (stage.zihan.browser.clone(), stage.chen.browser.clone());
        let later = note(1, "words", 90_000, "  折射角比入射角小\n（水里）  ");
        let kept = zihan.post(&path, later.clone()).await.is(201).json();
        assert_eq!(kept["words"], "折射角比入射角小\n（水里）");
        let again = zihan.post(&path, later).await.is(201).json();
        assert_eq!(again, kept, "sent again, it is the same note");
        let _ = zihan.post(&path, note(2, "unclear", 5_000, "")).await.is(201);
        assert_eq!(words_of(&zihan, &path).await, ["", "折射角比入射角小\n（水里）"]);
        let _ = chen.post(&path, note(1, "important", 1_000, "下次讲慢点")).await.is(201);
        for (other, expected) in [(&chen, 1), (&stage.guihua.browser, 0)] {
            assert_eq!(words_of(other, &path).await.len(), expected, "nobody sees another's");
        }

        let own = format!("{path}/{}", id(2));
        let changed = json!({"kind": "unclear", "at_ms": 6_000, "words": "为什么会拐弯？"});
        let _ = put(&zihan, &own, changed.clone()).await.is(200);
        let twice = put(&zihan, &own, changed.clone()).await.is(200).json();
        assert_eq!((&twice["at_ms"], &twice["words"]), (&json!(6_000), &json!("为什么会拐弯？")));
        put(&chen, &own, changed.clone()).await.refused(404, "note.unknown");
        let _ = remove(&chen, &own).await.is(204);
        assert_eq!(words_of(&zihan, &path).await[0], "为什么会拐弯？", "it is not his to remove");
        stage.close().await;
        let _ = remove(&zihan, &own).await.is(204);
        let _ = remove(&zihan, &own).await.is(204);
        put(&zihan, &own, changed).await.refused(404, "note.unknown");
        assert_eq!(words_of(&zihan, &path).await.len(), 1, "after the lesson as well");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_a_note_is_refused() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let path = stage.path("notes");
        let zihan = stage.zihan.browser.clone();
        for (wrong, field, code) in [
            (note(1, "words", 0, " \n "), "words", "required"),
            (note(1, "words", 0, &"长".repeat(2_001)), "words", "too_long"),
            (note(1, "words", 0, "a\u{202E}b"), "words", "bad_characters"),
            (note(1, "unclear", -1, ""), "at_ms", "out_of_range"),
            (note(1, "unclear", i64::MAX, ""), "at_ms", "out_of_range"),
        ] {
            let refused = zihan.post(&path, wrong).await;
            assert_eq!(refused.json()["fields"], json!([{"field": field, "code": code}]));
            refused.refused(422, "request.invalid");
        }
        let _ = zihan.post(&path, note(1, "liked", 0, "")).await.is(422);
        let _ = zihan.post(&path, note(1, "words", 0, &"长".repeat(2_000))).await.is(201);
        zihan.get(&format!("{path}?cursor=x")).await.refused(422, "request.invalid");

        for n in 2..=5 {
            let _ = zihan.post(&path, note(n, "important", 7_000, &n.to_string())).await.is(201);
        }
        let mut seen = Vec::new();
        let mut next = String::new();
        loop {
            let page = zihan.get(&format!("{path}?limit=2{next}")).await.is(200).json();
            seen.extend(page["items"].as_array().unwrap().iter().map(|one| one["id"].clone()));
            let Some(cursor) = page["next"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(seen, [1, 2, 3, 4, 5].map(|n| json!(id(n))), "page by page, each once");

        let planned = world.plan(&stage.chen.browser, "还没开的课").await;
        let its = format!("/api/lessons/{planned}/notes");
        let early = zihan.post(&its, note(9, "unclear", 0, "")).await;
        early.refused(409, "note.not_begun");
        stage.close().await;
    })
    .await;
}

//! Decks: made, seen, renamed, listed and removed.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use xingtan_base::ids::DeckId;
use xingtan_library::decks::uses;
use xingtan_platform::db::testing::for_each_db;
use xingtan_platform::db::{self, Tx};

use super::world::World;

#[tokio::test]
async fn a_document_becomes_pages() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let deck = world.deck("lin", "two pages").await;
        let shown = world.stands("lin", &deck, |deck| deck["state"] == "ready").await;
        assert_eq!(shown["title"], "圆的面积");
        assert_eq!(shown["file_name"], "圆的面积.pptx");
        assert_eq!(shown["school"], json!(world.mingde));
        assert_eq!((&shown["done"], &shown["total"]), (&json!(2), &json!(2)));
        assert_eq!(shown["lost"], json!([{"kind": "transition", "slides": [2], "count": 1}]));
        let pages = shown["pages"].as_array().unwrap();
        assert_eq!(pages.len(), 2);
        assert_eq!(
            pages[1],
            json!({
                "page": 2, "slide": 2, "step": 0, "label": "2", "width": 16000, "height": 9000,
                "links": [{"x": 1, "y": 2, "w": 3, "h": 4, "page": 1}],
                "clips": [{"x": 1, "y": 2, "w": 3, "h": 4, "file": "1.mp4", "mime": "video/mp4"}],
                "notes": "notes of 2",
            })
        );
        assert_eq!(world.facts().await, ["deck.added", "deck.ready"]);

        // The document is not needed any more; three pictures, a text and, once, a clip are.
        world.stored(9).await;
        assert!(world.working_files().is_empty());
        let path = format!("/api/decks/{deck}");
        for width in [640, 960, 1600] {
            let picture = world.get("lin", &format!("{path}/pages/2/{width}.webp")).await.is(200);
            assert_eq!(picture.body, format!("2 {width}"));
            assert_eq!(picture.header("content-type"), "image/webp");
            assert_eq!(picture.header("x-content-type-options"), "nosniff");
            let cache = "private, max-age=31536000, immutable";
            assert_eq!(picture.header("cache-control"), cache);
        }
        let text = world.get("lin", &format!("{path}/pages/1/text")).await.is(200);
        assert_eq!(text.json()["text"], "page 1");
        for gone in
            ["pages/3/640.webp", "pages/3/text", "pages/1/641.webp", "pages/1/640", "pages/0/text"]
        {
            world.get("lin", &format!("{path}/{gone}")).await.refused(404, "not_found");
        }
    })
    .await;
}

#[tokio::test]
async fn a_clip_is_given_whole_or_in_part() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let deck = world.deck("lin", "two pages").await;
        world.stands("lin", &deck, |deck| deck["state"] == "ready").await;
        let path = format!("/api/decks/{deck}/clips/1.mp4");
        let whole = world.get("lin", &path).await.is(200);
        assert_eq!(whole.body, "0123456789");
        assert_eq!(whole.header("content-type"), "video/mp4");
        assert!(whole.header("content-security-policy").ends_with("sandbox"));
        let ask = |range: &str| Request::builder().uri(path.as_str()).header("range", range);
        let part = world.send("lin", ask("bytes=2-4"), Body::empty()).await.is(206);
        assert_eq!(part.body, "234");
        assert_eq!(part.header("content-range"), "bytes 2-4/10");
        let beyond = world.send("lin", ask("bytes=10-"), Body::empty()).await.is(416);
        assert_eq!(beyond.header("content-range"), "bytes */10");
        for gone in ["2.mp4", "1.html", "..%2F1-640.webp"] {
            let path = format!("/api/decks/{deck}/clips/{gone}");
            world.get("lin", &path).await.refused(404, "not_found");
        }
    })
    .await;
}

#[tokio::test]
async fn only_what_has_arrived_becomes_a_deck() {
    for_each_db(async |fresh| {
        let world = World::idle(fresh).await;
        let whole = world.upload("lin", "1.png", "one").await;
        let theirs = world.upload("chen", "1.png", "one").await;
        let half = world.begin("lin", "2.png", 4).await;
        let half = half.rsplit('/').next().unwrap();
        let nothing = "019a0000-0000-7000-8000-00000000000a";
        let school = json!(world.mingde);
        let make = async |body: Value| world.call("lin", "POST", "/api/decks", body).await;
        for (uploads, title, field, code) in [
            (json!([]), json!(null), "uploads", "required"),
            (json!([whole, whole]), json!(null), "uploads", "duplicate"),
            (json!(vec![nothing; 101]), json!(null), "uploads", "too_many"),
            (json!([whole, nothing]), json!(null), "uploads.1", "unknown"),
            (json!([theirs]), json!(null), "uploads.0", "unknown"),
            (json!([whole]), json!(" "), "title", "required"),
            (json!([whole]), json!("长".repeat(121)), "title", "too_long"),
        ] {
            let body = json!({"school": school, "title": title, "uploads": uploads});
            let problem = make(body).await.refused(422, "request.invalid").json();
            assert_eq!(problem["fields"][0], json!({"field": field, "code": code}));
        }
        let body = json!({"school": school, "uploads": [whole, half]});
        make(body).await.refused(409, "upload.not_whole");
        let second = world.upload("lin", "2.png", "two").await;
        let body = json!({"school": school, "title": " 圆 ", "uploads": [second, whole]});
        let made = make(body.clone()).await.is(201).json();
        assert_eq!((&made["title"], &made["file_name"]), (&json!("圆"), &json!("2.png")));
        assert_eq!((&made["bytes"], &made["pages"]), (&json!(6), &json!([])));
        // They are this deck's now.
        let again = make(body).await.refused(422, "request.invalid").json();
        assert_eq!(again["fields"][0], json!({"field": "uploads.0", "code": "unknown"}));
        let delete = Request::builder().method("DELETE").uri(format!("/api/uploads/{whole}"));
        world.send("lin", delete, Body::empty()).await.refused(409, "upload.taken");
        world
            .piece("lin", &format!("/api/uploads/{whole}"), 3, "")
            .await
            .refused(409, "upload.taken");
        for (name, status) in [("nobody", 401), ("li", 403), ("far_teacher", 404)] {
            let body = json!({"school": school, "uploads": [whole]});
            let _ = world.call(name, "POST", "/api/decks", body).await.is(status);
        }
    })
    .await;
}

#[tokio::test]
async fn decks_are_listed_renamed_and_removed() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let mut decks = Vec::new();
        for _ in 0..3 {
            decks.insert(0, world.deck("lin", "two pages").await);
        }
        for deck in &decks {
            world.stands("lin", deck, |deck| deck["state"] == "ready").await;
        }
        let ids = |page: &Value| -> Vec<String> {
            let items = page["items"].as_array().unwrap();
            items.iter().map(|deck| deck["id"].as_str().unwrap().to_owned()).collect()
        };
        let first = world.get("lin", "/api/decks?limit=2").await.is(200).json();
        assert_eq!(ids(&first), decks[..2]);
        assert_eq!(first["items"][0].get("pages"), None);
        let next = format!("/api/decks?limit=2&cursor={}", first["next"].as_str().unwrap());
        let second = world.get("lin", &next).await.is(200).json();
        assert_eq!((ids(&second), second.get("next")), (decks[2..].to_vec(), None));
        let here = format!("/api/decks?school={}", world.mingde);
        assert_eq!(ids(&world.get("lin", &here).await.json()), decks);
        let elsewhere = format!("/api/decks?school={}", world.yuanshan);
        assert!(ids(&world.get("lin", &elsewhere).await.json()).is_empty());
        world.get("lin", "/api/decks?cursor=x").await.refused(422, "request.invalid");
        world.get("lin", "/api/decks?school=x").await.refused(422, "request.invalid");

        let path = format!("/api/decks/{}", decks[0]);
        let named = world.call("lin", "PATCH", &path, json!({"title": " 圆的周长 "})).await;
        assert_eq!(named.is(200).json()["title"], "圆的周长");
        let bad = world.call("lin", "PATCH", &path, json!({"title": ""})).await;
        bad.refused(422, "request.invalid");

        let id: DeckId = decks[0].parse().unwrap();
        let db = &world.library.ctx.db;
        let begin = async move |tx: &Tx| uses::begin(tx, id).await;
        db.write::<_, db::Error, _>("test.begin", begin).await.unwrap();
        world.call("lin", "DELETE", &path, Value::Null).await.refused(409, "deck.in_use");
        let end = async move |tx: &Tx| uses::end(tx, id).await;
        db.write::<_, db::Error, _>("test.end", end).await.unwrap();
        world.stored(27).await;
        let _ = world.call("lin", "DELETE", &path, Value::Null).await.is(204);
        world.get("lin", &path).await.refused(404, "not_found");
        world.call("lin", "DELETE", &path, Value::Null).await.refused(404, "not_found");
        world.stored(18).await;
        let facts = world.facts().await;
        assert_eq!(facts[facts.len() - 2..], ["deck.renamed", "deck.removed"]);
    })
    .await;
}

//! A lesson's decks beneath its media address: for whom they are there, and when.

use bytes::Bytes;
use reqwest::Method;
use serde_json::Value as Json;
use xingtan_base::ids::{DeckId, LessonId, PersonId, SchoolId};
use xingtan_library::decks::files::DeckFile;
use xingtan_platform::db::{self, Tx};
use xingtan_testkit::{Browser, World, for_each_world};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_are_there_for_a_lesson_that_shows_them() {
    for_each_world(async |world| {
        let chen = world.browser("chen").await;
        let lesson = world.plan(&chen, "光的折射").await;
        let (shown, other) = (deck(world, &chen).await, deck(world, &chen).await);
        let put = format!("/api/lessons/{lesson}/decks/{shown}");
        let _ = chen.send(Method::PUT, &put, None).await.is(204);
        let zihan = world.browser("wang.zihan").await;
        let prefix = prefix(&zihan, lesson).await;
        let preview = chen.get(&format!("/api/lessons/{lesson}/preview")).await.is(200).json();
        let preview = preview["prefix"].as_str().unwrap().to_owned();
        let picture = format!("deck/{shown}/1-960.webp");

        // The address is told to learners before the opening too; until then it leads nowhere.
        chen.get(&format!("{prefix}/{picture}")).await.refused(404, "not_found");
        let _ = chen.get(&format!("{preview}/{picture}")).await.is(200);
        let opening = format!("/api/lessons/{lesson}/opening");
        let _ = chen.post(&opening, Json::Null).await.is(204);

        let stranger = world.stranger();
        let answer = stranger.get(&format!("{prefix}/{picture}")).await.is(200);
        assert_eq!(answer.body, "1-960.webp");
        for (name, expected) in [
            ("content-type", "image/webp"),
            ("cache-control", "max-age=31536000, immutable"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(answer.headers[name], expected);
        }
        let text = stranger.get(&format!("{prefix}/deck/{shown}/1.json")).await.is(200);
        assert_eq!(text.headers["content-type"], "application/json");
        let clip = stranger.get(&format!("{prefix}/deck/{shown}/clip/1.mp4")).await.is(200);
        let policy = clip.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.ends_with("sandbox"), "{policy}");

        for gone in [
            format!("deck/{other}/1-960.webp"),
            format!("deck/{shown}/2-960.webp"),
            format!("deck/{shown}/1-961.webp"),
            format!("deck/{shown}/clip/2.mp4"),
            format!("deck/{shown}/clip/..%2F1.json"),
            format!("deck/{shown}"),
        ] {
            stranger.get(&format!("{prefix}/{gone}")).await.refused(404, "not_found");
        }
        let forged = format!("/media/9999999999-AAAA/{lesson}/{picture}");
        stranger.get(&forged).await.refused(403, "media.address_forged");
        // What is put in while the lesson goes on is there at once.
        let put = format!("/api/lessons/{lesson}/decks/{other}");
        let _ = chen.send(Method::PUT, &put, None).await.is(204);
        let _ = stranger.get(&format!("{prefix}/deck/{other}/1-960.webp")).await.is(200);
        let removed = chen.send(Method::DELETE, &format!("/api/decks/{other}"), None).await;
        removed.refused(409, "deck.in_use");
    })
    .await;
}

async fn prefix(browser: &Browser, lesson: LessonId) -> String {
    let media = browser.get(&format!("/api/lessons/{lesson}/media")).await.is(200).json();
    let live = media[0]["url"].as_str().unwrap();
    live.strip_suffix("/live.mp4").unwrap().to_owned()
}

/// A deck of one page that is ready.
pub async fn deck(world: &World, owner: &Browser) -> DeckId {
    let ctx = &world.server().domains.ctx;
    let (id, school): (DeckId, SchoolId) = (ctx.ids.next(), world.cast.anchor_school);
    let me = owner.get("/api/me").await.is(200).json();
    let owner: PersonId = me["id"].as_str().unwrap().parse().unwrap();
    let write = async move |tx: &Tx| {
        let values = [school.into(), id.into(), owner.into()];
        tx.execute(
            "insert into deck (school, id, owner, title, file_name, size_bytes, state, done, \
             total, lost, uses, created_ms) \
             values ($1, $2, $3, '光', '光.pdf', 9, 'ready', 1, 1, '[]', 0, 1)",
            &values,
        )
        .await
    };
    ctx.db.write::<_, db::Error, _>("test.deck", write).await.unwrap();
    for name in ["1-640.webp", "1-960.webp", "1-1600.webp", "1.json", "clip/1.mp4"] {
        let key = DeckFile::named(name).unwrap().key(id);
        ctx.files.put(&key, &Bytes::from_static(name.as_bytes())).await.unwrap();
    }
    id
}

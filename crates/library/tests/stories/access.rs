//! Who keeps a deck, and to whom it does not exist.

use serde_json::{Value, json};
use xingtan_platform::db::testing::for_each_db;

use super::world::{START, World};

const CALLS: [(&str, &str); 7] = [
    ("GET", ""),
    ("PATCH", ""),
    ("GET", "/pages/1/640.webp"),
    ("GET", "/pages/1/text"),
    ("GET", "/clips/1.mp4"),
    ("POST", "/cancellation"),
    ("DELETE", ""),
];

async fn tried(world: &World, name: &str, deck: &str) -> Vec<u16> {
    let mut answers = Vec::new();
    for (method, path) in CALLS {
        let body = if method == "PATCH" { json!({"title": "新"}) } else { Value::Null };
        let path = format!("/api/decks/{deck}{path}");
        answers.push(world.call(name, method, &path, body).await.status.as_u16());
    }
    answers
}

#[tokio::test]
async fn a_deck_is_its_makers_and_the_schools_administrators() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        for keeper in ["lin", "admin"] {
            let deck = world.deck("lin", "two pages").await;
            world.stands("lin", &deck, |deck| deck["state"] == "ready").await;
            for name in ["chen", "far_teacher", "far_admin", "li"] {
                assert_eq!(tried(&world, name, &deck).await, [404; 7], "{name}");
                let list = world.get(name, "/api/decks").await.is(200).json();
                assert_eq!(list["items"], json!([]), "{name}");
            }
            assert_eq!(tried(&world, "nobody", &deck).await, [401; 7]);
            let all = [200, 200, 200, 200, 200, 200, 204];
            assert_eq!(tried(&world, keeper, &deck).await, all, "{keeper}");
        }
        world.get("nobody", "/api/decks").await.refused(401, "session.required");
        for wrong in ["x", "019a0000-0000-7000-8000-00000000000a"] {
            assert_eq!(tried(&world, "lin", wrong).await, [404; 7]);
        }
    })
    .await;
}

#[tokio::test]
async fn who_has_left_the_school_keeps_nothing() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let deck = world.deck("lin", "two pages").await;
        world.stands("lin", &deck, |deck| deck["state"] == "ready").await;
        let (lin, db) = (world.person("lin"), &world.library.ctx.db);
        let leave = async move |tx: &xingtan_platform::db::Tx| {
            let sql = "update membership set until_ms = $1 where person = $2";
            tx.execute(sql, &[START.into(), lin.into()]).await
        };
        let left = db.write::<_, xingtan_platform::db::Error, _>("test.leave", leave).await;
        assert_eq!(left.unwrap(), 1);
        assert_eq!(tried(&world, "lin", &deck).await, [404; 7]);
        let refused = world.try_to_begin("lin", "a.pdf", "1").await;
        refused.refused(403, "access.denied");
        let _ = world.get("admin", &format!("/api/decks/{deck}")).await.is(200);
    })
    .await;
}

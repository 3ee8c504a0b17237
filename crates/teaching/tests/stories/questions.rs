//! Prepared questions over HTTP: kept in order, checked, and never shown to learners.

use crate::world::World;
use axum::http::StatusCode;
use serde_json::{Value, json};
use xingtan_platform::db::testing::for_each_db;

fn question(stem: &str) -> Value {
    json!({"prompt": {"kind": "single", "stem": stem, "points": 2,
            "choices": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]},
        "key": {"kind": "choices", "choices": ["b"]}, "explanation": "算一算"})
}

#[tokio::test]
async fn questions_are_prepared_in_an_order() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let path = format!("/api/lessons/{}/questions", world.lesson("方程", 60).await);
        let stems = async || {
            let page = world.get("wu", &path).await;
            let items = page["items"].as_array().unwrap().clone();
            for (n, item) in items.iter().enumerate() {
                assert_eq!(item["position"], json!(n));
            }
            let stem = |item: &Value| item["question"]["prompt"]["stem"].as_str().map(String::from);
            items.iter().filter_map(stem).collect::<Vec<_>>()
        };
        let one = world.make("lin", &path, json!({"question": question("1")})).await;
        assert_eq!(one["question"], question("1"));
        assert!(one.get("limit_ms").is_none());
        let two = json!({"question": question("2"), "limit_ms": 30_000});
        assert_eq!(world.make("lin", &path, two).await["limit_ms"], 30_000);
        let first = json!({"question": question("0"), "position": 0});
        assert_eq!(world.make("wu", &path, first).await["position"], 0);
        assert_eq!(stems().await, ["0", "1", "2"]);

        let one = format!("{path}/{}", one["id"].as_str().unwrap());
        let last = json!({"question": question("1!"), "position": 9});
        let (status, changed) = world.send("lin", "PUT", &one, last).await;
        assert_eq!((status, &changed["position"]), (StatusCode::OK, &json!(2)));
        assert_eq!(stems().await, ["0", "2", "1!"]);
        let page = world.get("lin", &format!("{path}?limit=2")).await;
        let rest = format!("{path}?cursor={}", page["next"].as_str().unwrap());
        assert_eq!(world.get("lin", &rest).await["items"], json!([changed]));

        let (status, _) = world.send("li", "GET", &path, Value::Null).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "a learner must not see the keys");
        let (status, _) = world.send("lin", "DELETE", &one, Value::Null).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let (status, _) = world.send("lin", "DELETE", &one, Value::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(stems().await, ["0", "2"]);
    })
    .await;
}

#[tokio::test]
async fn a_question_that_cannot_be_asked_is_refused() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let path = format!("/api/lessons/{}/questions", world.lesson("方程", 60).await);
        let good = json!({"question": question("1"), "limit_ms": 30_000});
        for (pointer, value, field) in [
            ("/question/prompt/stem", json!(" "), "question.prompt.stem"),
            ("/question/key/choices", json!(["z"]), "question.key.choices"),
            ("/question/prompt/choices/1/id", json!("a"), "question.prompt.choices.1.id"),
            ("/limit_ms", json!(10), "limit_ms"),
        ] {
            let mut body = good.clone();
            *body.pointer_mut(pointer).unwrap() = value;
            let (status, problem) = world.send("lin", "POST", &path, body).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{pointer}: {problem}");
            assert_eq!(problem["fields"][0]["field"], field, "{pointer}");
        }
        assert_eq!(world.get("lin", &path).await["items"], json!([]));
    })
    .await;
}

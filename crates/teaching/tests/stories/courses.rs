//! Courses over HTTP: counted, renamed by those who teach them, and nobody else's.

use crate::world::{START, World};
use axum::http::StatusCode;
use serde_json::{Value, json};
use xingtan_platform::db::Tx;
use xingtan_platform::db::testing::for_each_db;

#[tokio::test]
async fn a_course_knows_its_lessons_and_the_next_one() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let course = json!({"title": "数学", "school": world.mingde});
        let course = world.make("lin", "/api/courses", course).await;
        assert_eq!((&course["lessons"], &course["may_change"]), (&json!(0), &json!(true)));
        assert!(course.get("next_starts_at").is_none());
        for (title, at) in [("昨天", -24 * 60), ("明天", 24 * 60), ("今天", 60)] {
            world.make("lin", "/api/lessons", world.lesson_body(&course["id"], title, at)).await;
        }
        let path = format!("/api/courses/{}", course["id"].as_str().unwrap());
        for (name, lessons, may_change) in [
            ("lin", 3, true),
            ("admin", 3, true),
            ("inspector", 3, true),
            // A colleague sees the school's courses, though he has no part in these lessons.
            ("chen", 0, false),
            ("wu", 3, false),
            ("li", 3, false),
        ] {
            let shown = world.get(name, &path).await;
            assert_eq!(shown["lessons"], json!(lessons), "{name}");
            assert_eq!(shown["may_change"], json!(may_change), "{name}");
            let next = (lessons > 0).then(|| json!(START.plus_ms(3_600_000)));
            assert_eq!(shown.get("next_starts_at"), next.as_ref(), "{name}");
            let list = world.get(name, "/api/courses").await;
            assert_eq!(list["items"], json!([shown]), "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_course_is_renamed_by_those_who_teach_it() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let id = world.lesson("方程", 60).await;
        let lesson = world.get("lin", &format!("/api/lessons/{id}")).await;
        let path = format!("/api/courses/{}", lesson["course"]["id"].as_str().unwrap());
        let rename = async |name: &str, title: &str| {
            world.send(name, "PATCH", &path, json!({"title": title})).await
        };
        for (name, status) in [
            ("chen", StatusCode::FORBIDDEN),
            ("wu", StatusCode::FORBIDDEN),
            ("li", StatusCode::FORBIDDEN),
            ("sun", StatusCode::NOT_FOUND),
            ("far_teacher", StatusCode::NOT_FOUND),
            ("nobody", StatusCode::UNAUTHORIZED),
        ] {
            assert_eq!(rename(name, "我的").await.0, status, "{name}");
        }
        for (title, code) in [(" ", "required"), ("a\u{7}", "bad_characters")] {
            let (status, problem) = rename("lin", title).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{title:?}");
            assert_eq!(problem["fields"][0], json!({"field": "title", "code": code}));
        }
        let (status, course) = rename("lin", " 代数 ").await;
        assert_eq!((status, &course["title"]), (StatusCode::OK, &json!("代数")));
        let lesson = world.get("li", &format!("/api/lessons/{id}")).await;
        assert_eq!(lesson["course"]["title"], "代数");
        // The same title again, or none, is no news.
        assert_eq!(rename("admin", "代数").await.0, StatusCode::OK);
        assert_eq!(world.send("lin", "PATCH", &path, json!({})).await.0, StatusCode::OK);
        let facts = async move |tx: &Tx| {
            let sql = "select id from fact where kind = 'course.renamed'";
            Ok(tx.rows(sql, &[]).await?.len())
        };
        assert_eq!(world.write(facts).await.unwrap(), 1);
        let (status, _) = world.send("lin", "PATCH", "/api/courses/x", Value::Null).await;
        assert!(status.is_client_error());
    })
    .await;
}

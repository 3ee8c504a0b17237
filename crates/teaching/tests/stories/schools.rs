//! An administrator's day: what is wrong, and the lessons of the schools they run.

use crate::world::{START, World};
use axum::http::StatusCode;
use serde_json::{Value, json};
use xingtan_base::ids::LessonId;
use xingtan_platform::db::Tx;
use xingtan_platform::db::testing::for_each_db;
use xingtan_teaching::access::staff_access;
use xingtan_teaching::lessons;

const MINUTE_MS: i64 = 60_000;

fn titles(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap();
    list.iter().map(|one| one["lesson"]["title"].as_str().unwrap()).collect()
}

async fn opened(world: &World, lesson: LessonId) {
    let (now, ids) = (world.teaching.ctx.clock.now(), world.teaching.ctx.ids.clone());
    let person = world.person("lin");
    let action = async move |tx: &Tx| {
        let can = staff_access(tx, person, lesson, now).await?;
        lessons::open(tx, &can, &ids, now).await
    };
    world.write(action).await.unwrap();
}

#[tokio::test]
async fn an_administrator_sees_what_is_wrong_and_the_day() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let long = world.lesson("开着", 10).await;
        world.lesson("没开", 20).await;
        world.lesson("待开", 300).await;
        world.lesson("明天", 24 * 60).await;
        let day = format!(
            "/api/today/schools?from={}&to={}",
            START.plus_ms(-8 * 60 * MINUTE_MS),
            START.plus_ms(16 * 60 * MINUTE_MS)
        );
        let none: [&str; 0] = [];
        world.hand.advance_ms(24 * MINUTE_MS);
        let shown = world.get("admin", &day).await;
        assert_eq!(titles(&shown["unstarted"]), ["开着"], "four minutes late is not a fault");
        assert_eq!(titles(&shown["lessons"]), ["开着", "没开", "待开"]);
        assert_eq!(shown["lessons"][0]["expected"], 2, "a learner of each class");
        assert_eq!(shown["figures"], json!({"planned": 3, "open": 0, "closed": 0}));

        // Opened fourteen minutes late, it has as much longer.
        opened(&world, long).await;
        world.hand.advance_ms((45 + 30) * MINUTE_MS);
        let shown = world.get("inspector", &day).await;
        assert_eq!(titles(&shown["unstarted"]), ["没开"]);
        assert_eq!(titles(&shown["overlong"]), none);
        assert_eq!(shown["figures"], json!({"planned": 2, "open": 1, "closed": 0}));
        world.hand.advance_ms(1);
        assert_eq!(titles(&world.get("admin", &day).await["overlong"]), ["开着"]);
        // It stays wrong on another day, when what was not opened is past.
        world.hand.advance_ms(30 * 60 * MINUTE_MS);
        let shown = world.get("admin", "/api/today/schools").await;
        assert_eq!(titles(&shown["overlong"]), ["开着"]);
        assert_eq!(titles(&shown["unstarted"]), ["明天"]);
    })
    .await;
}

#[tokio::test]
async fn only_who_runs_a_school_sees_its_day() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        world.lesson("方程", 60).await;
        for name in ["lin", "wu", "li", "far_teacher", "far_learner"] {
            let (status, body) = world.send(name, "GET", "/api/today/schools", Value::Null).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{name}: {body}");
        }
        let (status, _) = world.send("nobody", "GET", "/api/today/schools", Value::Null).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        // Who runs another school sees nothing of this one.
        let elsewhere = world.person("far_teacher");
        let promote = async move |tx: &Tx| {
            let sql = "update membership set role = 'administrator' where person = $1";
            Ok(tx.execute(sql, &[elsewhere.into()]).await?)
        };
        assert_eq!(world.write(promote).await.unwrap(), 1);
        let shown = world.get("far_teacher", "/api/today/schools").await;
        for list in ["unstarted", "overlong", "lessons"] {
            assert_eq!(shown[list], json!([]), "{list}");
        }
        assert_eq!(shown["figures"], json!({"planned": 0, "open": 0, "closed": 0}));
        let span = |from: i64, to: i64| {
            format!("from={}&to={}", START.plus_ms(from * MINUTE_MS), START.plus_ms(to * MINUTE_MS))
        };
        for query in [span(0, -1), span(0, 48 * 60 + 1), "from=today".to_owned()] {
            let path = format!("/api/today/schools?{query}");
            let (status, _) = world.send("admin", "GET", &path, Value::Null).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        }
    })
    .await;
}

//! What the room asks of a lesson: proofs, its roster, its opening and closing, and today.

use crate::world::{START, World};
use axum::http::StatusCode;
use serde_json::{Value, json};
use xingtan_base::ids::LessonId;
use xingtan_facts::Fact;
use xingtan_identity::access::AccessError;
use xingtan_platform::db::Tx;
use xingtan_platform::db::testing::for_each_db;
use xingtan_platform::http::ApiError;
use xingtan_teaching::access::{attend_access, staff_access};
use xingtan_teaching::lessons::{self, LessonRole, LessonState, open_ids, roster, stands};

async fn open(world: &World, name: &str, lesson: LessonId) -> Result<(), ApiError> {
    let (now, ids) = (world.teaching.ctx.clock.now(), world.teaching.ctx.ids.clone());
    let person = world.person(name);
    let action = async move |tx: &Tx| {
        let can = staff_access(tx, person, lesson, now).await?;
        lessons::open(tx, &can, &ids, now).await
    };
    world.write(action).await
}

async fn close(world: &World, name: &str, lesson: LessonId) -> Result<(), ApiError> {
    let (now, ids) = (world.teaching.ctx.clock.now(), world.teaching.ctx.ids.clone());
    let person = world.person(name);
    let action = async move |tx: &Tx| {
        let can = staff_access(tx, person, lesson, now).await?;
        lessons::close(tx, &can, &ids, now).await
    };
    world.write(action).await
}

fn code(result: Result<(), ApiError>) -> String {
    match result {
        Err(ApiError::Problem(problem)) => problem.code,
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn a_lesson_opens_once_and_closes_once() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let id = world.lesson("方程", 5).await;
        assert_eq!(code(close(&world, "lin", id).await), "lesson.not_open");
        assert_eq!(code(open(&world, "li", id).await), "access.denied");
        assert_eq!(code(open(&world, "far_teacher", id).await), "not_found");
        open(&world, "lin", id).await.unwrap();
        assert_eq!(code(open(&world, "wu", id).await), "lesson.already_open");
        let path = format!("/api/lessons/{id}");
        for (method, body) in [("PATCH", json!({"title": "x"})), ("DELETE", Value::Null)] {
            let (status, problem) = world.send("lin", method, &path, body).await;
            assert_eq!(status, StatusCode::CONFLICT, "{method}");
            assert_eq!(problem["code"], "lesson.already_open");
        }
        let look = async move |tx: &Tx| Ok((stands(tx, id).await?, open_ids(tx).await?));
        let (row, open_now) = world.write(look).await.unwrap();
        let row = row.unwrap();
        assert_eq!((row.state, row.opened_at), (LessonState::Open, Some(START)));
        assert_eq!((row.school, open_now), (world.mingde, vec![id]));

        world.hand.advance_ms(45 * 60_000);
        close(&world, "admin", id).await.unwrap();
        assert_eq!(code(close(&world, "lin", id).await), "lesson.already_closed");
        assert_eq!(code(open(&world, "lin", id).await), "lesson.already_closed");
        let lesson = world.get("zhou", &path).await;
        assert_eq!((&lesson["state"], &lesson["opened_at"]), (&json!("closed"), &json!(START)));
        assert_eq!(lesson["closed_at"], json!(START.plus_ms(45 * 60_000)));

        let facts =
            async move |tx: &Tx| Ok(tx.rows("select body from fact order by id", &[]).await?);
        let rows = world.write(facts).await.unwrap();
        let facts: Vec<Fact> = rows
            .iter()
            .map(|row| serde_json::from_str(&row.get::<String>("body").unwrap()).unwrap())
            .collect();
        let kinds: Vec<&str> = facts.iter().map(|fact| fact.happened.kind()).collect();
        assert_eq!(kinds, ["course.created", "lesson.planned", "lesson.opened", "lesson.closed"]);
        assert!(facts.iter().all(|fact| fact.school == Some(world.mingde)));
        assert_eq!(facts[3].context.lesson, Some(id));
        let roles = facts.iter().flat_map(|fact| &fact.actor).map(|actor| actor.role.as_str());
        assert_eq!(roles.collect::<Vec<_>>(), ["teacher", "teacher", "teacher", "administrator"]);
    })
    .await;
}

#[tokio::test]
async fn a_roster_holds_the_staff_and_the_learners_of_all_classes() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let id = world.lesson("方程", 5).await;
        let people = async move |tx: &Tx| Ok(roster(tx, id, START).await?);
        let people = world.write(people).await.unwrap();
        let shown: Vec<_> = people.iter().map(|p| (p.name.as_str(), p.role, p.class)).collect();
        let (one, three) = (Some(world.classes["1"]), Some(world.classes["3"]));
        let (staff, learner) = (LessonRole::Staff, LessonRole::Learner);
        let expected = [
            ("lin", staff, None),
            ("wu", staff, three),
            ("li", learner, one),
            ("zhou", learner, three),
        ];
        assert_eq!(shown, expected);
        for (name, role, class) in expected {
            let person = world.person(name);
            let action = async move |tx: &Tx| Ok(attend_access(tx, person, id, START).await?);
            let can = world.write(action).await.unwrap();
            assert_eq!((can.name(), can.role(), can.class()), (name, role, class));
        }

        // Who leaves a school or a class loses the lesson.
        let (lin, zhou) = (world.person("lin"), world.person("zhou"));
        let end = async move |tx: &Tx| {
            let sql = "update membership set until_ms = $1 where person = $2 or person = $3";
            Ok(tx.execute(sql, &[START.into(), lin.into(), zhou.into()]).await?)
        };
        assert_eq!(world.write(end).await.unwrap(), 2);
        for person in [lin, zhou] {
            let action = async move |tx: &Tx| {
                let refused = attend_access(tx, person, id, START).await;
                Ok(matches!(refused, Err(AccessError::NotFound)))
            };
            assert!(world.write(action).await.unwrap());
        }
        let people = async move |tx: &Tx| Ok(roster(tx, id, START).await?);
        assert_eq!(world.write(people).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn today_shows_what_is_now_and_next() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        for (title, at) in [("1", 16), ("2", 90), ("3", 180), ("next week", 7 * 24 * 60)] {
            world.lesson(title, at).await;
        }
        let today = async |name: &str| {
            let today = world.get(name, "/api/today").await;
            let titles = |list: &Value| {
                let list = list.as_array().unwrap();
                list.iter().map(|l| l["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
            };
            let title = |lesson: &Value| lesson["title"].as_str().map(str::to_owned);
            (
                title(&today["current"]),
                title(&today["next"]),
                titles(&today["later"]),
                titles(&today["recent"]),
            )
        };
        let some = |title: &str| Some(title.to_owned());
        let none = Vec::<String>::new();
        let all = vec!["2".to_owned(), "3".to_owned()];
        assert_eq!(today("li").await, (None, some("1"), all, none.clone()));
        world.hand.advance_ms(60_000);
        let three = vec!["3".to_owned()];
        assert_eq!(today("li").await, (some("1"), some("2"), three.clone(), none.clone()));
        let first = world.get("lin", "/api/today").await["current"]["id"].clone();
        let first: LessonId = first.as_str().unwrap().parse().unwrap();
        open(&world, "lin", first).await.unwrap();
        world.hand.advance_ms(70 * 60_000);
        assert_eq!(today("zhou").await, (some("1"), some("2"), three, none.clone()));
        close(&world, "lin", first).await.unwrap();
        world.hand.advance_ms(10 * 60_000);
        let one = vec!["1".to_owned()];
        assert_eq!(today("lin").await, (some("2"), some("3"), none.clone(), one.clone()));
        world.hand.advance_ms(24 * 60 * 60_000);
        assert_eq!(today("li").await, (None, some("next week"), none.clone(), one));
        assert_eq!(today("zhang").await, (None, None, none.clone(), none));
    })
    .await;
}

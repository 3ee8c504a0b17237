//! The decks of a lesson: who puts them there, who sees them, and when they stay.

use crate::world::World;
use axum::http::StatusCode;
use serde_json::{Value, json};
use xingtan_base::ids::{DeckId, LessonId};
use xingtan_library::access::keep_deck;
use xingtan_platform::db::testing::for_each_db;
use xingtan_platform::db::{Tx, Value as Sql};
use xingtan_teaching::access::staff_access;
use xingtan_teaching::decks::lesson_deck::opened_with;
use xingtan_teaching::lessons::{close, open};

/// A deck of two pages that somebody made in Mingde.
async fn deck(world: &World, owner: &str, state: &'static str) -> DeckId {
    let (id, owner): (DeckId, _) = (world.teaching.ctx.ids.next(), world.person(owner));
    let school = world.mingde;
    let write = async move |tx: &Tx| {
        let values: [Sql; 4] = [school.into(), id.into(), owner.into(), state.into()];
        tx.execute(
            "insert into deck (school, id, owner, title, file_name, size_bytes, state, done, \
             total, lost, uses, created_ms) \
             values ($1, $2, $3, '圆', '圆.pdf', 9, $4, 2, 2, '[]', 0, 1)",
            &values,
        )
        .await?;
        for page in [1, 2] {
            let values: [Sql; 3] = [school.into(), id.into(), page.into()];
            tx.execute(
                "insert into deck_page (school, deck, page, slide, step, label, width, height, \
                 links, clips, notes) \
                 values ($1, $2, $3, 1, 0, '1', 16000, 9000, '[]', '[]', '别忘了')",
                &values,
            )
            .await?;
        }
        Ok(id)
    };
    world.write(write).await.unwrap()
}

async fn move_on(world: &World, lesson: LessonId, opens: bool) {
    let (now, ids) = (world.teaching.ctx.clock.now(), world.teaching.ctx.ids.clone());
    let lin = world.person("lin");
    let act = async move |tx: &Tx| {
        let can = staff_access(tx, lin, lesson, now).await?;
        if opens { open(tx, &can, &ids, now).await } else { close(tx, &can, &ids, now).await }
    };
    world.write(act).await.unwrap();
}

async fn uses(world: &World, deck: DeckId) -> i64 {
    let read = async move |tx: &Tx| {
        let row = tx.row("select uses from deck where id = $1", &[deck.into()]).await?;
        Ok(row.unwrap().get("uses")?)
    };
    world.write(read).await.unwrap()
}

#[tokio::test]
async fn staff_put_decks_into_a_lesson_and_learners_see_them_once_it_opens() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let lesson = world.lesson("圆", 60).await;
        let path = format!("/api/lessons/{lesson}/decks");
        let (first, second) =
            (deck(&world, "lin", "ready").await, deck(&world, "lin", "converting").await);
        for deck in [first, second, first] {
            let (status, body) =
                world.send("lin", "PUT", &format!("{path}/{deck}"), Value::Null).await;
            assert_eq!(status, StatusCode::NO_CONTENT, "{body}");
        }
        assert_eq!((uses(&world, first).await, uses(&world, second).await), (1, 1));
        for name in ["lin", "wu", "admin", "inspector"] {
            let items = world.get(name, &path).await["items"].clone();
            let ids: Vec<&Value> =
                items.as_array().unwrap().iter().map(|deck| &deck["id"]).collect();
            assert_eq!(ids, [&json!(first), &json!(second)], "{name}");
            assert_eq!(items[0]["pages"][1]["notes"], "别忘了");
            assert_eq!(items[1]["pages"], json!([]), "its pages are still to come");
        }
        for name in ["li", "zhou"] {
            let (status, body) = world.send(name, "GET", &path, Value::Null).await;
            assert_eq!((status, &body["code"]), (StatusCode::CONFLICT, &json!("lesson.not_open")));
        }
        let shown = async move |tx: &Tx| Ok(opened_with(tx, lesson, first).await?);
        assert_eq!(world.write(shown).await.unwrap(), Some(None));

        move_on(&world, lesson, true).await;
        let shown = async move |tx: &Tx| Ok(opened_with(tx, lesson, first).await?);
        assert!(world.write(shown).await.unwrap().flatten().is_some());
        let late = deck(&world, "lin", "ready").await;
        let (status, _) = world.send("lin", "PUT", &format!("{path}/{late}"), Value::Null).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "also while it is open");
        move_on(&world, lesson, false).await;
        for name in ["li", "zhou"] {
            let items = world.get(name, &path).await["items"].clone();
            let ids: Vec<&Value> =
                items.as_array().unwrap().iter().map(|deck| &deck["id"]).collect();
            assert_eq!(ids, [&json!(first), &json!(late)], "what is ready");
            assert_eq!(items[0]["pages"].as_array().unwrap().len(), 2);
            assert!(!items.to_string().contains("notes"), "{items}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_deck_is_shown_only_by_those_who_may() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let lesson = world.lesson("圆", 60).await;
        let path = format!("/api/lessons/{lesson}/decks");
        let own = deck(&world, "lin", "ready").await;
        let colleagues = deck(&world, "chen", "ready").await;
        let nothing = "019a0000-0000-7000-8000-00000000000a";
        for (name, deck, status) in [
            ("nobody", own.to_string(), 401),
            ("li", own.to_string(), 403),
            ("zhang", own.to_string(), 404),
            ("chen", colleagues.to_string(), 404),
            ("far_teacher", own.to_string(), 404),
            ("far_learner", own.to_string(), 404),
            ("lin", colleagues.to_string(), 404),
            ("wu", colleagues.to_string(), 404),
            ("lin", nothing.to_owned(), 404),
            ("lin", "x".to_owned(), 404),
            // Wu teaches one of the classes, and Lin the lesson.
            ("wu", own.to_string(), 204),
            // An administrator keeps the decks of the school.
            ("admin", colleagues.to_string(), 204),
        ] {
            let (found, body) =
                world.send(name, "PUT", &format!("{path}/{deck}"), Value::Null).await;
            assert_eq!(found.as_u16(), status, "{name} {deck}: {body}");
        }
        for name in ["zhang", "chen", "far_teacher", "far_learner"] {
            for (method, path) in [("GET", path.clone()), ("DELETE", format!("{path}/{own}"))] {
                let (status, _) = world.send(name, method, &path, Value::Null).await;
                assert_eq!(status, StatusCode::NOT_FOUND, "{name} {method}");
            }
        }
        let (status, _) = world.send("nobody", "GET", &path, Value::Null).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        let (status, _) = world.send("li", "DELETE", &format!("{path}/{own}"), Value::Null).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        // To show a deck is not to keep it.
        let (wu, now) = (world.person("wu"), world.teaching.ctx.clock.now());
        let keep = async move |tx: &Tx| Ok(keep_deck(tx, wu, own, now).await.is_err());
        assert!(world.write(keep).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_deck_stays_once_the_lesson_was_opened() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let lesson = world.lesson("圆", 60).await;
        let path = format!("/api/lessons/{lesson}/decks");
        let (stays, goes) =
            (deck(&world, "lin", "ready").await, deck(&world, "lin", "ready").await);
        for deck in [stays, goes] {
            let _ = world.send("lin", "PUT", &format!("{path}/{deck}"), Value::Null).await;
        }
        for status in [StatusCode::NO_CONTENT, StatusCode::NOT_FOUND] {
            let (found, _) =
                world.send("lin", "DELETE", &format!("{path}/{goes}"), Value::Null).await;
            assert_eq!(found, status);
        }
        assert_eq!((uses(&world, stays).await, uses(&world, goes).await), (1, 0));
        let refused = async |code: &str, method: &str, deck: DeckId| {
            let (status, body) =
                world.send("lin", method, &format!("{path}/{deck}"), Value::Null).await;
            assert_eq!((status, &body["code"]), (StatusCode::CONFLICT, &json!(code)));
        };
        move_on(&world, lesson, true).await;
        refused("lesson.already_open", "DELETE", stays).await;
        move_on(&world, lesson, false).await;
        refused("lesson.already_closed", "DELETE", stays).await;
        refused("lesson.already_closed", "PUT", goes).await;
        assert_eq!(uses(&world, stays).await, 1);

        // A lesson that is taken out of the calendar shows nothing any more.
        let other = world.lesson("圆", 90).await;
        for deck in [stays, goes] {
            let path = format!("/api/lessons/{other}/decks/{deck}");
            let _ = world.send("lin", "PUT", &path, Value::Null).await;
        }
        assert_eq!((uses(&world, stays).await, uses(&world, goes).await), (2, 1));
        let path = format!("/api/lessons/{other}");
        let (status, _) = world.send("lin", "DELETE", &path, Value::Null).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        assert_eq!((uses(&world, stays).await, uses(&world, goes).await), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_lesson_has_so_many_decks() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let lesson = world.lesson("圆", 60).await;
        for at in 0..=20 {
            let path =
                format!("/api/lessons/{lesson}/decks/{}", deck(&world, "lin", "ready").await);
            let (status, body) = world.send("lin", "PUT", &path, Value::Null).await;
            if at < 20 {
                assert_eq!(status, StatusCode::NO_CONTENT);
            } else {
                assert_eq!(body["code"], "lesson.too_many_decks");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_question_comes_after_a_page() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let lesson = world.lesson("圆", 60).await;
        let (shown, other) =
            (deck(&world, "lin", "ready").await, deck(&world, "lin", "ready").await);
        let put = format!("/api/lessons/{lesson}/decks/{shown}");
        let _ = world.send("lin", "PUT", &put, Value::Null).await;
        let path = format!("/api/lessons/{lesson}/questions");
        let question = |after: Value| {
            let choices = json!([{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]);
            let prompt = json!({"kind": "single", "stem": "?", "points": 2, "choices": choices});
            let key = json!({"kind": "choices", "choices": ["b"]});
            json!({"question": {"prompt": prompt, "key": key}, "after": after})
        };
        for (after, field, code) in [
            (json!({"deck": other, "page": 1}), "after.deck", "unknown"),
            (json!({"deck": shown, "page": 3}), "after.page", "out_of_range"),
        ] {
            let (status, body) = world.send("lin", "POST", &path, question(after)).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(body["fields"][0], json!({"field": field, "code": code}));
        }
        let second = json!({"deck": shown, "page": 2});
        let made = world.make("lin", &path, question(second.clone())).await;
        assert_eq!(made["after"], second);
        let one = format!("{path}/{}", made["id"].as_str().unwrap());
        let before = json!({"deck": shown, "page": 0});
        let (_, changed) = world.send("lin", "PUT", &one, question(before.clone())).await;
        assert_eq!(changed["after"], before);
        // It outlives the deck, and then comes anywhere.
        let _ = world.send("lin", "DELETE", &put, Value::Null).await;
        assert_eq!(world.get("lin", &path).await["items"][0].get("after"), None);
    })
    .await;
}

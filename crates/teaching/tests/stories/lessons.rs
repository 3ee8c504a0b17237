//! Lessons over HTTP: planned, changed, seen by whom they are for, and by nobody else.

use crate::world::{START, World};
use axum::http::StatusCode;
use serde_json::{Value, json};
use xingtan_platform::db::testing::for_each_db;

#[tokio::test]
async fn a_lesson_is_planned_changed_and_removed() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let id = world.lesson("一元二次方程", 60).await;
        let path = format!("/api/lessons/{id}");
        let lesson = world.get("lin", &path).await;
        assert_eq!(lesson["title"], "一元二次方程");
        assert_eq!(lesson["course"]["title"], "数学");
        assert_eq!(lesson["school"]["name"], "明德中学");
        assert_eq!((&lesson["state"], &lesson["minutes"]), (&json!("planned"), &json!(45)));
        assert_eq!(lesson["starts_at"], json!(START.plus_ms(3_600_000)));
        assert_eq!(lesson["teachers"], json!([{"id": world.person("lin"), "name": "lin"}]));
        assert_eq!(lesson["audience"][0]["class"]["name"], "1");
        assert_eq!(lesson["audience"][1]["school"]["name"], "合江小学");
        assert_eq!(lesson["audience"][1]["teacher"]["name"], "wu");
        assert_eq!(lesson["my_role"], "staff");
        assert!(lesson.get("opened_at").is_none() && lesson.get("my_class").is_none());

        let audience = json!([{"class": world.classes["2"], "part": "anchor", "form": "live",
            "attending": "own_devices"}]);
        let change = json!({"title": "复习", "minutes": 40, "audience": audience});
        let (status, lesson) = world.send("lin", "PATCH", &path, change).await;
        assert_eq!(status, StatusCode::OK, "{lesson}");
        assert_eq!((&lesson["title"], &lesson["minutes"]), (&json!("复习"), &json!(40)));
        assert_eq!(lesson["starts_at"], json!(START.plus_ms(3_600_000)));
        assert_eq!(lesson["audience"].as_array().unwrap().len(), 1);
        let (status, _) = world.send("li", "GET", &path, Value::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "class 1 is no longer invited");
        assert_eq!(world.get("zhang", &path).await["my_role"], "learner");

        let (status, _) = world.send("lin", "DELETE", &path, Value::Null).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let (status, _) = world.send("lin", "GET", &path, Value::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_lesson_is_planned_for_a_colleague_and_handed_over() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let course = json!({"title": "数学", "school": world.mingde});
        let course = world.make("lin", "/api/courses", course).await["id"].clone();
        let mut body = world.lesson_body(&course, "方程", 60);
        body["teachers"] = json!([world.person("chen")]);
        let lesson = world.make("lin", "/api/lessons", body).await;
        let path = format!("/api/lessons/{}", lesson["id"].as_str().unwrap());
        assert_eq!(lesson["teachers"], json!([{"id": world.person("chen"), "name": "chen"}]));
        assert_eq!(world.get("chen", &path).await, lesson, "it is answered as its staff sees it");
        let (status, _) = world.send("lin", "GET", &path, Value::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "it is not his lesson");

        let both = json!({"teachers": [world.person("chen"), world.person("lin")]});
        let (status, lesson) = world.send("chen", "PATCH", &path, both).await;
        assert_eq!((status, lesson["teachers"].as_array().unwrap().len()), (StatusCode::OK, 2));
        let lin_alone = json!({"teachers": [world.person("lin")]});
        let (status, body) = world.send("chen", "PATCH", &path, lin_alone).await;
        assert_eq!((status, body), (StatusCode::NO_CONTENT, Value::Null));
        let (status, _) = world.send("chen", "GET", &path, Value::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "it was handed over");
        let lesson = world.get("lin", &path).await;
        assert_eq!(lesson["teachers"], json!([{"id": world.person("lin"), "name": "lin"}]));

        // Of another school nobody teaches it, and nobody there plans it.
        let far = json!({"teachers": [world.person("far_teacher")]});
        let (status, problem) = world.send("lin", "PATCH", &path, far).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert_eq!(problem["fields"][0]["field"], "teachers.0");
        let mine = json!({"teachers": [world.person("far_teacher")]});
        let (status, _) = world.send("far_teacher", "PATCH", &path, mine).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn each_person_sees_their_own_part_of_a_lesson() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let path = format!("/api/lessons/{}", world.lesson("方程", 60).await);
        for (name, role, class) in [
            ("lin", "staff", None),
            ("admin", "staff", None),
            ("inspector", "staff", None),
            ("wu", "staff", Some("3")),
            ("li", "learner", Some("1")),
            ("zhou", "learner", Some("3")),
        ] {
            let lesson = world.get(name, &path).await;
            assert_eq!(lesson["my_role"], role, "{name}");
            let class = class.map(|class| json!(world.classes[class]));
            assert_eq!(lesson.get("my_class"), class.as_ref(), "{name}");
            let list = world.get(name, "/api/lessons").await;
            assert_eq!(list["items"], json!([lesson]), "{name}");
            let courses = world.get(name, "/api/courses").await;
            assert_eq!(courses["items"][0]["title"], "数学", "{name}");
        }
        for name in ["chen", "sun", "zhang", "far_teacher", "far_learner"] {
            let (status, _) = world.send(name, "GET", &path, Value::Null).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{name}");
            assert_eq!(world.get(name, "/api/lessons").await["items"], json!([]), "{name}");
        }
        for name in ["wu", "li", "zhou"] {
            for (method, body) in [("PATCH", json!({"title": "x"})), ("DELETE", Value::Null)] {
                let (status, _) = world.send(name, method, &path, body).await;
                assert_eq!(status, StatusCode::FORBIDDEN, "{name} {method}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn no_route_tells_a_stranger_anything() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let id = world.lesson("方程", 60).await;
        let course = world.get("lin", &format!("/api/lessons/{id}")).await["course"]["id"].clone();
        let (lesson, questions) =
            (format!("/api/lessons/{id}"), format!("/api/lessons/{id}/questions"));
        let question = world.make("lin", &questions, true_false("太阳从东边升起")).await;
        let one_question = format!("{questions}/{}", question["id"].as_str().unwrap());
        let plan = world.lesson_body(&course, "x", 60);
        let new_course = json!({"title": "x", "school": world.mingde});
        let one_course = format!("/api/courses/{}", course.as_str().unwrap());
        // Lists are empty for strangers; everything that names a thing is absent for them.
        let open = [("GET", "/api/today"), ("GET", "/api/courses"), ("GET", "/api/lessons")];
        let teachers = format!("/api/schools/{}/teachers", world.mingde);
        let named: [(&str, &str, Value); 12] = [
            ("POST", "/api/courses", new_course),
            ("GET", &one_course, Value::Null),
            ("PATCH", &one_course, json!({"title": "x"})),
            ("GET", &teachers, Value::Null),
            ("POST", "/api/lessons", plan),
            ("GET", &lesson, Value::Null),
            ("PATCH", &lesson, json!({"title": "x"})),
            ("DELETE", &lesson, Value::Null),
            ("GET", &questions, Value::Null),
            ("POST", &questions, true_false("x")),
            ("PUT", &one_question, true_false("x")),
            ("DELETE", &one_question, Value::Null),
        ];
        for (method, path) in open {
            let (status, _) = world.send("nobody", method, path, Value::Null).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {path}");
            let (status, body) = world.send("far_teacher", method, path, Value::Null).await;
            assert_eq!(status, StatusCode::OK, "{method} {path}");
            assert!(!body.to_string().contains(&id.to_string()), "{method} {path}");
        }
        for (method, path, body) in named {
            let (status, _) = world.send("nobody", method, path, body.clone()).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {path}");
            for name in ["far_teacher", "far_learner", "sun"] {
                let (status, body) = world.send(name, method, path, body.clone()).await;
                assert_eq!(status, StatusCode::NOT_FOUND, "{name} {method} {path}: {body}");
            }
        }
        assert_eq!(world.get("lin", &questions).await["items"], json!([question]));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_held_is_refused() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let course = json!({"title": "数学", "school": world.mingde});
        let course = world.make("lin", "/api/courses", course).await["id"].clone();
        let good = world.lesson_body(&course, "方程", 60);
        let far_class = json!(world.classes["4"]);
        for (pointer, value, code, field) in [
            ("/audience/0/form", json!("recorded"), "lesson.form_not_available", "audience.0.form"),
            (
                "/audience/1/attending",
                json!("pack"),
                "lesson.attending_not_available",
                "audience.1.attending",
            ),
            ("/audience/0/class", far_class, "request.invalid", "audience.0.class"),
            (
                "/audience/0/class",
                good["audience"][1]["class"].clone(),
                "request.invalid",
                "audience.1.class",
            ),
            ("/audience/1/part", json!("anchor"), "request.invalid", "audience.1.part"),
            (
                "/audience/1/teacher",
                json!(world.person("far_teacher")),
                "request.invalid",
                "audience.1.teacher",
            ),
            ("/audience", json!([]), "request.invalid", "audience"),
            ("/title", json!("  "), "request.invalid", "title"),
            ("/title", json!("长".repeat(121)), "request.invalid", "title"),
            ("/minutes", json!(0), "request.invalid", "minutes"),
            ("/starts_at", json!("tomorrow"), "request.invalid", "starts_at"),
        ] {
            let mut body = good.clone();
            *body.pointer_mut(pointer).unwrap() = value;
            let (status, problem) = world.send("lin", "POST", "/api/lessons", body).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{pointer}: {problem}");
            assert_eq!(problem["code"], code, "{pointer}");
            assert_eq!(problem["fields"][0]["field"], field, "{pointer}");
        }
        let (status, _) = world.send("li", "POST", "/api/lessons", good).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "a learner plans no lessons");
        let course = json!({"title": "x", "school": world.mingde});
        let (status, _) = world.send("li", "POST", "/api/courses", course).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "a learner makes no courses");
        assert_eq!(world.get("lin", "/api/lessons").await["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn the_calendar_is_paged_by_start_and_filtered() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        for (title, at) in [("c", 180), ("a", 60), ("b", 120), ("b2", 120)] {
            world.lesson(title, at).await;
        }
        let (mut titles, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = world.get("li", &format!("/api/lessons?limit=1{cursor}")).await;
            assert_eq!(page["items"].as_array().unwrap().len(), 1);
            titles.push(page["items"][0]["title"].as_str().unwrap().to_owned());
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(titles, ["a", "b", "b2", "c"]);
        let from = START.plus_ms(61 * 60_000);
        let to = START.plus_ms(180 * 60_000);
        let page = world.get("li", &format!("/api/lessons?from={from}&to={to}&limit=9")).await;
        let titles: Vec<&Value> =
            page["items"].as_array().unwrap().iter().map(|lesson| &lesson["title"]).collect();
        assert_eq!(titles, ["b", "b2"]);
        assert_eq!(world.get("li", "/api/lessons?state=open").await["items"], json!([]));
        let (status, _) = world.send("li", "GET", "/api/lessons?cursor=x", Value::Null).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn lessons_are_found_by_title_and_paged_back_in_time() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        for (title, at) in [("Algebra 一", 60), ("几何", 120), ("algebra 二", 180), ("100%", 240)]
        {
            world.lesson(title, at).await;
        }
        let titles = async |name: &str, query: &str| {
            let page = world.get(name, &format!("/api/lessons?{query}")).await;
            let items = page["items"].as_array().unwrap();
            items.iter().map(|l| l["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        for (query, expected) in [
            // Width and case do not matter, and signs of the pattern are signs of the title.
            ("q=%EF%BC%A1LGEBRA", &["Algebra 一", "algebra 二"] as &[&str]),
            ("q=%E5%87%A0", &["几何"]),
            ("q=%25", &["100%"]),
            ("q=_", &[]),
            ("q=%20", &["Algebra 一", "几何", "algebra 二", "100%"]),
            ("q=algebra&order=latest_first", &["algebra 二", "Algebra 一"]),
        ] {
            assert_eq!(titles("li", query).await, expected, "{query}");
        }
        assert_eq!(titles("far_learner", "q=algebra").await, [""; 0]);

        let (mut seen, mut cursor) = (Vec::new(), String::new());
        let to = START.plus_ms(200 * 60_000);
        loop {
            let path = format!("/api/lessons?limit=2&order=latest_first&to={to}{cursor}");
            let page = world.get("li", &path).await;
            let items = page["items"].as_array().unwrap();
            seen.extend(items.iter().map(|l| l["title"].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen, ["algebra 二", "几何", "Algebra 一"]);

        // A changed title is found by its new name only.
        let page = world.get("lin", "/api/lessons?q=%E5%87%A0").await;
        let path = format!("/api/lessons/{}", page["items"][0]["id"].as_str().unwrap());
        let (status, _) = world.send("lin", "PATCH", &path, json!({"title": "Ｔｒｉｇ"})).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(titles("li", "q=TRIG").await, ["Ｔｒｉｇ"]);
        assert_eq!(titles("li", "q=%E5%87%A0").await, [""; 0]);
        for query in [&format!("q={}", "x".repeat(121)), "order=sideways"] {
            let path = format!("/api/lessons?{query}");
            let (status, _) = world.send("li", "GET", &path, Value::Null).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_plans_a_lesson_may_name_its_teachers() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let path = format!("/api/schools/{}/teachers", world.mingde);
        let page = world.get("lin", &path).await;
        let names = |page: &Value| {
            let items = page["items"].as_array().unwrap();
            items.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        // The school's own and, by the alliance, those of Hejiang; nobody of Yuanshan.
        assert_eq!(names(&page), ["chen", "lin", "sun", "wu"]);
        assert_eq!(page["items"][1]["school"], json!(world.mingde));
        assert_eq!(names(&world.get("admin", &path).await), names(&page));
        let first = world.get("lin", &format!("{path}?limit=3")).await;
        let next = first["next"].as_str().unwrap();
        assert_eq!(names(&world.get("lin", &format!("{path}?cursor={next}")).await), ["wu"]);
        let (status, _) = world.send("li", "GET", &path, Value::Null).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "a learner plans nothing");
        let (status, _) = world.send("wu", "GET", &path, Value::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "the alliance goes one way");
        let bad = format!("{path}?cursor=x");
        let (status, _) = world.send("lin", "GET", &bad, Value::Null).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

fn true_false(stem: &str) -> Value {
    json!({"question": {"prompt": {"kind": "true_false", "stem": stem},
        "key": {"kind": "truth", "value": true}}})
}

#[tokio::test]
async fn two_lessons_of_a_class_at_one_time_are_refused_on_request() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let course = json!({"title": "数学", "school": world.mingde});
        let course = world.make("lin", "/api/courses", course).await["id"].clone();
        let plan = async |title: &str, minute: i64| {
            let mut body = world.lesson_body(&course, title, minute);
            body["refuse_clashes"] = json!(true);
            world.send("lin", "POST", "/api/lessons", body).await
        };
        let (status, first) = plan("方程", 60).await;
        assert_eq!(status, StatusCode::CREATED, "{first}");
        let (status, problem) = plan("函数", 60 + 44).await;
        assert_eq!((status, &problem["code"]), (StatusCode::CONFLICT, &json!("lesson.clashes")));
        let busy: Vec<_> =
            problem["fields"].as_array().unwrap().iter().map(|one| one["field"].clone()).collect();
        assert!(busy.contains(&json!("audience.0.class")), "{problem}");
        assert!(busy.contains(&json!("teachers.0")), "{problem}");
        // The teacher of a class is busy as well as the class.
        let mut elsewhere = world.lesson_body(&course, "别课", 60);
        elsewhere["refuse_clashes"] = json!(true);
        elsewhere["teachers"] = json!([world.person("chen")]);
        let (_, problem) = world.send("lin", "POST", "/api/lessons", elsewhere).await;
        let busy: Vec<_> =
            problem["fields"].as_array().unwrap().iter().map(|one| one["field"].clone()).collect();
        assert!(busy.contains(&json!("audience.1.teacher")), "{problem}");
        assert!(!busy.contains(&json!("teachers.0")), "{problem}");
        let (status, next) = plan("函数", 60 + 45).await;
        assert_eq!(status, StatusCode::CREATED, "one ends as the other begins: {next}");

        // It was not written either, and moving a lesson is looked at just the same.
        let path = format!("/api/lessons/{}", next["id"].as_str().unwrap());
        let earlier = json!({"starts_at": first["starts_at"], "refuse_clashes": true});
        let (status, _) = world.send("lin", "PATCH", &path, earlier).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert_eq!(world.get("lin", &path).await["starts_at"], next["starts_at"]);
        let meant = json!({"starts_at": first["starts_at"]});
        assert_eq!(world.send("lin", "PATCH", &path, meant).await.0, StatusCode::OK);
    })
    .await;
}
